#include <math.h>

static void gaussian_terms(const float *distances, long count, float step, int centers,
                                   int *first, float *terms) {
    const Vector lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    for (long e = 0; e < count; e++) {
        float t = distances[e] / step;
        // Far beyond the last centre every term is zero; the clamp keeps the index in range, of
        // NaN too, whose terms are NaN.
        float nearest = floorf(fmaxf(0.0f, fminf(t, (float)(centers + KBBasisTerms))));
        int start = (int)nearest - (KBBasisTerms / 2 - 1);
        if (start < 0) start = 0;
        if (start > centers - KBBasisTerms) start = centers - KBBasisTerms;
        Vector x = splat(t) - (splat((float)start) + lane);
        Vector u = exponential(-(x * x));
        float all[Lanes];
        store(all, u);
        first[e] = start;
        memcpy(terms + e * KBBasisTerms, all, KBBasisTerms * sizeof(float));
    }
}
