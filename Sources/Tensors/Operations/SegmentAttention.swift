/// Which keys each query of an attention sees: those of its own segment.
///
/// Segment s has the queries queryOffsets[s] ..< queryOffsets[s + 1] and the keys
/// keyOffsets[s] ..< keyOffsets[s + 1]. With equal offsets the rows of a segment look at each other;
/// with one query a segment they are pooled to one row.
public struct AttentionSegments: Sendable {
    /// [segments + 1]
    public let queryOffsets: [Int32]
    /// [segments + 1]
    public let keyOffsets: [Int32]
    /// [segments + 1]; pairs of a query and a key of the segments before.
    let pairOffsets: [Int]

    public init(queryOffsets: [Int32], keyOffsets: [Int32]) {
        precondition(
            queryOffsets.count == keyOffsets.count && queryOffsets.first == 0
                && keyOffsets.first == 0,
            "\(queryOffsets.count) offsets of queries, \(keyOffsets.count) of keys")
        var pairs = [0]
        for s in 1..<queryOffsets.count {
            let queries = Int(queryOffsets[s] - queryOffsets[s - 1])
            let keys = Int(keyOffsets[s] - keyOffsets[s - 1])
            precondition(queries >= 0 && keys >= 0, "the offsets of segment \(s - 1) fall")
            pairs.append(pairs[s - 1] + queries * keys)
        }
        (self.queryOffsets, self.keyOffsets, pairOffsets) = (queryOffsets, keyOffsets, pairs)
    }

    /// Every row of a segment looks at every row of it.
    public init(offsets: [Int32]) { self.init(queryOffsets: offsets, keyOffsets: offsets) }

    /// One query for each segment of keys.
    public init(pooling keyOffsets: [Int32]) {
        self.init(queryOffsets: keyOffsets.indices.map(Int32.init), keyOffsets: keyOffsets)
    }

    public var count: Int { keyOffsets.count - 1 }
    public var queries: Int { Int(queryOffsets[count]) }
    public var keys: Int { Int(keyOffsets[count]) }
}

extension Tensor {
    /// Attention within segments, in several heads (Vaswani et al. 2017), where a key is there in an
    /// amount w_j and counts as so many equal keys would:
    ///
    ///     a_ij = softmax_j (q_i · k_j / √d + γ ln w_j),   y_i = Σ_j a_ij v_j
    ///
    /// for each head of d = width/heads columns. With γ = 1 a key of amount 2 is the same as two of
    /// amount 1, and one that vanishes takes its influence along.
    ///
    /// - Parameters:
    ///   - self: the queries [queries, width]
    ///   - keys: [keys, width]
    ///   - values: [keys, width]
    ///   - exponents: γ, [heads]; width/heads is a multiple of 16
    ///   - logAmounts: ln w, [keys]
    /// - Returns: [queries, width]; zeros for a query of a segment without keys.
    public func attending(
        to keys: Tensor, values: Tensor, exponents: Tensor, logAmounts: [Float],
        segments: AttentionSegments
    ) -> Tensor {
        precondition(
            rows == segments.queries && keys.rows == segments.keys && values.rows == keys.rows
                && logAmounts.count == keys.rows && keys.columns == columns
                && values.columns == columns,
            "queries \(shape), keys \(keys.shape), values \(values.shape) and "
                + "\(logAmounts.count) amounts for \(segments.queries) × \(segments.keys)")
        precondition(
            exponents.count > 0 && columns % (Panels.lanes * exponents.count) == 0,
            "\(columns) columns in \(exponents.count) heads, whose width is no multiple of 16")
        let kernels = AttentionKernels(
            segments: segments, heads: exponents.count, width: columns, logAmounts: logAmounts)
        let operands = AttentionKernels.Operands(
            queries: scalars, keys: keys.scalars, values: values.scalars,
            exponents: exponents.scalars)
        let (output, shares) = kernels.forward(operands)
        return Tensor(output, shape: shape).recorded(self, keys, values, exponents) { gradient in
            let slopes = kernels.backward(gradient.scalars, operands, shares: shares)
            return [
                Tensor(slopes.queries, shape: self.shape), Tensor(slopes.keys, shape: keys.shape),
                Tensor(slopes.values, shape: values.shape), Tensor(slopes.exponents),
            ]
        }
    }
}
