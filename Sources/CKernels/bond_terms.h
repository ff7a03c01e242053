/// The terms of the bond functions that count at one distance, for each of many.

static void gaussian_terms(const float *distances, long count, float step, int centers,
                           int *first, float *terms) {
    const Vector lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    for (long e = 0; e < count; e++) {
        float t = distances[e] / step;
        // Far beyond the last centre every term is negligible; the clamp keeps the index in range, of
        // NaN too, whose terms are NaN.
        float nearest = floorf(fmaxf(0.0f, fminf(t, (float)(centers + KBGaussianTerms))));
        int start = (int)nearest - (KBGaussianTerms / 2 - 1);
        if (start < 0) start = 0;
        if (start > centers - KBGaussianTerms) start = centers - KBGaussianTerms;
        Vector x = splat(t) - (splat((float)start) + lane);
        Vector u = exponential(-(x * x));
        float all[Lanes];
        store(all, u);
        first[e] = start;
        memcpy(terms + e * KBGaussianTerms, all, KBGaussianTerms * sizeof(float));
    }
}

/// Lagrange's weights of the four nodes around a distance; Double, because the place between two of a
/// thousand nodes is what is left of a Float after three of its digits. Of a cell, the interval between
/// two nodes, the four have the numbers cell, cell + 1, …: the first node stands before 0.
static void cubic_terms(const float *distances, long count, double spacing, int nodes,
                        int *first, float *terms) {
    for (long e = 0; e < count; e++) {
        double t = distances[e] / spacing;
        double last = nodes - 2;
        // Beyond the table its last value holds. NaN keeps its index in range and its weights NaN.
        if (t > last) t = last;
        double cell = floor(fmax(0.0, fmin(t, last - 2)));
        double x = t - cell;
        double below = x + 1, next = x - 1, after = x - 2;
        first[e] = (int)cell;
        float *w = terms + e * KBCubicTerms;
        w[0] = (float)(-x * next * after * (1.0 / 6));
        w[1] = (float)(below * next * after * 0.5);
        w[2] = (float)(-below * x * after * 0.5);
        w[3] = (float)(below * x * next * (1.0 / 6));
    }
}
