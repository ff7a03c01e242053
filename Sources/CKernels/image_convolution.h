// Convolution of images, sixteen at a time: an array is [channels][height][width][16], one image in each
// lane. Whatever the number of channels and the size of the kernel, every vector is full, a weight is one
// number for all lanes, and an image's result does not depend on those beside it.
//
// Sums stand in registers: some output channels by KB_IMAGE_COLUMNS pixels of a row. Each pixel
// loaded serves all of those channels, each weight all of those pixels.

enum { ImageChannels = 6 };

/// Calls `function` with the number of channels as a constant, so that its loops unroll.
#define KB_FOR_CHANNELS(channels, function, ...)          \
    switch (channels) {                                   \
        case 1: function(__VA_ARGS__, 1); break;          \
        case 2: function(__VA_ARGS__, 2); break;          \
        case 3: function(__VA_ARGS__, 3); break;          \
        case 4: function(__VA_ARGS__, 4); break;          \
        case 5: function(__VA_ARGS__, 5); break;          \
        default: function(__VA_ARGS__, 6); break;         \
    }

/// How many of the channels from `first` go together: the rest in equal parts.
KB_INLINE long channels_together(long first, long all) {
    const long left = all - first, parts = (left + ImageChannels - 1) / ImageChannels;
    return (left + parts - 1) / parts;
}

KB_INLINE void convolve_pixels(const KBImageConvolution *s, const float *x, const float *weights,
                               const float *bias, float *y, long plane, const int columns,
                               const int channels) {
    Vector sum[ImageChannels][KB_IMAGE_COLUMNS];
    KB_UNROLL
    for (int o = 0; o < channels; o++)
        KB_UNROLL
        for (int c = 0; c < columns; c++) sum[o][c] = splat(bias[o]);
    const long kernel = s->kernel_height * s->kernel_width, step = s->inputs * kernel;
    const float *w = weights;
    for (long i = 0; i < s->inputs; i++)
        for (long ky = 0; ky < s->kernel_height; ky++) {
            const float *row = x + (i * s->height + ky) * s->width * Lanes;
            for (long kx = 0; kx < s->kernel_width; kx++, w++) {
                Vector pixel[KB_IMAGE_COLUMNS];
                KB_UNROLL
                for (int c = 0; c < columns; c++)
                    pixel[c] = load(row + (kx + c * s->stride) * Lanes);
                KB_UNROLL
                for (int o = 0; o < channels; o++) {
                    const Vector weight = splat(w[o * step]);
                    KB_UNROLL
                    for (int c = 0; c < columns; c++) sum[o][c] += weight * pixel[c];
                }
            }
        }
    KB_UNROLL
    for (int o = 0; o < channels; o++)
        KB_UNROLL
        for (int c = 0; c < columns; c++) store(y + o * plane + c * Lanes, sum[o][c]);
}

KB_INLINE void convolve_channels(const KBImageConvolution *s, const float *x, const float *weights,
                                 const float *bias, float *y, const int channels) {
    const long plane = s->out_height * s->out_width * Lanes;
    for (long r = 0; r < s->out_height; r++) {
        const float *row = x + r * s->stride * s->width * Lanes;
        float *out = y + r * s->out_width * Lanes;
        if (s->out_width < KB_IMAGE_COLUMNS) {
            for (long c = 0; c < s->out_width; c++)
                convolve_pixels(s, row + c * s->stride * Lanes, weights, bias, out + c * Lanes,
                                plane, 1, channels);
            continue;
        }
        // The last group reaches back over pixels that are done, and finds the same for them.
        for (long c = 0; c < s->out_width; c += KB_IMAGE_COLUMNS) {
            const long first =
                c + KB_IMAGE_COLUMNS <= s->out_width ? c : s->out_width - KB_IMAGE_COLUMNS;
            convolve_pixels(s, row + first * s->stride * Lanes, weights, bias, out + first * Lanes,
                            plane, KB_IMAGE_COLUMNS, channels);
        }
    }
}

/// y[o][r][c] = bias[o] + Σ_i Σ_k w[o][i][k] x[i][r·stride + k_y][c·stride + k_x].
static void image_convolve(KBImageConvolution s, const float *x, const float *weights,
                           const float *bias, float *y) {
    const long step = s.inputs * s.kernel_height * s.kernel_width;
    const long plane = s.out_height * s.out_width * Lanes;
    for (long o = 0, channels; o < s.outputs; o += channels) {
        channels = channels_together(o, s.outputs);
        KB_FOR_CHANNELS(channels, convolve_channels, &s, x, weights + o * step, bias + o,
                        y + o * plane)
    }
}

// The gradient of the weights: sums over the pixels for some output channels by some columns of the
// kernel, and over the lanes at the end.

