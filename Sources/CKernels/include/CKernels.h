// Fused loops of the graph convolution, and the elementwise functions it shares with the rest.
//
// Shapes are row-major; `width` is the number of atom features F and must be a multiple of 16.
// "In panels" means [columns / 16][rows][16]. Channels 0..<F of 2F are the gate, F..<2F the core; a piece's
// atoms have 4F columns: gate and core of the atom as centre, gate and core of it as neighbour.
// Every function works on a piece of a batch or a range of elements, so that the caller can split
// the work; nothing here starts a thread. Pointers to what belongs to atoms begin
// at the piece's first.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Gaussians that are not negligible at one distance: the largest left out is exp(−16) = 1.1·10⁻⁷.
enum { KBGaussianTerms = 8 };

/// Nodes of a table between which a bond function is interpolated.
enum { KBCubicTerms = 4 };

/// A batch of graphs as flat arrays; edges of atom i are offsets[i] ..< offsets[i + 1].
typedef struct {
    const int *offsets;    // [atoms + 1]
    const int *neighbors;  // [edges]
    const float *weights;  // [edges]
    const int *first;      // [edges] first bond function with a term
    const float *terms;    // [edges][KBGaussianTerms or KBCubicTerms]
} KBGraph;

/// Operands and results of the convolution backwards, for one piece.
typedef struct {
    const float *atoms;  // [4F] in panels: before the nonlinearity, centre and neighbour parts
    const float *bond;   // [functions, 2F] in panels
    long functions;
    // BatchNorm over edges, [2F]: y = z · scale + shift, x̂ = (z − mean) · inverse_deviation.
    const float *scale, *shift, *mean, *inverse_deviation;
    // [atoms, F], and BatchNorm over atoms, [F].
    const float *message, *du;
    const float *message_scale, *message_mean, *message_inverse_deviation;
    const float *mean_du, *mean_du_message;
    // Of the batch, [edges]: edges of each piece by their first function, and the place of each in that order.
    const int *order, *places;
    float *scratch;  // [4][edges of the piece][16]
    // Results: Σ dy and Σ w x̂ at each atom, [4F] in panels, neighbour parts zero before, and for each
    // bond function, [functions, 2F] in panels, zero before; Σ dy and Σ dy x̂, [2F].
    float *dy_atoms, *x_atoms, *dy_bond, *x_bond, *sum_dy, *sum_dy_x;
} KBGatedGradient;

/// Attention within segments: query i and key j meet if they are of one segment.
typedef struct {
    const int *query_offsets, *key_offsets;  // [segments + 1]
    const long *pair_offsets;                // [segments + 1] pairs of the segments before
    const float *queries;                    // [queries, width]
    const float *keys, *values;              // [keys, width]
    const float *exponents;                  // [heads]
    const float *log_amounts;                // [keys]
    long heads, width;                       // width / heads is a multiple of 16
    float scale;                             // of q · k
} KBAttention;

/// Results of attention backwards; all but `scores` are added to.
typedef struct {
    float *queries, *keys, *values;  // of the shapes of the operands
    float *exponents;                // [heads]
    float *scores;                   // scratch, [keys of the longest segment, heads]
} KBAttentionGradient;

/// A convolution of images that stand in the lanes of vectors, sixteen together: an array of theirs is
/// [channels][height][width][16].
typedef struct {
    long inputs, height, width;                         // of x, with what pads it
    long outputs, kernel_height, kernel_width, stride;  // weights [outputs][inputs][kernel]
    long out_height, out_width;
} KBImageConvolution;

/// What pooling makes of the pixels of a window.
typedef enum { KBMaximumPooling, KBMeanPooling, KBMinimumPooling } KBPoolingKind;

/// Pooling by windows of kernel × kernel pixels; what lies outside of the image counts as 0 in a mean.
typedef struct {
    long channels, height, width;
    long kernel, stride, padding;
    long out_height, out_width;
    KBPoolingKind kind;
} KBImagePooling;

