// The body of every variant_*.c: all loops, for the instruction set in force where it is included.
// KB_TABLE is the name of the table it defines, KB_INSTRUCTION_SET what the table says of itself,
// KB_AVX512 whether it has that set, KB_PRODUCT_ROWS × KB_PRODUCT_VECTORS the sums of a product that
// its registers hold, KB_IMAGE_COLUMNS how many pixels of a row a convolution of images takes together.
// Vectors are passed between always-inlined functions only, so no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

#include "vector.h"

#include "vector_math.h"

#include "bond_terms.h"
#include "edge_convolution.h"
#include "edge_gradient.h"
#include "elementwise.h"
#include "attention.h"
#include "laplacian.h"
#include "row_normalization.h"
#include "panel_product.h"
#include "residual.h"
#include "image_convolution.h"
#include "image_pooling.h"
#include "image_channels.h"

const KBKernels KB_TABLE = {
    .instruction_set = KB_INSTRUCTION_SET,
    .gaussian_terms = gaussian_terms,
    .cubic_terms = cubic_terms,
    .panel_product = panel_product,
    .convolve = convolve,
    .edge_statistics = edge_statistics,
    .gated_messages = gated_messages,
    .gated_gradient = gated_gradient,
    .normalization_gradient = normalization_gradient,
    .residual_update = residual_update,
    .residual_gradient = residual_gradient,
    .panel_product_adding = panel_product_adding,
    .panel_outer_product = panel_outer_product,
    .row_product = row_product,
    .attention = attention,
    .attention_gradient = attention_gradient,
    .row_normalize = row_normalize,
    .row_normalization_gradient = row_normalization_gradient,
    .sum_parts = sum_parts,
    .laplacian_kernel = laplacian_kernel,
    .image_convolve = image_convolve,
    .image_weight_gradient = image_weight_gradient,
    .image_input_gradient = image_input_gradient,
    .image_pool = image_pool,
    .image_pool_gradient = image_pool_gradient,
    .image_channel_sums = image_channel_sums,
    .image_channel_map = image_channel_map,
    .image_channel_gradient = image_channel_gradient,
    .exp = map_exp,
    .log = map_log,
    .sigmoid = map_sigmoid,
    .softplus = map_softplus,
    .tanh = map_tanh,
    .silu = map_silu,
    .silu_gradient = silu_gradient,
};
