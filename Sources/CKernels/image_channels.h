// Sums over the pixels of each channel and the maps that follow from them, for images sixteen at a time
// as in image_convolution.h. Lanes without an image have a weight of 0.

/// Σ a and Σ a (x − mean) over the pixels of each channel, where a is dy, or with none
/// x − mean itself: what mean and variance need, or what their gradient needs.
static void image_channel_sums(const float *x, const float *dy, const float *mean,
                               const float *lanes, long channels, long pixels, float *sum,
                               float *products) {
    const Vector weight = load(lanes);
    for (long channel = 0; channel < channels; channel++) {
        const Vector center = splat(mean[channel]);
        Vector total = splat(0.0f), product = splat(0.0f);
        for (long p = 0; p < pixels; p++, x += Lanes) {
            const Vector away = load(x) - center;
            const Vector value = dy ? load(dy + p * Lanes) : away;
            total += value;
            product += value * away;
        }
        if (dy) dy += pixels * Lanes;
        sum[channel] = sum_of_lanes(total * weight);
        products[channel] = sum_of_lanes(product * weight);
    }
}

/// y = (x − mean) · scale + offset of each channel.
static void image_channel_map(const float *x, const float *mean, const float *scale,
                              const float *offset, float *y, long channels, long pixels) {
    for (long channel = 0; channel < channels; channel++) {
        const Vector center = splat(mean[channel]), factor = splat(scale[channel]);
        const Vector start = splat(offset[channel]);
        for (long p = 0; p < pixels; p++, x += Lanes, y += Lanes)
            store(y, (load(x) - center) * factor + start);
    }
}

/// dx = weight · (scale · dy − level − tilt · (x − mean)) of each channel.
static void image_channel_gradient(const float *x, const float *dy, const float *mean,
                                   const float *scale, const float *level, const float *tilt,
                                   const float *lanes, float *dx, long channels, long pixels) {
    const Vector weight = load(lanes);
    for (long channel = 0; channel < channels; channel++) {
        const Vector center = splat(mean[channel]), factor = splat(scale[channel]);
        const Vector start = splat(level[channel]), slope = splat(tilt[channel]);
        for (long p = 0; p < pixels; p++, x += Lanes, dy += Lanes, dx += Lanes) {
            const Vector away = load(x) - center;
            store(dx, weight * (load(dy) * factor - start - slope * away));
        }
    }
}
