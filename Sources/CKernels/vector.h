// Sixteen floats at a time. The compiler maps Vector to whatever registers the target has; what it
// would do badly there is written for AVX-512 by name.
#pragma clang fp contract(fast)

typedef float Vector __attribute__((vector_size(64), aligned(4)));
typedef int32_t IntVector __attribute__((vector_size(64), aligned(4)));

#define KB_INLINE static inline __attribute__((always_inline))
#define KB_UNROLL _Pragma("clang loop unroll(full)")

enum { Lanes = 16 };

KB_INLINE Vector splat(float x) {
    return (Vector){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
}

KB_INLINE Vector load(const float *p) {
    Vector v;
    memcpy(&v, p, sizeof v);
    return v;
}

KB_INLINE void store(float *p, Vector v) { memcpy(p, &v, sizeof v); }

KB_INLINE void add_to(float *p, Vector v) { store(p, load(p) + v); }

/// a where the mask is set, b elsewhere.
KB_INLINE Vector choose(IntVector mask, Vector a, Vector b) {
    return (Vector)((mask & (IntVector)a) | (~mask & (IntVector)b));
}

// The smaller and the larger of x and a number. NaN stays NaN, unlike with fminf and fmaxf, which
// would turn it into the number and hide that something went wrong.
#if KB_AVX512
// The instructions return their second operand where one is NaN.
KB_INLINE Vector at_most(Vector x, Vector limit) {
    return (Vector)_mm512_min_ps((__m512)limit, (__m512)x);
}
KB_INLINE Vector at_least(Vector x, Vector limit) {
    return (Vector)_mm512_max_ps((__m512)limit, (__m512)x);
}
#else
KB_INLINE Vector at_most(Vector x, Vector limit) {
    return choose((IntVector)(limit < x), limit, x);
}
KB_INLINE Vector at_least(Vector x, Vector limit) {
    return choose((IntVector)(limit > x), limit, x);
}
#endif

/// −|x|.
KB_INLINE Vector negative_magnitude(Vector x) {
    return (Vector)((IntVector)x | (IntVector)splat(-0.0f));
}

/// 1/x to 2 ulp, for x of which the reciprocal is a normal number. The division of sixteen floats takes
/// as long as thirty of the other operations here; an estimate of 14 bits and one step of Newton's
/// method take four.
KB_INLINE Vector reciprocal(Vector x) {
#if KB_AVX512
    Vector y = (Vector)_mm512_rcp14_ps((__m512)x);
    return y * (splat(2.0f) - x * y);
#else
    return splat(1.0f) / x;
#endif
}
