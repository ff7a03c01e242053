// Fused loops of the graph convolution, and the elementwise functions it shares with the rest.
//
// Shapes are row-major; `width` is the number of atom features F and must be a multiple of 16.
// Channels 0..<F of a 2F row are the gate, F..<2F the core. Every function works on a range of
// atoms or elements, so that the caller can split the work; nothing here starts a thread.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Gaussians that are not negligible at one distance: exp(−25) is below the last bit of a float.
enum { KBBasisTerms = 10 };

/// A batch of graphs as flat arrays; edges of atom i are offsets[i] ..< offsets[i + 1].
typedef struct {
    const int *offsets;        // [atoms + 1]
    const int *neighbors;      // [edges]
    const float *weights;      // [edges]
    const int *basis_first;    // [edges] first Gaussian with a term
    const float *basis;        // [edges][KBBasisTerms]
} KBGraph;

/// The loops, compiled for one instruction set.
typedef struct {
    /// "AVX-512", "AVX2", "baseline" (SSE2 or NEON).
    const char *instruction_set;

    /// The terms u_k(d) = exp(−((d − k·step) / step)²) that count, for each of `count` distances.
    void (*gaussian_terms)(const float *distances, long count, float step, int centers,
                           int *first, float *terms);

    /// z[e] = a[center] + b[neighbor] + Σ_k u_k(d_e) w[k], and the weighted sums Σ w z, Σ w z².
    void (*edge_preactivations)(KBGraph graph, long first_atom, long last_atom, long width,
                                const float *a, const float *b, const float *w,
                                float *z, float *sum, float *sum_of_squares);

    /// message[i] = Σ_e w_e σ(ŷ_gate) softplus(ŷ_core), ŷ = z · scale + shift.
    void (*gated_messages)(KBGraph graph, long first_atom, long last_atom, long width,
                           const float *z, const float *scale, const float *shift, float *message);

    /// The two above in one pass with nothing kept: for inference, where scale and shift are already
    /// folded into a, b and w.
    void (*convolve)(KBGraph graph, long first_atom, long last_atom, long width,
                     const float *a, const float *b, const float *w, float *message);

    /// From the gradient of the messages to dy of the normalised pre-activations, with the sums that
    /// BatchNorm's gradient needs: Σ dy and Σ dy · x̂, x̂ = (z − mean) · inverse_deviation.
    void (*gated_messages_gradient)(KBGraph graph, long first_atom, long last_atom, long width,
                                    const float *z, const float *scale, const float *shift,
                                    const float *mean, const float *inverse_deviation,
                                    const float *message_gradient,
                                    float *dy, float *sum_dy, float *sum_dy_x);

    /// dz[e] = scale · (dy − w_e/W (Σ dy + x̂ Σ dy x̂)), added into da[center], db[neighbor] and dw.
    void (*edge_preactivations_gradient)(KBGraph graph, long first_atom, long last_atom, long width,
                                         const float *z, const float *scale,
                                         const float *mean, const float *inverse_deviation,
                                         const float *dy,
                                         const float *mean_dy, const float *mean_dy_x,
                                         float *da, float *db, float *dw);

    /// c [rows][columns] = a [rows][inner] · b [inner][columns]; columns a multiple of 16. A row of c
    /// depends on its row of a alone: neither on where it stands nor on how many there are.
    void (*row_product)(const float *a, const float *b, float *c, long rows, long inner,
                        long columns);

    // Elementwise: NaN gives NaN, ±∞ the limit. e^x stays within e^−87 and e^88, so that σ(−∞) is
    // 6·10⁻³⁹ and softplus(−∞) 1.6·10⁻³⁸ where the limit is 0.
    void (*exp)(const float *x, float *y, long count);
    void (*sigmoid)(const float *x, float *y, long count);
    void (*softplus)(const float *x, float *y, long count);
    void (*tanh)(const float *x, float *y, long count);
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
