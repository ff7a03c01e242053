// The Laplacian kernel between points, of which all coordinates are a multiple of 16.

/// k[j] = exp(−Σ_c |x[c] − points[j][c]|). What a point gets depends on x and itself alone.
static void laplacian_kernel(const float *x, const float *points, long count, long width, float *k) {
    for (long j = 0; j < count; j++, points += width) {
        Vector sum = splat(0.0f);
        for (long c = 0; c < width; c += Lanes)
            sum += negative_magnitude(load(x + c) - load(points + c));
        k[j] = sum_of_lanes(sum);
    }
    map_exp(k, k, count);
}
