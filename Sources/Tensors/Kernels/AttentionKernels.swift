internal import CKernels

/// The C loops of attention within segments, on several threads; a segment is no other's business.
struct AttentionKernels: Sendable {
    let segments: AttentionSegments
    let heads: Int
    let width: Int
    /// [keys]
    let logAmounts: [Float]

    /// Segments that one thread takes at a time, and whose part of the exponents' gradient is one sum:
    /// fixed, so that no bit depends on the number of threads.
    private static let block = 256

    private var blocks: Int { (segments.count + Self.block - 1) / Self.block }

    /// What is attended: all but the amounts may have a gradient.
    struct Operands: Sendable {
        /// [queries, width]
        let queries: [Float]
        /// [keys, width]
        let keys: [Float]
        /// [keys, width]
        let values: [Float]
        /// [heads]
        let exponents: [Float]
    }

    /// - Returns: the output [queries, width], and the shares a_ij, [pairs, heads] of each segment.
    func forward(_ operands: Operands) -> (output: [Float], shares: [Float]) {
        let output = AlignedMemory(operands.queries.count)
        let shares = AlignedMemory((segments.pairOffsets.last ?? 0) * heads)
        withC(operands) { c in
            Workers.forEach(blocks) { block in
                let part = range(block)
                withUnsafePointer(to: c.attention) {
                    Kernels.best.attention(
                        $0, part.lowerBound, part.upperBound, shares.at(0), output.at(0))
                }
            }
        }
        return (output.values, shares.values)
    }

    /// Gradients of the operands, from that of the output.
    func backward(_ slopes: [Float], _ operands: Operands, shares: [Float]) -> Operands {
        let queries = AlignedMemory(operands.queries.count, isZero: true)
        let keys = AlignedMemory(operands.keys.count, isZero: true)
        let values = AlignedMemory(operands.values.count, isZero: true)
        let exponents = AlignedMemory(max(1, blocks) * heads, isZero: true)
        withC(operands) { c in
            shares.withUnsafeBufferPointer { shares in
                slopes.withUnsafeBufferPointer { slopes in
                    let (shares, slopes) = (Memory(shares), Memory(slopes))
                    Workers.forEach(blocks) { block in
                        let scratch = AlignedMemory(longestSegment * heads)
                        var gradient = KBAttentionGradient(
                            queries: queries.at(0), keys: keys.at(0), values: values.at(0),
                            exponents: exponents.at(block * heads), scores: scratch.at(0))
                        let part = range(block)
                        withUnsafePointer(to: c.attention) {
                            Kernels.best.attention_gradient(
                                $0, part.lowerBound, part.upperBound, shares.at(0), slopes.at(0),
                                &gradient)
                        }
                    }
                }
            }
        }
        return Operands(
            queries: queries.values, keys: keys.values, values: values.values,
            exponents: Kernels.addingPieces(exponents, size: heads))
    }

    private func range(_ block: Int) -> Range<Int> {
        (block * Self.block)..<min((block + 1) * Self.block, segments.count)
    }

    private var longestSegment: Int {
        zip(segments.keyOffsets, segments.keyOffsets.dropFirst()).map { Int($1 - $0) }.max() ?? 0
    }

    /// Pointers that several threads may read.
    private struct COperands: @unchecked Sendable { let attention: KBAttention }

    private func withC(_ x: Operands, _ body: (COperands) -> Void) {
        x.queries.withUnsafeBufferPointer { queries in
            x.keys.withUnsafeBufferPointer { keys in
                x.values.withUnsafeBufferPointer { values in
                    x.exponents.withUnsafeBufferPointer { exponents in
                        withSegments { queryOffsets, keyOffsets, pairs, amounts in
                            body(
                                COperands(
                                    attention: KBAttention(
                                        query_offsets: queryOffsets, key_offsets: keyOffsets,
                                        pair_offsets: pairs, queries: queries.baseAddress,
                                        keys: keys.baseAddress, values: values.baseAddress,
                                        exponents: exponents.baseAddress, log_amounts: amounts,
                                        heads: heads, width: width,
                                        scale: 1 / Float(width / heads).squareRoot())))
                        }
                    }
                }
            }
        }
    }

    private func withSegments(
        _ body: (
            UnsafePointer<Int32>?, UnsafePointer<Int32>?, UnsafePointer<Int>?,
            UnsafePointer<Float>?
        ) -> Void
    ) {
        segments.queryOffsets.withUnsafeBufferPointer { queries in
            segments.keyOffsets.withUnsafeBufferPointer { keys in
                segments.pairOffsets.withUnsafeBufferPointer { pairs in
                    logAmounts.withUnsafeBufferPointer { amounts in
                        body(
                            queries.baseAddress, keys.baseAddress, pairs.baseAddress,
                            amounts.baseAddress)
                    }
                }
            }
        }
    }
}
