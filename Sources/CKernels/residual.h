// The end of a convolution, atom by atom: out = softplus(v + scale · m + shift).

static void residual_update(const float *v, const float *m, const float *scale, const float *shift,
                            float *out, long atoms, long width) {
    for (long i = 0; i < atoms * width; i += width)
        for (long c = 0; c < width; c += Lanes) {
            Vector u = load(v + i + c) + load(m + i + c) * load(scale + c) + load(shift + c);
            store(out + i + c, soft_plus(u));
        }
}

/// du = dout · σ(u), and Σ du, Σ du · m̂ with m̂ = (m − mean) · inverse_deviation.
static void residual_gradient(const float *v, const float *m, const float *scale,
                              const float *shift, const float *mean,
                              const float *inverse_deviation, const float *dout, float *du,
                              float *sum, float *sum_of_products, long atoms, long width) {
    for (long c = 0; c < width; c += Lanes) {
        const Vector a = load(scale + c), b = load(shift + c);
        const Vector center = load(mean + c), inverse = load(inverse_deviation + c);
        Vector s = splat(0.0f), p = splat(0.0f);
        for (long i = c; i < atoms * width; i += width) {
            const Vector message = load(m + i);
            Vector d = load(dout + i) * logistic(load(v + i) + message * a + b);
            store(du + i, d);
            s += d;
            p += d * (message - center) * inverse;
        }
        store(sum + c, s);
        store(sum_of_products + c, p);
    }
}
