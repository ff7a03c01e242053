internal import CKernels

/// The C loops over edges, called for each piece of a batch; sums are added piece by piece.
extension Kernels {
    static func gaussianTerms(_ distances: [Float], basis: GaussianBasis) -> ([Int32], [Float]) {
        let kept = Int(KBBasisTerms)
        var first = [Int32](repeating: 0, count: distances.count)
        let terms = [Float](unsafeUninitializedCapacity: distances.count * kept) { buffer, count in
            best.gaussian_terms(
                distances, distances.count, basis.step, Int32(basis.centers), &first,
                buffer.baseAddress)
            count = distances.count * kept
        }
        return (first, terms)
    }

    /// Pre-activations [edges, 2F] with Σ w z and Σ w z² of each piece.
    struct Preactivations {
        var values: [Float]
        var sums: [Float]
        var squares: [Float]
        var width: Int

        func statistics(weight: Float) -> BatchStatistics {
            let total = max(weight, .leastNormalMagnitude)
            let means = Self.added(sums, width).map { $0 / Double(total) }
            let variances = zip(Self.added(squares, width), means).map {
                notNegative($0 / Double(total) - $1 * $1)
            }
            return BatchStatistics(
                mean: means.map(Float.init), variance: variances.map(Float.init), weight: total)
        }

        /// Pieces added in order, in Double.
        private static func added(_ parts: [Float], _ size: Int) -> [Double] {
            var sum = [Double](repeating: 0, count: size)
            for start in stride(from: 0, to: parts.count, by: size) {
                for i in 0..<size { sum[i] += Double(parts[start + i]) }
            }
            return sum
        }
    }

    static func edgePreactivations(
        _ convolution: GatedEdgeConvolution, _ edges: Edges
    ) -> Preactivations {
        let row = convolution.center.columns
        let pieces = edges.pieces.count - 1
        var sums = [Float](repeating: 0, count: pieces * row)
        var squares = sums
        let values = uninitialized(edges.count * row) { z in
            edges.withGraph { graph in
                sums.withMutableMemory { sum in
                    squares.withMutableMemory { square in
                        inputs(convolution) { a, b, w in
                            Workers.forEach(pieces) { p in
                                best.edge_preactivations(
                                    graph.graph, edges.first(p), edges.last(p), row / 2, a.at(0),
                                    b.at(0), w.at(0), z.at(0), sum.at(p * row), square.at(p * row))
                            }
                        }
                    }
                }
            }
        }
        return Preactivations(values: values, sums: sums, squares: squares, width: row)
    }

    static func gatedMessages(
        _ z: [Float], _ normalization: GatedEdgeConvolution.Normalization, _ edges: Edges
    ) -> Tensor {
        let width = normalization.scale.count / 2
        let messages = uninitialized(edges.atoms * width) { message in
            edges.withGraph { graph in
                z.withMemory { z in
                    Workers.forEach(edges.pieces.count - 1) { p in
                        best.gated_messages(
                            graph.graph, edges.first(p), edges.last(p), width, z.at(0),
                            normalization.scale, normalization.shift, message.at(0))
                    }
                }
            }
        }
        return Tensor(messages, shape: [edges.atoms, width])
    }

    static func convolve(
        center: Tensor, neighbor: Tensor, bond: Tensor, _ edges: Edges
    ) -> Tensor {
        let width = center.columns / 2
        let messages = uninitialized(edges.atoms * width) { message in
            edges.withGraph { graph in
                Workers.forEach(edges.pieces.count - 1) { p in
                    best.convolve(
                        graph.graph, edges.first(p), edges.last(p), width, center.scalars,
                        neighbor.scalars, bond.scalars, message.at(0))
                }
            }
        }
        return Tensor(messages, shape: [edges.atoms, width])
    }

