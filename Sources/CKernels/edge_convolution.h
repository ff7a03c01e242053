// The gated convolution over the edges of a piece of a batch. Channels are the outermost loop: the panel of
// sixteen gate and sixteen core channels of all atoms of a piece stays in the first cache, sums over
// edges stay in registers, and nothing is kept of an edge. It is dearer to fetch 64 bytes of an edge
// from memory than to compute them anew.

/// A piece's atom features before the nonlinearity, in panels, at one block of sixteen channels.
typedef struct {
    const float *center_gate, *center_core, *neighbor_gate, *neighbor_core;  // [atoms][16]
    const float *bond_gate, *bond_core;                                     // [functions][16]
} EdgeOperands;

KB_INLINE EdgeOperands operands_at(const float *atoms, long count, const float *bond,
                                   long functions, long width, long channel) {
    const long panel = channel / Lanes, panels = width / Lanes;
    return (EdgeOperands){
        atoms + panel * count * Lanes, atoms + (panels + panel) * count * Lanes,
        atoms + (2 * panels + panel) * count * Lanes, atoms + (3 * panels + panel) * count * Lanes,
        bond + panel * functions * Lanes, bond + (panels + panel) * functions * Lanes,
    };
}

/// z = a[center] + b[neighbor] + Σ_k u_k(d) w[k] of one edge.
KB_INLINE Pair preactivation(KBGraph g, long e, Pair center, long neighbor, EdgeOperands x,
                             int count) {
    const float *terms = g.terms + e * count;
    const long first = (long)g.first[e] * Lanes;
    Pair even = {load(x.neighbor_gate + neighbor * Lanes), load(x.neighbor_core + neighbor * Lanes)};
    Pair odd = center;
    KB_UNROLL
    for (int k = 0; k < count; k += 2) {
        const Vector u = splat(terms[k]), v = splat(terms[k + 1]);
        const float *gate = x.bond_gate + first + k * Lanes, *core = x.bond_core + first + k * Lanes;
        even.gate += u * load(gate);
        even.core += u * load(core);
        odd.gate += v * load(gate + Lanes);
        odd.core += v * load(core + Lanes);
    }
    return (Pair){even.gate + odd.gate, even.core + odd.core};
}

KB_INLINE Pair center_of(EdgeOperands x, long atom) {
    return (Pair){load(x.center_gate + atom * Lanes), load(x.center_core + atom * Lanes)};
}

static void convolve(KBGraph g, long first_atom, long last_atom, long width, const float *atoms,
                     const float *bond, long functions, float *message) {
    const long count = last_atom - first_atom;
    for (long c = 0; c < width; c += Lanes) {
        const EdgeOperands x = operands_at(atoms, count, bond, functions, width, c);
        for (long i = 0; i < count; i++) {
            const Pair center = center_of(x, i);
            Vector sum = splat(0.0f);
            for (long e = g.offsets[first_atom + i]; e < g.offsets[first_atom + i + 1]; e++) {
                Pair y = preactivation(g, e, center, g.neighbors[e] - first_atom, x, KBCubicTerms);
                sum += splat(g.weights[e]) * binary_gated(y);
            }
            store(message + i * width + c, sum);
        }
    }
}

static void edge_statistics(KBGraph g, long first_atom, long last_atom, long width,
                            const float *atoms, const float *bond, long functions,
                            float *sum, float *sum_of_squares) {
    const long count = last_atom - first_atom;
    for (long c = 0; c < width; c += Lanes) {
        const EdgeOperands x = operands_at(atoms, count, bond, functions, width, c);
        Pair sums = {splat(0.0f), splat(0.0f)}, squares = sums;
        for (long i = 0; i < count; i++) {
            const Pair center = center_of(x, i);
            Pair s = {splat(0.0f), splat(0.0f)}, q = s;
            for (long e = g.offsets[first_atom + i]; e < g.offsets[first_atom + i + 1]; e++) {
                Pair z = preactivation(
                    g, e, center, g.neighbors[e] - first_atom, x, KBGaussianTerms);
                const Vector weight = splat(g.weights[e]);
                Vector gate = weight * z.gate, core = weight * z.core;
                s.gate += gate;
                s.core += core;
                q.gate += gate * z.gate;
                q.core += core * z.core;
            }
            sums.gate += s.gate;
            sums.core += s.core;
            squares.gate += q.gate;
            squares.core += q.core;
        }
        store(sum + c, sums.gate);
        store(sum + width + c, sums.core);
        store(sum_of_squares + c, squares.gate);
        store(sum_of_squares + width + c, squares.core);
    }
}

KB_INLINE Pair pair_at(const float *values, long width, long channel) {
    return (Pair){load(values + channel), load(values + width + channel)};
}

static void gated_messages(KBGraph g, long first_atom, long last_atom, long width,
                           const float *atoms, const float *bond, long functions,
                           const float *scale, const float *shift, float *message,
                           float *sum, float *sum_of_squares) {
    const long count = last_atom - first_atom;
    const Vector ln2 = splat(0.693147181f), log2e = splat(1.44269504f);
    for (long c = 0; c < width; c += Lanes) {
        const EdgeOperands x = operands_at(atoms, count, bond, functions, width, c);
        Pair a = pair_at(scale, width, c), b = pair_at(shift, width, c);
        a = (Pair){a.gate * log2e, a.core * log2e};
        b = (Pair){b.gate * log2e, b.core * log2e};
        Vector total = splat(0.0f), squares = splat(0.0f);
        for (long i = 0; i < count; i++) {
            const Pair center = center_of(x, i);
            Vector m = splat(0.0f);
            for (long e = g.offsets[first_atom + i]; e < g.offsets[first_atom + i + 1]; e++) {
                Pair z = preactivation(
                    g, e, center, g.neighbors[e] - first_atom, x, KBGaussianTerms);
                m += splat(g.weights[e])
                    * binary_gated((Pair){z.gate * a.gate + b.gate, z.core * a.core + b.core});
            }
            m *= ln2;
            store(message + i * width + c, m);
            total += m;
            squares += m * m;
        }
        store(sum + c, total);
        store(sum_of_squares + c, squares);
    }
}
