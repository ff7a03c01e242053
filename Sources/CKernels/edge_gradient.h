// The gated convolution backwards. BatchNorm's gradient needs two sums over the whole batch,
//     dz = scale · (dy − w/W (Σ dy + x̂ Σ dy x̂)),   x̂ = (z − mean) · inverse_deviation,
// but it is linear in dy and in w x̂. So one pass adds up both, for each atom and each bond function,
// and the sums enter afterwards, where there are few numbers left.

/// The gradient by the messages: dm = scale · (du − (mean_du + m̂ · mean_du_m)), BatchNorm's again.
KB_INLINE Vector message_gradient(const KBGatedGradient *x, long place, long c) {
    Vector m = (load(x->message + place) - load(x->message_mean + c))
        * load(x->message_inverse_deviation + c);
    Vector through = load(x->mean_du + c) + m * load(x->mean_du_message + c);
    return load(x->message_scale + c) * (load(x->du + place) - through);
}

/// Σ_e u_k(d_e) row_e for every bond function k, gate and core channels, edges in the order of their first
/// function.
KB_INLINE void project_on_functions(KBGraph g, const int *order, long edges, const float *gates,
                                    const float *cores, float *gate_sums, float *core_sums) {
    for (long k = 0; k < edges;) {
        const int first = g.first[order[k]];
        Pair sum[KBGaussianTerms];
        KB_UNROLL
        for (int t = 0; t < KBGaussianTerms; t++) sum[t] = (Pair){splat(0.0f), splat(0.0f)};
        for (; k < edges && g.first[order[k]] == first; k++) {
            const Vector gate = load(gates + k * Lanes), core = load(cores + k * Lanes);
            const float *terms = g.terms + (long)order[k] * KBGaussianTerms;
            KB_UNROLL
            for (int t = 0; t < KBGaussianTerms; t++) {
                const Vector u = splat(terms[t]);
                sum[t].gate += u * gate;
                sum[t].core += u * core;
            }
        }
        KB_UNROLL
        for (int t = 0; t < KBGaussianTerms; t++) {
            add_to(gate_sums + (first + t) * Lanes, sum[t].gate);
            add_to(core_sums + (first + t) * Lanes, sum[t].core);
        }
    }
}

/// What the inner loop needs of one block of channels.
typedef struct {
    EdgeOperands x;
    Pair scale, shift, inverse, center;  // x̂ = z · inverse + center
} GradientBlock;

KB_INLINE GradientBlock gradient_block(const KBGatedGradient *x, long count, long width, long c) {
    const Vector log2e = splat(1.44269504f);
    Pair scale = pair_at(x->scale, width, c), shift = pair_at(x->shift, width, c);
    Pair inverse = pair_at(x->inverse_deviation, width, c), mean = pair_at(x->mean, width, c);
    return (GradientBlock){
        operands_at(x->atoms, count, x->bond, x->functions, width, c),
        {scale.gate * log2e, scale.core * log2e},
        {shift.gate * log2e, shift.core * log2e},
        inverse,
        {-mean.gate * inverse.gate, -mean.core * inverse.core},
    };
}

