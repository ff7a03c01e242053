// Attention within segments, in heads whose width is a multiple of 16; a segment has a handful of keys.
//     a_ij = softmax_j (q_i · k_j / √d + γ ln w_j),   y_i = Σ_j a_ij v_j
// What a query gets depends on its own segment alone.

/// The sum of the elements, in a fixed order.
KB_INLINE float sum_of_lanes(Vector v) {
    float lanes[Lanes], sum = 0;
    store(lanes, v);
    for (int k = 0; k < Lanes; k++) sum += lanes[k];
    return sum;
}

KB_INLINE float dot(const float *a, const float *b, long count) {
    Vector sum = splat(0.0f);
    for (long c = 0; c < count; c += Lanes) sum += load(a + c) * load(b + c);
    return sum_of_lanes(sum);
}

/// y += s · x.
KB_INLINE void add_scaled(float *y, float s, const float *x, long count) {
    for (long c = 0; c < count; c += Lanes) add_to(y + c, splat(s) * load(x + c));
}

/// Scores [keys][heads] to shares whose sum over the keys is 1 in each head.
static void scores_to_shares(float *row, long keys, long heads) {
    for (long h = 0; h < heads; h++) {
        float top = row[h];
        for (long j = 1; j < keys; j++)
            // Written so that NaN is passed on by the subtraction below, not chosen as the largest.
            if (row[j * heads + h] > top) top = row[j * heads + h];
        for (long j = 0; j < keys; j++) row[j * heads + h] -= top;
    }
    map_exp(row, row, keys * heads);
    for (long h = 0; h < heads; h++) {
        float sum = 0;
        for (long j = 0; j < keys; j++) sum += row[j * heads + h];
        for (long j = 0; j < keys; j++) row[j * heads + h] /= sum;
    }
}

static void attention(const KBAttention *x, long first_segment, long last_segment, float *shares,
                      float *output) {
    const long heads = x->heads, d = x->width / heads;
    for (long s = first_segment; s < last_segment; s++) {
        const long first_key = x->key_offsets[s], keys = x->key_offsets[s + 1] - first_key;
        float *row = shares + x->pair_offsets[s] * heads;
        for (long i = x->query_offsets[s]; i < x->query_offsets[s + 1]; i++, row += keys * heads) {
            const float *q = x->queries + i * x->width;
            float *y = output + i * x->width;
            for (long j = 0; j < keys; j++)
                for (long h = 0; h < heads; h++)
                    row[j * heads + h] =
                        x->scale * dot(q + h * d, x->keys + (first_key + j) * x->width + h * d, d)
                        + x->exponents[h] * x->log_amounts[first_key + j];
            scores_to_shares(row, keys, heads);
            for (long c = 0; c < x->width; c += Lanes) store(y + c, splat(0.0f));
            for (long j = 0; j < keys; j++)
                for (long h = 0; h < heads; h++)
                    add_scaled(y + h * d, row[j * heads + h],
                               x->values + (first_key + j) * x->width + h * d, d);
        }
    }
}

/// ds_ij = a_ij (da_ij − Σ_j a_ij da_ij) with da_ij = dy_i · v_j, into `scores`; dv_j += a_ij dy_i.
KB_INLINE void score_gradient(const KBAttention *x, const KBAttentionGradient *g, const float *dy,
                              const float *row, long first_key, long keys) {
    const long heads = x->heads, d = x->width / heads;
    for (long h = 0; h < heads; h++) {
        float mean = 0;
        for (long j = 0; j < keys; j++) {
            const long place = (first_key + j) * x->width + h * d;
            const float share = row[j * heads + h];
            const float slope = dot(dy + h * d, x->values + place, d);
            add_scaled(g->values + place, share, dy + h * d, d);
            g->scores[j * heads + h] = slope;
            mean += share * slope;
        }
        for (long j = 0; j < keys; j++)
            g->scores[j * heads + h] = row[j * heads + h] * (g->scores[j * heads + h] - mean);
    }
}

static void attention_gradient(const KBAttention *x, long first_segment, long last_segment,
                               const float *shares, const float *slopes,
                               const KBAttentionGradient *g) {
    const long heads = x->heads, d = x->width / heads;
    for (long s = first_segment; s < last_segment; s++) {
        const long first_key = x->key_offsets[s], keys = x->key_offsets[s + 1] - first_key;
        const float *row = shares + x->pair_offsets[s] * heads;
        for (long i = x->query_offsets[s]; i < x->query_offsets[s + 1]; i++, row += keys * heads) {
            score_gradient(x, g, slopes + i * x->width, row, first_key, keys);
            for (long j = 0; j < keys; j++)
                for (long h = 0; h < heads; h++) {
                    const float slope = g->scores[j * heads + h];
                    const long query = i * x->width + h * d;
                    const long key = (first_key + j) * x->width + h * d;
                    add_scaled(g->queries + query, x->scale * slope, x->keys + key, d);
                    add_scaled(g->keys + key, x->scale * slope, x->queries + query, d);
                    g->exponents[h] += slope * x->log_amounts[first_key + j];
                }
        }
    }
}
