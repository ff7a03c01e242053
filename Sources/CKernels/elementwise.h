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

MAP(map_exp, exponential)
MAP(map_log, logarithm)
MAP(map_sigmoid, logistic)
MAP(map_softplus, soft_plus)
MAP(map_tanh, hyperbolic_tangent)