/// The loops, compiled for one instruction set.
typedef struct {
    /// "AVX-512", "AVX2", "baseline" (SSE2 or NEON).
    const char *instruction_set;

    /// The terms u_k(d) = exp(−((d − k·step) / step)²) that count, for each of `count` distances.
    void (*gaussian_terms)(const float *distances, long count, float step, int centers,
                           int *first, float *terms);

    /// Lagrange's weights for cubic interpolation between nodes −spacing, 0, spacing, …, for each distance.
    void (*cubic_terms)(const float *distances, long count, double spacing, int nodes,
                        int *first, float *terms);

    /// c, in panels, = a [rows][inner] · b + bias [columns]; b [columns / 32][inner][32].
    void (*panel_product)(const float *a, const float *b, const float *bias, float *c, long rows,
                          long inner, long columns);

    /// message[i] = Σ_e w_e σ(ln 2 · z_gate) softplus(ln 2 · z_core) / ln 2 with cubic terms, where
    /// z_e = a[center] + b[neighbor] + Σ_k terms_k bond[first + k]: for inference, with all that is constant
    /// folded into a, b and bond.
    void (*convolve)(KBGraph graph, long first_atom, long last_atom, long width,
                     const float *atoms, const float *bond, long functions, float *message);

    /// Σ w z and Σ w z² [2F] of the same with Gaussian terms.
    void (*edge_statistics)(KBGraph graph, long first_atom, long last_atom, long width,
                            const float *atoms, const float *bond, long functions,
                            float *sum, float *sum_of_squares);

    /// message[i] = Σ_e w_e σ(y_gate) softplus(y_core), y = z · scale + shift; Σ m and Σ m² [F].
    void (*gated_messages)(KBGraph graph, long first_atom, long last_atom, long width,
                           const float *atoms, const float *bond, long functions,
                           const float *scale, const float *shift, float *message,
                           float *sum, float *sum_of_squares);

    /// The gradient of the messages, up to the sums over the batch that BatchNorm needs.
    void (*gated_gradient)(KBGraph graph, long first_atom, long last_atom, long width,
                           const KBGatedGradient *operands);

    /// dy ← scale · (dy − (weight · mean_dy + x · mean_dy_x)) for a matrix in panels with a weight for each
    /// row, and the sums of the columns unless NULL.
    void (*normalization_gradient)(float *dy, const float *x, const float *weights,
                                   const float *scale, const float *mean_dy,
                                   const float *mean_dy_x, float *column_sums, long rows,
                                   long columns);

    /// out = softplus(v + m · scale + shift), all [atoms][F].
    void (*residual_update)(const float *v, const float *m, const float *scale, const float *shift,
                            float *out, long atoms, long width);

    /// du = dout · σ(v + m · scale + shift), and Σ du, Σ du · m̂ [F].
    void (*residual_gradient)(const float *v, const float *m, const float *scale,
                              const float *shift, const float *mean,
                              const float *inverse_deviation, const float *dout, float *du,
                              float *sum, float *sum_of_products, long atoms, long width);

    /// c [rows][columns] += a · b for a [rows][inner] in panels and b [inner][columns].
    void (*panel_product_adding)(const float *a, const float *b, float *c, long rows, long inner,
                                 long columns);

    /// c [columns / 16][inner][16] = aᵀ · d for a [rows][inner] and d [rows][columns] in panels, columns a
    /// multiple of 32.
    void (*panel_outer_product)(const float *a, const float *d, float *c, long rows, long inner,
                                long columns);

    /// c [rows][columns] = a [rows][inner] · b [inner][columns]; columns a multiple of 16. A row of c
    /// depends on its row of a alone: neither on where it stands nor on how many there are. So does
    /// a row of every product here, but for the outer one.
    void (*row_product)(const float *a, const float *b, float *c, long rows, long inner,
                        long columns);

    /// Shares [pairs, heads], segment after segment, and the output [queries, width] of some segments.
    void (*attention)(const KBAttention *operands, long first_segment, long last_segment,
                      float *shares, float *output);

    /// From the gradient of the output, `slopes`, those of the operands.
    void (*attention_gradient)(const KBAttention *operands, long first_segment, long last_segment,
                               const float *shares, const float *slopes,
                               const KBAttentionGradient *gradient);

    /// Rows to mean 0 and variance 1, times a gain plus an offset; columns a multiple of 16.
    void (*row_normalize)(const float *x, const float *gain, const float *offset, float epsilon,
                          float *y, float *inverse_deviation, long rows, long columns);

    /// dx, and dgain and doffset [columns], to which it adds.
    void (*row_normalization_gradient)(const float *x, const float *inverse_deviation,
                                       const float *gain, const float *dy, float *dx,
                                       float *dgain, float *doffset, long rows, long columns);

    /// sum[i] = Σ_p parts[p · stride + i] for i < size, in the order of p.
    void (*sum_parts)(const float *parts, long count, long stride, long size, float *sum);

    /// k[j] = exp(−Σ_c |x[c] − points[j][c]|) for points [count][width]; width a multiple of 16.
    void (*laplacian_kernel)(const float *x, const float *points, long count, long width, float *k);

    /// y[o][r][c] = bias[o] + Σ_i Σ_k w[o][i][k] x[i][r · stride + k_y][c · stride + k_x].
    void (*image_convolve)(KBImageConvolution shape, const float *x, const float *weights,
                           const float *bias, float *y);

    /// The gradients dw, shaped as the weights, and dbias [outputs] of sixteen images.
    void (*image_weight_gradient)(KBImageConvolution shape, const float *x, const float *dy,
                                  float *dw, float *dbias);

    /// dx += the gradient of the images.
    void (*image_input_gradient)(KBImageConvolution shape, const float *weights, const float *dy,
                                 float *dx);

    /// y [channels][out_height][out_width][16]; NaN stays.
    void (*image_pool)(KBImagePooling shape, const float *x, float *y);

    /// dx += the gradient; of equal pixels the first in its window has it all.
    void (*image_pool_gradient)(KBImagePooling shape, const float *x, const float *y,
                                const float *dy, float *dx);

    /// Of each channel Σ a and Σ a (x − mean) over its pixels and lanes [16], which are weights; a is dy, or
    /// with none x − mean.
    void (*image_channel_sums)(const float *x, const float *dy, const float *mean,
                               const float *lanes, long channels, long pixels, float *sum,
                               float *products);

    /// y = (x − mean) · scale + offset of each channel.
    void (*image_channel_map)(const float *x, const float *mean, const float *scale,
                              const float *offset, float *y, long channels, long pixels);

    /// dx = lanes · (scale · dy − level − tilt · (x − mean)) of each channel.
    void (*image_channel_gradient)(const float *x, const float *dy, const float *mean,
                                   const float *scale, const float *level, const float *tilt,
                                   const float *lanes, float *dx, long channels, long pixels);

    // Elementwise: NaN gives NaN, ±∞ the limit. e^x stays within e^−87 and e^88, so that σ(−∞) is
    // 6·10⁻³⁹ and softplus(−∞) 1.6·10⁻³⁸ where the limit is 0. For each float inside, exp is good to
    // 1.2 units in the last place, log to 1, σ to 3.3, softplus to 3; tanh, which is 2σ(2x) − 1, to
    // 5·2⁻²⁴ throughout (`make check-kernels`).
    void (*exp)(const float *x, float *y, long count);
    void (*log)(const float *x, float *y, long count);
    void (*sigmoid)(const float *x, float *y, long count);
    void (*softplus)(const float *x, float *y, long count);
    void (*tanh)(const float *x, float *y, long count);
    /// x σ(x); its limit at −∞ is 0, but −∞ gives −∞ · 6·10⁻³⁹ = −∞.
    void (*silu)(const float *x, float *y, long count);
    /// dx = dy · σ(x) (1 + x (1 − σ(x))).
    void (*silu_gradient)(const float *x, const float *dy, float *dx, long count);
} KBKernels;

/// Tells the C library to keep large freed buffers on the heap for the next request.
void kb_reuse_large_buffers(void);

/// The widest set this processor has.
const KBKernels *kb_best_kernels(void);

/// All sets this processor has, widest first: kb_kernels_at(0) is the best one. NULL past the end.
const KBKernels *kb_kernels_at(int index);

#ifdef __cplusplus
}
#endif