/// Adds dy and w x̂ of every edge of a block of channels to its atoms, and keeps them for the functions.
KB_INLINE void atom_gradients(KBGraph g, const KBGatedGradient *x, long first_atom, long count,
                              long width, long c, GradientBlock b, const long *panels) {
    const Vector ln2 = splat(0.693147181f), one = splat(1.0f);
    const long first_edge = g.offsets[first_atom];
    const long edges = g.offsets[first_atom + count] - first_edge;
    Pair products = {splat(0.0f), splat(0.0f)}, sums = products;
    for (long i = 0; i < count; i++) {
        const Pair center = center_of(b.x, i);
        const Vector dm = message_gradient(x, i * width + c, c);
        Pair dys = {splat(0.0f), splat(0.0f)}, xs = dys;
        for (long e = g.offsets[first_atom + i]; e < g.offsets[first_atom + i + 1]; e++) {
            const long j = (g.neighbors[e] - first_atom) * Lanes;
            Pair z = preactivation(g, e, center, j / Lanes, b.x, KBGaussianTerms);
            const Vector weight = splat(g.weights[e]);
            const Pair y = {z.gate * b.scale.gate + b.shift.gate,
                            z.core * b.scale.core + b.shift.core};
            const Pair t = gate_and_core_powers(y);
            // σ(gate), and σ(|core|), whose complement is σ of a negative core.
            Vector gate = reciprocal(one + t.gate), share = reciprocal(one + t.core);
            Vector core = t.core * binary_logarithm_of_one_plus_ratio(t.core)
                + at_least(y.core, splat(0.0f));
            Vector slope = choose((IntVector)(y.core < splat(0.0f)), t.core * share, share);
            Vector weighted = weight * dm * gate;
            Pair dy = {weighted * (one - gate) * (core * ln2), weighted * slope};
            Pair x_hat = {z.gate * b.inverse.gate + b.center.gate,
                          z.core * b.inverse.core + b.center.core};
            products.gate += dy.gate * x_hat.gate;
            products.core += dy.core * x_hat.core;
            Pair wx = {weight * x_hat.gate, weight * x_hat.core};
            dys = (Pair){dys.gate + dy.gate, dys.core + dy.core};
            xs = (Pair){xs.gate + wx.gate, xs.core + wx.core};
            add_to(x->dy_atoms + panels[2] + j, dy.gate);
            add_to(x->dy_atoms + panels[3] + j, dy.core);
            add_to(x->x_atoms + panels[2] + j, wx.gate);
            add_to(x->x_atoms + panels[3] + j, wx.core);
            float *kept = x->scratch + (long)x->places[e] * Lanes;
            store(kept, dy.gate);
            store(kept + edges * Lanes, dy.core);
            store(kept + 2 * edges * Lanes, wx.gate);
            store(kept + 3 * edges * Lanes, wx.core);
        }
        store(x->dy_atoms + panels[0] + i * Lanes, dys.gate);
        store(x->dy_atoms + panels[1] + i * Lanes, dys.core);
        store(x->x_atoms + panels[0] + i * Lanes, xs.gate);
        store(x->x_atoms + panels[1] + i * Lanes, xs.core);
        sums = (Pair){sums.gate + dys.gate, sums.core + dys.core};
    }
    store(x->sum_dy + c, sums.gate);
    store(x->sum_dy + width + c, sums.core);
    store(x->sum_dy_x + c, products.gate);
    store(x->sum_dy_x + width + c, products.core);
}

static void gated_gradient(KBGraph g, long first_atom, long last_atom, long width,
                           const KBGatedGradient *x) {
    const long count = last_atom - first_atom, blocks = width / Lanes;
    const long first_edge = g.offsets[first_atom];
    const long edges = g.offsets[last_atom] - first_edge;
    const int *order = x->order + first_edge;
    for (long c = 0; c < width; c += Lanes) {
        const long block = c / Lanes, functions = x->functions * Lanes;
        const long panels[4] = {
            block * count * Lanes, (blocks + block) * count * Lanes,
            (2 * blocks + block) * count * Lanes, (3 * blocks + block) * count * Lanes,
        };
        atom_gradients(g, x, first_atom, count, width, c, gradient_block(x, count, width, c),
                       panels);
        float *sums = x->dy_bond + block * functions;
        const float *rows = x->scratch;
        project_on_functions(g, order, edges, rows, rows + edges * Lanes, sums,
                             sums + blocks * functions);
        sums = x->x_bond + block * functions;
        rows += 2 * edges * Lanes;
        project_on_functions(g, order, edges, rows, rows + edges * Lanes, sums,
                             sums + blocks * functions);
    }
}

/// dy ← scale · (dy − (weight · mean_dy + x · mean_dy_x)) for a matrix in panels, and the sums of its
/// columns where they are wanted.
static void normalization_gradient(float *dy, const float *x, const float *weights,
                                   const float *scale, const float *mean_dy,
                                   const float *mean_dy_x, float *column_sums, long rows,
                                   long columns) {
    for (long c = 0; c < columns; c += Lanes) {
        const Vector a = load(scale + c), mean = load(mean_dy + c), slope = load(mean_dy_x + c);
        Vector sum = splat(0.0f);
        for (long place = c * rows; place < (c + Lanes) * rows; place += Lanes) {
            const Vector weight = splat(weights[place / Lanes - c / Lanes * rows]);
            Vector through = weight * mean + load(x + place) * slope;
            Vector d = a * (load(dy + place) - through);
            store(dy + place, d);
            sum += d;
        }
        if (column_sums) store(column_sums + c, sum);
    }
}

/// sum[i] = Σ_p parts[p][i], p in order; a part begins `stride` after the one before.
static void sum_parts(const float *parts, long count, long stride, long size, float *sum) {
    memcpy(sum, parts, (size_t)size * sizeof(float));
    for (long p = 1; p < count; p++) {
        const float *part = parts + p * stride;
        long i = 0;
        for (; i + Lanes <= size; i += Lanes) add_to(sum + i, load(part + i));
        for (; i < size; i++) sum[i] += part[i];
    }
}
