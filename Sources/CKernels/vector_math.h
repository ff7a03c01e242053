// Elementary functions. The polynomials are minimax fits (Remez) of the relative error on the
// intervals named; what they add to the rounding of the operations is below a third of an ulp.

/// p · 2ⁿ for integers n from −126 to 127 in the low bits of `shifted`, which is n + 1.5 · 2²³.
KB_INLINE Vector times_power_of_two(Vector p, Vector n, Vector shifted) {
#if KB_AVX512
    (void)shifted;
    return (Vector)_mm512_scalef_ps((__m512)p, (__m512)n);
#else
    (void)n;
    return (Vector)((IntVector)p + ((IntVector)shifted << 23));
#endif
}

/// Adding and subtracting it leaves the nearest integer.
#define KB_INTEGER_SHIFT splat(12582912.0f)

/// eˣ to 2 ulp: x = n ln 2 + r with |r| ≤ ½ ln 2, and eʳ. The clamp keeps 2ⁿ a normal number: e⁻⁸⁷ and
/// e⁸⁸ are the ends, also for −∞ and ∞. NaN gives NaN.
KB_INLINE Vector exponential(Vector given) {
    Vector x = at_most(at_least(given, splat(-87.0f)), splat(88.0f));
    Vector shifted = x * splat(1.44269504f) + KB_INTEGER_SHIFT;
    Vector n = shifted - KB_INTEGER_SHIFT;
    Vector r = x - n * splat(0.693145752f);
    r = r - n * splat(1.42860677e-6f);
    Vector p = splat(0.00138145362f);
    p = p * r + splat(0.00836874503f);
    p = p * r + splat(0.0416683908f);
    p = p * r + splat(0.166665204f);
    p = p * r + splat(0.499999934f);
    p = p * r + splat(1.0f);
    p = p * r + splat(1.0f);
    // The integer's bits of what is no number would be anything.
    return choose((IntVector)(given == given), times_power_of_two(p, n, shifted), given);
}

/// 2ˣ to 2 ulp for −126 ≤ x ≤ 127; below it goes to zero or stays at 2⁻¹²⁶, above it grows to ∞ or stays at
/// 2¹²⁷. NaN gives NaN.
KB_INLINE Vector power_of_two(Vector given) {
#if KB_AVX512
    // r = x − ⌊x⌋ is one instruction, and so is p · 2^⌊x⌋.
    Vector r = (Vector)_mm512_reduce_ps((__m512)given, _MM_FROUND_TO_NEG_INF);
    Vector p = splat(0.000216129293f);
    p = p * r + splat(0.00124678417f);
    p = p * r + splat(0.00967545217f);
    p = p * r + splat(0.0554852803f);
    p = p * r + splat(0.240229306f);
    p = p * r + splat(0.693147044f);
    p = p * r + splat(1.0f);
    return (Vector)_mm512_scalef_ps((__m512)p, (__m512)given);
#else
    Vector x = at_most(at_least(given, splat(-126.0f)), splat(127.0f));
    Vector shifted = x + KB_INTEGER_SHIFT;
    Vector n = shifted - KB_INTEGER_SHIFT;
    Vector r = (x - n) * splat(0.693147181f);
    Vector p = splat(0.00138145362f);
    p = p * r + splat(0.00836874503f);
    p = p * r + splat(0.0416683908f);
    p = p * r + splat(0.166665204f);
    p = p * r + splat(0.499999934f);
    p = p * r + splat(1.0f);
    p = p * r + splat(1.0f);
    return choose((IntVector)(given == given), times_power_of_two(p, n, shifted), given);
#endif
}

/// log(1 + t)/t to 1 ulp for 0 ≤ t ≤ 1.
KB_INLINE Vector logarithm_of_one_plus_ratio(Vector t) {
    Vector p = splat(0.00536472774f);
    p = p * t + splat(-0.0300653864f);
    p = p * t + splat(0.0792038357f);
    p = p * t + splat(-0.137537387f);
    p = p * t + splat(0.191536224f);
    p = p * t + splat(-0.248571545f);
    p = p * t + splat(0.333213213f);
    p = p * t + splat(-0.499996479f);
    return p * t + splat(1.0f);
}

