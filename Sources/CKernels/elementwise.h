// Whole vectors, then the tail in a padded one, so that an element's value never depends on where
// in the array it stands.
#define MAP(name, function)                                      \
    static void name(const float *x, float *y, long count) { \
        long i = 0;                                              \
        for (; i + Lanes <= count; i += Lanes)                   \
            store(y + i, function(load(x + i)));                 \
        if (i < count) {                                         \
            float tail[Lanes] = {0};                             \
            memcpy(tail, x + i, (size_t)(count - i) * sizeof(float)); \
            store(tail, function(load(tail)));                   \
            memcpy(y + i, tail, (size_t)(count - i) * sizeof(float)); \
        }                                                        \
    }

/// tanh x to 5·2⁻²⁴, which near 0 is many ulp.
KB_INLINE Vector hyperbolic_tangent(Vector x) {
    return splat(2.0f) * logistic(splat(2.0f) * x) - splat(1.0f);
}

KB_INLINE Vector silu(Vector x) { return x * logistic(x); }

KB_INLINE Vector silu_slope(Vector x) {
    const Vector s = logistic(x);
    return s * (splat(1.0f) + x * (splat(1.0f) - s));
}

MAP(map_exp, exponential)
MAP(map_log, logarithm)
MAP(map_sigmoid, logistic)
MAP(map_softplus, soft_plus)
MAP(map_tanh, hyperbolic_tangent)
MAP(map_silu, silu)

static void silu_gradient(const float *x, const float *dy, float *dx, long count) {
    long i = 0;
    for (; i + Lanes <= count; i += Lanes) store(dx + i, silu_slope(load(x + i)) * load(dy + i));
    if (i < count) {
        float tail[2][Lanes] = {{0}, {0}};
        memcpy(tail[0], x + i, (size_t)(count - i) * sizeof(float));
        memcpy(tail[1], dy + i, (size_t)(count - i) * sizeof(float));
        store(tail[0], silu_slope(load(tail[0])) * load(tail[1]));
        memcpy(dx + i, tail[0], (size_t)(count - i) * sizeof(float));
    }
}
