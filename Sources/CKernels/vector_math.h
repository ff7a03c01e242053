// Sixteen floats at a time. The compiler maps Vector to whatever registers the target has.
#pragma clang fp contract(fast)

typedef float Vector __attribute__((vector_size(64), aligned(4)));
typedef int32_t IntVector __attribute__((vector_size(64), aligned(4)));

#define KB_INLINE static inline __attribute__((always_inline))

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

/// a where the mask is set, b elsewhere.
KB_INLINE Vector choose(IntVector mask, Vector a, Vector b) {
    return (Vector)((mask & (IntVector)a) | (~mask & (IntVector)b));
}

/// The smaller and the larger of x and a number: one instruction each. NaN stays NaN, unlike with
/// fminf and fmaxf, which would turn it into the number and hide that something went wrong.
KB_INLINE Vector at_most(Vector x, Vector limit) {
    return choose((IntVector)(limit < x), limit, x);
}
KB_INLINE Vector at_least(Vector x, Vector limit) {
    return choose((IntVector)(limit > x), limit, x);
}

/// eˣ to about 2 ulp: x = n ln 2 + r with |r| ≤ ½ ln 2, a degree-6 polynomial for eʳ, and 2ⁿ put
/// into the exponent bits. The clamp keeps 2ⁿ a normal number: e⁻⁸⁷ and e⁸⁸ are the ends, also
/// for −∞ and ∞. NaN gives NaN.
KB_INLINE Vector exponential(Vector given) {
    Vector x = at_most(at_least(given, splat(-87.0f)), splat(88.0f));
    // Adding 1.5 · 2²³ leaves the nearest integer in the low mantissa bits.
    const Vector magic = splat(12582912.0f);
    Vector shifted = x * splat(1.44269504f) + magic;
    Vector n = shifted - magic;
    Vector r = x - n * splat(0.693145752f);
    r = r - n * splat(1.42860677e-6f);
    Vector p = splat(1.0f / 720);
    p = p * r + splat(1.0f / 120);
    p = p * r + splat(1.0f / 24);
    p = p * r + splat(1.0f / 6);
    p = p * r + splat(0.5f);
    p = p * r + splat(1.0f);
    p = p * r + splat(1.0f);
    // The low bits of the shifted number are n; no conversion, which of NaN would be undefined.
    IntVector exponent = (IntVector)shifted << 23;
    Vector result = (Vector)((IntVector)p + exponent);
    return choose((IntVector)(given == given), result, given);
}

/// log(1 + t) for 0 ≤ t ≤ 1, as 2 artanh(s) with s = t/(2 + t) ≤ 1/3: the series in s² is cut
/// where its next term is below 1e-9.
KB_INLINE Vector logarithm_of_one_plus(Vector t) {
    Vector s = t / (splat(2.0f) + t);
    Vector q = s * s;
    Vector p = splat(2.0f / 15);
    p = p * q + splat(2.0f / 13);
    p = p * q + splat(2.0f / 11);
    p = p * q + splat(2.0f / 9);
    p = p * q + splat(2.0f / 7);
    p = p * q + splat(2.0f / 5);
    p = p * q + splat(2.0f / 3);
    p = p * q + splat(2.0f);
    return p * s;
}

KB_INLINE Vector logistic(Vector x) { return splat(1.0f) / (splat(1.0f) + exponential(-x)); }

/// max(x, 0) + log(1 + e^−|x|): never overflows, and exact in both tails.
KB_INLINE Vector soft_plus(Vector x) {
    Vector magnitude = at_least(x, -x);
    return at_least(x, splat(0.0f)) + logarithm_of_one_plus(exponential(-magnitude));
}
