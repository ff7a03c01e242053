internal import CKernels

/// The terms of bond functions at the distances of edges.
extension Kernels {
    /// Piece by piece on all threads.
    static func gaussianTerms(_ edges: Edges, basis: GaussianBasis) -> ([Int32], [Float]) {
        let kept = GaussianEdges.termsPerEdge
        var first = [Int32](repeating: 0, count: edges.count)
        var terms = [Float](repeating: 0, count: edges.count * kept)
        first.withUnsafeMutableBufferPointer { first in
            let indices = Indices(first)
            terms.withUnsafeMutableBufferPointer { terms in
                let memory = Memory(terms)
                edges.distances.withUnsafeBufferPointer { distances in
                    let distances = Memory(distances)
                    Workers.forEach(edges.pieces.count - 1) { p in
                        let range = edges.edges(of: p)
                        best.gaussian_terms(
                            distances.at(range.lowerBound), range.count, basis.step,
                            Int32(basis.centers), indices.at(range.lowerBound),
                            memory.at(range.lowerBound * kept))
                    }
                }
            }
        }
        return (first, terms)
    }

    static func cubicTerms(_ distances: [Float], grid: BondGrid) -> ([Int32], [Float]) {
        let kept = Int(KBCubicTerms)
        var first = [Int32](repeating: 0, count: distances.count)
        let terms = [Float](unsafeUninitializedCapacity: distances.count * kept) { buffer, count in
            best.cubic_terms(
                distances, distances.count, grid.spacing, Int32(grid.nodes), &first,
                buffer.baseAddress)
            count = distances.count * kept
        }
        return (first, terms)
    }
}

/// Integers that threads may share because each writes only its own part.
struct Indices: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Int32>?

    init(_ buffer: UnsafeMutableBufferPointer<Int32>) { base = buffer.baseAddress }

    init(_ buffer: UnsafeBufferPointer<Int32>) {
        base = UnsafeMutablePointer(mutating: buffer.baseAddress)
    }

    func at(_ offset: Int) -> UnsafeMutablePointer<Int32>? { base.map { $0 + offset } }
}

/// The C view of a batch's edges and terms, valid inside `withGraph`.
struct GraphView: @unchecked Sendable {
    let graph: KBGraph
}

extension Edges {
    func withGraph<R>(_ first: [Int32], _ terms: [Float], _ body: (GraphView) -> R) -> R {
        offsets.withUnsafeBufferPointer { offsets in
            neighbors.withUnsafeBufferPointer { neighbors in
                weights.withUnsafeBufferPointer { weights in
                    first.withUnsafeBufferPointer { first in
                        terms.withUnsafeBufferPointer { terms in
                            body(
                                GraphView(
                                    graph: KBGraph(
                                        offsets: offsets.baseAddress,
                                        neighbors: neighbors.baseAddress,
                                        weights: weights.baseAddress, first: first.baseAddress,
                                        terms: terms.baseAddress)))
                        }
                    }
                }
            }
        }
    }
}
