// The body of every variant_*.c: all loops, for the instruction set in force where it is included.
// KB_TABLE is the name of the table it defines, KB_INSTRUCTION_SET what the table says of itself,
// KB_PRODUCT_ROWS × KB_PRODUCT_VECTORS the sums of a product that its registers hold.
// Vectors are passed between always-inlined functions only, so no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

#include "vector_math.h"

#include "elementwise.h"
#include "gaussian_terms.h"
#include "edge_convolution.h"
#include "row_product.h"

const KBKernels KB_TABLE = {
    .instruction_set = KB_INSTRUCTION_SET,
    .gaussian_terms = gaussian_terms,
    .edge_preactivations = edge_preactivations,
    .gated_messages = gated_messages,
    .convolve = convolve,
    .gated_messages_gradient = gated_messages_gradient,
    .edge_preactivations_gradient = edge_preactivations_gradient,
    .row_product = row_product,
    .exp = map_exp,
    .sigmoid = map_sigmoid,
    .softplus = map_softplus,
    .tanh = map_tanh,
};