/// log₂(1 + t)/t to 1 ulp for 0 ≤ t ≤ 1.
KB_INLINE Vector binary_logarithm_of_one_plus_ratio(Vector t) {
    Vector p = splat(0.00754915283f);
    p = p * t + splat(-0.0425669247f);
    p = p * t + splat(0.112855932f);
    p = p * t + splat(-0.197118711f);
    p = p * t + splat(0.275641269f);
    p = p * t + splat(-0.358408429f);
    p = p * t + splat(0.480692951f);
    p = p * t + splat(-0.721340208f);
    return p * t + splat(1.442695f);
}

/// ln x to 2 ulp: x = 2ⁿ m with m in [√½, √2), and with s = (m − 1)/(m + 1) the series
/// ln m = 2 artanh s, cut where its next term is below the last bit. Of 0 it is −∞, of negative numbers and
/// of NaN it is NaN.
KB_INLINE Vector logarithm(Vector given) {
    // Denormal numbers are scaled to normal ones.
    IntVector is_small = (IntVector)(given < splat(1.17549435e-38f));
    Vector x = choose(is_small, given * splat(8388608.0f), given);
    IntVector bits = (IntVector)x - (IntVector)splat(0.70710678f);
    IntVector exponent = bits >> 23;
    Vector m = (Vector)((bits & 0x007FFFFF) + (IntVector)splat(0.70710678f));
    Vector n = __builtin_convertvector(exponent, Vector) - choose(is_small, splat(23.0f), splat(0.0f));
    Vector f = m - splat(1.0f);
    Vector s = f / (m + splat(1.0f));
    Vector q = s * s;
    Vector p = splat(2.0f / 9);
    p = p * q + splat(2.0f / 7);
    p = p * q + splat(2.0f / 5);
    p = p * q + splat(2.0f / 3);
    // ln m = f − s (f − q p): f is exact, so what rounds is small beside it.
    Vector ln_m = f - s * (f - q * p);
    Vector result = n * splat(0.693145752f) + (ln_m + n * splat(1.42860677e-6f));
    result = choose((IntVector)(given == splat(INFINITY)), given, result);
    result = choose((IntVector)(given == splat(0.0f)), splat(-INFINITY), result);
    return choose((IntVector)(given >= splat(0.0f)), result, splat(NAN));
}

KB_INLINE Vector logistic(Vector x) {
    return reciprocal(splat(1.0f) + exponential(-x));
}

/// max(x, 0) + ln(1 + e^−|x|): never overflows, and exact in both tails.
KB_INLINE Vector soft_plus(Vector x) {
    Vector t = exponential(negative_magnitude(x));
    return at_least(x, splat(0.0f)) + t * logarithm_of_one_plus_ratio(t);
}

// The loops over edges take their arguments times log₂e, which costs nothing where scale and shift are
// applied anyway, and saves two operations in each exponential.

/// σ(x ln 2) = 1/(1 + 2⁻ˣ). The limit keeps the reciprocal a normal number.
KB_INLINE Vector binary_logistic(Vector x) {
    return reciprocal(splat(1.0f) + power_of_two(at_most(-x, splat(126.0f))));
}

/// softplus(x ln 2)/ln 2, and σ(x ln 2), which is its derivative by x ln 2.
typedef struct {
    Vector value;
    Vector derivative;
} SoftPlus;

KB_INLINE Vector binary_soft_plus(Vector x) {
    Vector t = power_of_two(negative_magnitude(x));
    return at_least(x, splat(0.0f)) + t * binary_logarithm_of_one_plus_ratio(t);
}

KB_INLINE SoftPlus binary_soft_plus_with_derivative(Vector x) {
    Vector t = power_of_two(negative_magnitude(x));
    Vector share = reciprocal(splat(1.0f) + t);
    return (SoftPlus){
        at_least(x, splat(0.0f)) + t * binary_logarithm_of_one_plus_ratio(t),
        choose((IntVector)(x < splat(0.0f)), t * share, share),
    };
}