KB_INLINE void kernel_row_gradient(const KBImageConvolution *s, const float *x, const float *dy,
                                   float *dw, long plane, long step, const int columns,
                                   const int channels) {
    Vector sum[ImageChannels][KB_IMAGE_COLUMNS];
    KB_UNROLL
    for (int o = 0; o < channels; o++)
        KB_UNROLL
        for (int c = 0; c < columns; c++) sum[o][c] = splat(0.0f);
    for (long r = 0; r < s->out_height; r++) {
        const float *row = x + r * s->stride * s->width * Lanes;
        const float *slopes = dy + r * s->out_width * Lanes;
        for (long p = 0; p < s->out_width; p++, row += s->stride * Lanes, slopes += Lanes) {
            Vector pixel[KB_IMAGE_COLUMNS];
            KB_UNROLL
            for (int c = 0; c < columns; c++) pixel[c] = load(row + c * Lanes);
            KB_UNROLL
            for (int o = 0; o < channels; o++) {
                const Vector slope = load(slopes + o * plane);
                KB_UNROLL
                for (int c = 0; c < columns; c++) sum[o][c] += slope * pixel[c];
            }
        }
    }
    KB_UNROLL
    for (int o = 0; o < channels; o++)
        KB_UNROLL
        for (int c = 0; c < columns; c++) dw[o * step + c] = sum_of_lanes(sum[o][c]);
}

KB_INLINE void kernel_gradient(const KBImageConvolution *s, const float *x, const float *dy,
                               float *dw, const int channels) {
    const long plane = s->out_height * s->out_width * Lanes;
    const long step = s->inputs * s->kernel_height * s->kernel_width;
    for (long i = 0; i < s->inputs; i++)
        for (long ky = 0; ky < s->kernel_height; ky++) {
            const float *row = x + (i * s->height + ky) * s->width * Lanes;
            float *slopes = dw + (i * s->kernel_height + ky) * s->kernel_width;
            // Three columns of the kernel at a time, or two where one would be left.
            for (long kx = 0; kx < s->kernel_width;) {
                const long left = s->kernel_width - kx;
                if (KB_IMAGE_COLUMNS == 1 || left == 1) {
                    kernel_row_gradient(s, row + kx * Lanes, dy, slopes + kx, plane, step, 1,
                                        channels);
                    kx += 1;
                } else if (left == 2 || left == 4) {
                    kernel_row_gradient(s, row + kx * Lanes, dy, slopes + kx, plane, step, 2,
                                        channels);
                    kx += 2;
                } else {
                    kernel_row_gradient(s, row + kx * Lanes, dy, slopes + kx, plane, step, 3,
                                        channels);
                    kx += 3;
                }
            }
        }
}

/// dw [outputs][inputs][kernel] and dbias [outputs] of a block.
static void image_weight_gradient(KBImageConvolution s, const float *x, const float *dy, float *dw,
                                  float *dbias) {
    const long step = s.inputs * s.kernel_height * s.kernel_width;
    const long pixels = s.out_height * s.out_width;
    for (long o = 0, channels; o < s.outputs; o += channels) {
        channels = channels_together(o, s.outputs);
        KB_FOR_CHANNELS(channels, kernel_gradient, &s, x, dy + o * pixels * Lanes, dw + o * step)
    }
    for (long o = 0; o < s.outputs; o++) {
        Vector sum = splat(0.0f);
        for (long p = 0; p < pixels; p++) sum += load(dy + (o * pixels + p) * Lanes);
        dbias[o] = sum_of_lanes(sum);
    }
}

// The gradient of the images: the slopes of a pixel, in registers, go to all pixels that it was made of.

KB_INLINE void spread_channels(const KBImageConvolution *s, const float *weights, const float *dy,
                               float *dx, const int channels) {
    const long plane = s->out_height * s->out_width * Lanes;
    const long step = s->inputs * s->kernel_height * s->kernel_width;
    for (long r = 0; r < s->out_height; r++)
        for (long c = 0; c < s->out_width; c++) {
            Vector slope[ImageChannels];
            KB_UNROLL
            for (int o = 0; o < channels; o++)
                slope[o] = load(dy + o * plane + (r * s->out_width + c) * Lanes);
            const float *w = weights;
            for (long i = 0; i < s->inputs; i++)
                for (long ky = 0; ky < s->kernel_height; ky++) {
                    float *row = dx + ((i * s->height + r * s->stride + ky) * s->width
                                       + c * s->stride) * Lanes;
                    for (long kx = 0; kx < s->kernel_width; kx++, w++, row += Lanes) {
                        Vector sum = load(row);
                        KB_UNROLL
                        for (int o = 0; o < channels; o++) sum += splat(w[o * step]) * slope[o];
                        store(row, sum);
                    }
                }
        }
}

/// dx += the gradient of a block.
static void image_input_gradient(KBImageConvolution s, const float *weights, const float *dy,
                                 float *dx) {
    const long step = s.inputs * s.kernel_height * s.kernel_width;
    const long plane = s.out_height * s.out_width * Lanes;
    for (long o = 0, channels; o < s.outputs; o += channels) {
        channels = channels_together(o, s.outputs);
        KB_FOR_CHANNELS(channels, spread_channels, &s, weights + o * step, dy + o * plane, dx)
    }
}
