// Layer normalisation (Ba, Kiros & Hinton 2016): every row to mean 0 and variance 1, then a gain and an
// offset for each column. Columns are a multiple of 16.

/// y = (x − μ) / √(σ² + ε) · gain + offset, and 1/√(σ² + ε) of each row.
static void row_normalize(const float *x, const float *gain, const float *offset, float epsilon,
                          float *y, float *inverse_deviation, long rows, long columns) {
    for (long r = 0; r < rows; r++, x += columns, y += columns) {
        Vector sum = splat(0.0f), squares = splat(0.0f);
        for (long c = 0; c < columns; c += Lanes) sum += load(x + c);
        const Vector mean = splat(sum_of_lanes(sum) / (float)columns);
        for (long c = 0; c < columns; c += Lanes) {
            const Vector d = load(x + c) - mean;
            squares += d * d;
        }
        const float inverse = 1 / sqrtf(sum_of_lanes(squares) / (float)columns + epsilon);
        inverse_deviation[r] = inverse;
        for (long c = 0; c < columns; c += Lanes)
            store(y + c, (load(x + c) - mean) * splat(inverse) * load(gain + c) + load(offset + c));
    }
}

/// With x̂ = (x − μ) · inverse and g = dy · gain: dx = inverse · (g − mean g − x̂ · mean (g x̂)), and added
/// up over the rows dgain = Σ dy x̂, doffset = Σ dy.
static void row_normalization_gradient(const float *x, const float *inverse_deviation,
                                       const float *gain, const float *dy, float *dx,
                                       float *dgain, float *doffset, long rows, long columns) {
    for (long r = 0; r < rows; r++, x += columns, dy += columns, dx += columns) {
        Vector sum = splat(0.0f), slopes = splat(0.0f), products = splat(0.0f);
        for (long c = 0; c < columns; c += Lanes) sum += load(x + c);
        const Vector mean = splat(sum_of_lanes(sum) / (float)columns);
        const Vector inverse = splat(inverse_deviation[r]);
        for (long c = 0; c < columns; c += Lanes) {
            const Vector unit = (load(x + c) - mean) * inverse, slope = load(dy + c);
            slopes += slope * load(gain + c);
            products += slope * load(gain + c) * unit;
            add_to(dgain + c, slope * unit);
            add_to(doffset + c, slope);
        }
        const Vector level = splat(sum_of_lanes(slopes) / (float)columns);
        const Vector tilt = splat(sum_of_lanes(products) / (float)columns);
        for (long c = 0; c < columns; c += Lanes) {
            const Vector unit = (load(x + c) - mean) * inverse;
            store(dx + c, inverse * (load(dy + c) * load(gain + c) - level - unit * tilt));
        }
    }
}