    /// Gradients of center, neighbor, bond, gain and offset.
    static func gatedConvolutionGradient(
        _ gradient: Tensor, preactivations: [Float],
        _ normalization: GatedEdgeConvolution.Normalization, _ edges: Edges,
        of convolution: GatedEdgeConvolution
    ) -> [Tensor?] {
        let row = convolution.center.columns
        let pieces = edges.pieces.count - 1
        var sums = [Float](repeating: 0, count: pieces * row)
        var products = sums
        let dy = uninitialized(edges.count * row) { dy in
            edges.withGraph { graph in
                sums.withMutableMemory { sum in
                    products.withMutableMemory { product in
                        preactivations.withMemory { z in
                            Workers.forEach(pieces) { p in
                                best.gated_messages_gradient(
                                    graph.graph, edges.first(p), edges.last(p), row / 2, z.at(0),
                                    normalization.scale, normalization.shift, normalization.mean,
                                    normalization.inverseDeviation, gradient.scalars, dy.at(0),
                                    sum.at(p * row), product.at(p * row))
                            }
                        }
                    }
                }
            }
        }
        let offset = addingPieces(sums, size: row)
        let gain = addingPieces(products, size: row)
        let parts = preactivationGradient(
            dy, z: preactivations, normalization, edges, meanOffset: offset, meanGain: gain,
            centers: convolution.bond.rows)
        return parts + [Tensor(gain), Tensor(offset)]
    }

    /// Gradients of center, neighbor and bond from dy.
    private static func preactivationGradient(
        _ dy: [Float], z: [Float], _ normalization: GatedEdgeConvolution.Normalization,
        _ edges: Edges, meanOffset: [Float], meanGain: [Float], centers: Int
    ) -> [Tensor?] {
        let row = normalization.scale.count
        let pieces = edges.pieces.count - 1
        let inverse = 1 / edges.totalWeight
        let (meanDy, meanDyX) = (meanOffset.map { $0 * inverse }, meanGain.map { $0 * inverse })
        var da = [Float](repeating: 0, count: edges.atoms * row)
        var db = da
        var dw = [Float](repeating: 0, count: pieces * centers * row)
        edges.withGraph { graph in
            da.withMutableMemory { da in
                db.withMutableMemory { db in
                    dw.withMutableMemory { dw in
                        Workers.forEach(pieces) { p in
                            best.edge_preactivations_gradient(
                                graph.graph, edges.first(p), edges.last(p), row / 2, z,
                                normalization.scale, normalization.mean,
                                normalization.inverseDeviation, dy, meanDy, meanDyX,
                                da.at(0), db.at(0), dw.at(p * centers * row))
                        }
                    }
                }
            }
        }
        return [
            Tensor(da, shape: [edges.atoms, row]), Tensor(db, shape: [edges.atoms, row]),
            Tensor(addingPieces(dw, size: centers * row), shape: [centers, row]),
        ]
    }

    private static func inputs(
        _ convolution: GatedEdgeConvolution, _ body: (Memory, Memory, Memory) -> Void
    ) {
        convolution.center.scalars.withMemory { a in
            convolution.neighbor.scalars.withMemory { b in
                convolution.bond.scalars.withMemory { w in body(a, b, w) }
            }
        }
    }

    private static func uninitialized(_ count: Int, _ body: (Memory) -> Void) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            body(Memory(buffer))
            initialized = count
        }
    }
}

extension [Float] {
    fileprivate func withMemory<R>(_ body: (Memory) -> R) -> R {
        withUnsafeBufferPointer { body(Memory($0)) }
    }

    fileprivate mutating func withMutableMemory<R>(_ body: (Memory) -> R) -> R {
        withUnsafeMutableBufferPointer { body(Memory($0)) }
    }
}

/// The C view of a batch's edges, valid inside ``Edges/withGraph(_:)``.
private struct GraphView: @unchecked Sendable {
    let graph: KBGraph
}

extension Edges {
    fileprivate func first(_ piece: Int) -> Int { Int(pieces[piece]) }
    fileprivate func last(_ piece: Int) -> Int { Int(pieces[piece + 1]) }

    fileprivate func withGraph<R>(_ body: (GraphView) -> R) -> R {
        offsets.withUnsafeBufferPointer { offsets in
            neighbors.withUnsafeBufferPointer { neighbors in
                weights.withUnsafeBufferPointer { weights in
                    firstTerms.withUnsafeBufferPointer { first in
                        terms.withUnsafeBufferPointer { terms in
                            body(
                                GraphView(
                                    graph: KBGraph(
                                        offsets: offsets.baseAddress,
                                        neighbors: neighbors.baseAddress,
                                        weights: weights.baseAddress,
                                        basis_first: first.baseAddress,
                                        basis: terms.baseAddress)))
                        }
                    }
                }
            }
        }
    }
}
