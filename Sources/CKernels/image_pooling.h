// Pooling of images, sixteen at a time as in image_convolution.h.

/// The part of a window that lies within the image.
typedef struct {
    long top, bottom, left, right;
} Window;

KB_INLINE Window window_at(const KBImagePooling *s, long r, long c) {
    const long top = r * s->stride - s->padding, left = c * s->stride - s->padding;
    return (Window){
        top > 0 ? top : 0,
        top + s->kernel < s->height ? top + s->kernel : s->height,
        left > 0 ? left : 0,
        left + s->kernel < s->width ? left + s->kernel : s->width,
    };
}

/// Where a pixel takes the place of the best so far; NaN takes it and keeps it.
KB_INLINE IntVector is_better(Vector pixel, Vector best, int least) {
    const IntVector better = least ? (IntVector)(pixel < best) : (IntVector)(pixel > best);
    return better | (IntVector)(pixel != pixel);
}

KB_INLINE Vector pooled_window(const KBImagePooling *s, const float *x, Window w) {
    if (s->kind == KBMeanPooling) {
        Vector sum = splat(0.0f);
        for (long r = w.top; r < w.bottom; r++)
            for (long c = w.left; c < w.right; c++) sum += load(x + (r * s->width + c) * Lanes);
        return sum * splat(1.0f / (float)(s->kernel * s->kernel));
    }
    const int least = s->kind == KBMinimumPooling;
    Vector best = splat(least ? INFINITY : -INFINITY);
    for (long r = w.top; r < w.bottom; r++)
        for (long c = w.left; c < w.right; c++) {
            const Vector pixel = load(x + (r * s->width + c) * Lanes);
            best = choose(is_better(pixel, best, least), pixel, best);
        }
    return best;
}

static void image_pool(KBImagePooling s, const float *x, float *y) {
    for (long channel = 0; channel < s.channels; channel++, x += s.height * s.width * Lanes)
        for (long r = 0; r < s.out_height; r++)
            for (long c = 0; c < s.out_width; c++, y += Lanes)
                store(y, pooled_window(&s, x, window_at(&s, r, c)));
}

/// The slope of a window goes to its first pixel that is the best, or to all of them alike.
KB_INLINE void spread_window(const KBImagePooling *s, const float *x, Vector best, Vector slope,
                             float *dx, Window w) {
    IntVector open = (IntVector)(splat(0.0f) == splat(0.0f));
    for (long r = w.top; r < w.bottom; r++)
        for (long c = w.left; c < w.right; c++) {
            const long place = (r * s->width + c) * Lanes;
            if (s->kind == KBMeanPooling) {
                add_to(dx + place, slope * splat(1.0f / (float)(s->kernel * s->kernel)));
                continue;
            }
            const IntVector taken = open & (IntVector)(load(x + place) == best);
            add_to(dx + place, choose(taken, slope, splat(0.0f)));
            open &= ~taken;
        }
}

/// dx += the gradient of a block whose result was y.
static void image_pool_gradient(KBImagePooling s, const float *x, const float *y, const float *dy,
                                float *dx) {
    const long plane = s.height * s.width * Lanes;
    for (long channel = 0; channel < s.channels; channel++, x += plane, dx += plane)
        for (long r = 0; r < s.out_height; r++)
            for (long c = 0; c < s.out_width; c++, y += Lanes, dy += Lanes)
                spread_window(&s, x, load(y), load(dy), dx, window_at(&s, r, c));
}
