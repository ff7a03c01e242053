// Elementary functions. The polynomials are minimax fits (Remez) of the relative error on the
// intervals named; what they add to the rounding of the operations is below a third of an ulp.
//
// An error of n ulp is n times the distance of floats at the exact value. Those of the functions of a
// table are the largest over all floats and instruction sets, as `make check-kernels` prints them; those
// of the others the largest over every eleventh.

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

/// eˣ to 1.2 ulp: x = n ln 2 + r with |r| ≤ ½ ln 2, and eʳ. The clamp keeps 2ⁿ a normal number: e⁻⁸⁷ and
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

/// 2ˣ to 1.4 ulp for −126 ≤ x ≤ 127; below it goes to zero or stays at 2⁻¹²⁶, above it grows to ∞ or stays at
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

/// ln(1 + t)/t to 2 ulp for 0 ≤ t ≤ 1.
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

/// ln x to 1 ulp: x = 2ⁿ m with m in [√½, √2), and with s = (m − 1)/(m + 1) the series
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

/// σ(x) = 1/(1 + e⁻ˣ) to 3.3 ulp.
KB_INLINE Vector logistic(Vector x) {
    return reciprocal(splat(1.0f) + exponential(-x));
}

/// max(x, 0) + ln(1 + e^−|x|) to 3 ulp; it never overflows.
KB_INLINE Vector soft_plus(Vector x) {
    Vector t = exponential(negative_magnitude(x));
    return at_least(x, splat(0.0f)) + t * logarithm_of_one_plus_ratio(t);
}

// The loops over edges take their arguments times log₂e, which costs nothing where scale and shift are
// applied anyway, and saves two operations in each exponential. Gate and core go side by side:
// each step waits four cycles for the one before, and a processor sees too few instructions ahead to
// fill them with those of the next edge.

/// Gate and core channels of one edge.
typedef struct {
    Vector gate, core;
} Pair;

/// log₂(1 + t)/t to 1.7 ulp for 0 ≤ t ≤ 1.
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

/// 2ˣ of both, as ``power_of_two``.
KB_INLINE Pair powers_of_two(Pair x) {
#if KB_AVX512
    Pair r = {(Vector)_mm512_reduce_ps((__m512)x.gate, _MM_FROUND_TO_NEG_INF),
              (Vector)_mm512_reduce_ps((__m512)x.core, _MM_FROUND_TO_NEG_INF)};
    Pair p = {splat(0.000216129293f), splat(0.000216129293f)};
#define KB_STEP(c) p = (Pair){p.gate * r.gate + splat(c), p.core * r.core + splat(c)}
    KB_STEP(0.00124678417f);
    KB_STEP(0.00967545217f);
    KB_STEP(0.0554852803f);
    KB_STEP(0.240229306f);
    KB_STEP(0.693147044f);
    KB_STEP(1.0f);
#undef KB_STEP
    return (Pair){(Vector)_mm512_scalef_ps((__m512)p.gate, (__m512)x.gate),
                  (Vector)_mm512_scalef_ps((__m512)p.core, (__m512)x.core)};
#else
    return (Pair){power_of_two(x.gate), power_of_two(x.core)};
#endif
}

/// The exponentials of a gate, 2⁻ˣ, and of a core, 2^−|x|. The limit keeps reciprocals normal numbers.
KB_INLINE Pair gate_and_core_powers(Pair x) {
    return powers_of_two((Pair){at_most(-x.gate, splat(126.0f)), negative_magnitude(x.core)});
}

/// σ(gate ln 2) · softplus(core ln 2)/ln 2.
KB_INLINE Vector binary_gated(Pair x) {
    const Pair t = gate_and_core_powers(x);
    Vector gate = reciprocal(splat(1.0f) + t.gate);
    Vector core = t.core * binary_logarithm_of_one_plus_ratio(t.core);
    return gate * (core + at_least(x.core, splat(0.0f)));
}
