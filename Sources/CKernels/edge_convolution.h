/// Σ_k u_k(d) w[k] for one edge and one block of channels.
KB_INLINE Vector bond_term(const float *terms, const float *w, long row, long channel) {
    Vector sum = splat(terms[0]) * load(w + channel);
    for (int k = 1; k < KBBasisTerms; k++)
        sum += splat(terms[k]) * load(w + k * row + channel);
    return sum;
}

static void edge_preactivations(KBGraph g, long first_atom, long last_atom, long width,
                                        const float *a, const float *b, const float *w,
                                        float *z, float *sum, float *sum_of_squares) {
    const long row = 2 * width;
    for (long i = first_atom; i < last_atom; i++) {
        for (long e = g.offsets[i]; e < g.offsets[i + 1]; e++) {
            const float *terms = g.basis + e * KBBasisTerms;
            const float *we = w + g.basis_first[e] * row;
            const float *center = a + i * row, *neighbor = b + g.neighbors[e] * row;
            const Vector weight = splat(g.weights[e]);
            for (long c = 0; c < row; c += Lanes) {
                Vector y = load(center + c) + load(neighbor + c) + bond_term(terms, we, row, c);
                store(z + e * row + c, y);
                Vector wy = weight * y;
                store(sum + c, load(sum + c) + wy);
                store(sum_of_squares + c, load(sum_of_squares + c) + wy * y);
            }
        }
    }
}

static void gated_messages(KBGraph g, long first_atom, long last_atom, long width,
                                   const float *z, const float *scale, const float *shift,
                                   float *message) {
    const long row = 2 * width;
    for (long i = first_atom; i < last_atom; i++) {
        for (long c = 0; c < width; c += Lanes) {
            const Vector gate_scale = load(scale + c), gate_shift = load(shift + c);
            const Vector core_scale = load(scale + width + c);
            const Vector core_shift = load(shift + width + c);
            Vector sum = splat(0.0f);
            for (long e = g.offsets[i]; e < g.offsets[i + 1]; e++) {
                Vector gate = load(z + e * row + c) * gate_scale + gate_shift;
                Vector core = load(z + e * row + width + c) * core_scale + core_shift;
                sum += splat(g.weights[e]) * logistic(gate) * soft_plus(core);
            }
            store(message + i * width + c, sum);
        }
    }
}

static void convolve(KBGraph g, long first_atom, long last_atom, long width,
                             const float *a, const float *b, const float *w, float *message) {
    const long row = 2 * width;
    for (long i = first_atom; i < last_atom; i++) {
        const float *center = a + i * row;
        for (long c = 0; c < width; c += Lanes) store(message + i * width + c, splat(0.0f));
        for (long e = g.offsets[i]; e < g.offsets[i + 1]; e++) {
            const float *terms = g.basis + e * KBBasisTerms;
            const float *we = w + g.basis_first[e] * row;
            const float *neighbor = b + g.neighbors[e] * row;
            const Vector weight = splat(g.weights[e]);
            for (long c = 0; c < width; c += Lanes) {
                Vector gate = load(center + c) + load(neighbor + c) + bond_term(terms, we, row, c);
                Vector core = load(center + width + c) + load(neighbor + width + c)
                    + bond_term(terms, we, row, width + c);
                float *m = message + i * width + c;
                store(m, load(m) + weight * logistic(gate) * soft_plus(core));
            }
        }
    }
}

static void gated_messages_gradient(KBGraph g, long first_atom, long last_atom, long width,
                                            const float *z, const float *scale, const float *shift,
                                            const float *mean, const float *inverse_deviation,
                                            const float *message_gradient,
                                            float *dy, float *sum_dy, float *sum_dy_x) {
    const long row = 2 * width;
    for (long i = first_atom; i < last_atom; i++) {
        for (long c = 0; c < width; c += Lanes) {
            const long d = width + c;
            const Vector gate_scale = load(scale + c), gate_shift = load(shift + c);
            const Vector core_scale = load(scale + d), core_shift = load(shift + d);
            const Vector dm = load(message_gradient + i * width + c);
            Vector gate_dy = load(sum_dy + c), gate_dy_x = load(sum_dy_x + c);
            Vector core_dy = load(sum_dy + d), core_dy_x = load(sum_dy_x + d);
            for (long e = g.offsets[i]; e < g.offsets[i + 1]; e++) {
                const Vector z_gate = load(z + e * row + c), z_core = load(z + e * row + d);
                Vector gate = logistic(z_gate * gate_scale + gate_shift);
                Vector core = z_core * core_scale + core_shift;
                Vector weighted = splat(g.weights[e]) * dm * gate;
                Vector d_gate = weighted * (splat(1.0f) - gate) * soft_plus(core);
                Vector d_core = weighted * logistic(core);
                store(dy + e * row + c, d_gate);
                store(dy + e * row + d, d_core);
                gate_dy += d_gate;
                core_dy += d_core;
                gate_dy_x += d_gate * (z_gate - load(mean + c)) * load(inverse_deviation + c);
                core_dy_x += d_core * (z_core - load(mean + d)) * load(inverse_deviation + d);
            }
            store(sum_dy + c, gate_dy);
            store(sum_dy_x + c, gate_dy_x);
            store(sum_dy + d, core_dy);
            store(sum_dy_x + d, core_dy_x);
        }
    }
}

static void edge_preactivations_gradient(
    KBGraph g, long first_atom, long last_atom, long width,
    const float *z, const float *scale, const float *mean, const float *inverse_deviation,
    const float *dy, const float *mean_dy, const float *mean_dy_x,
    float *da, float *db, float *dw) {
    const long row = 2 * width;
    for (long i = first_atom; i < last_atom; i++) {
        for (long e = g.offsets[i]; e < g.offsets[i + 1]; e++) {
            const float *terms = g.basis + e * KBBasisTerms;
            float *dwe = dw + g.basis_first[e] * row;
            float *center = da + i * row, *neighbor = db + g.neighbors[e] * row;
            const Vector weight = splat(g.weights[e]);
            for (long c = 0; c < row; c += Lanes) {
                Vector x = (load(z + e * row + c) - load(mean + c)) * load(inverse_deviation + c);
                Vector through_statistics = load(mean_dy + c) + x * load(mean_dy_x + c);
                Vector dz = load(scale + c)
                    * (load(dy + e * row + c) - weight * through_statistics);
                store(center + c, load(center + c) + dz);
                store(neighbor + c, load(neighbor + c) + dz);
                for (int k = 0; k < KBBasisTerms; k++) {
                    float *p = dwe + k * row + c;
                    store(p, load(p) + splat(terms[k]) * dz);
                }
            }
        }
    }
}
