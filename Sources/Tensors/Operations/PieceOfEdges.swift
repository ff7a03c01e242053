/// What the gradient needs of the edges of one piece besides their terms: their order and their sums.
struct PieceOfEdges: Sendable {
    /// [its edges] the edges of the batch by their first Gaussian; those of one keep their order.
    private(set) var order: [Int32]
    /// [its edges] the place of each in that order.
    private(set) var places: [Int32]
    /// [its atoms] Σ of the weights of the edges from each, and to it.
    private(set) var centerWeights: [Float]
    private(set) var neighborWeights: [Float]
    /// [centers] Σ_e w_e u_k(d_e).
    private(set) var functionWeights: [Double]

    /// - Parameters:
    ///   - first: [edges] of the batch.
    ///   - terms: [edges][8]
    init(_ piece: Int, of edges: Edges, centers: Int, first: [Int32], terms: [Float]) {
        let (range, atoms) = (edges.edges(of: piece), edges.atoms(of: piece))
        order = Array(repeating: 0, count: range.count)
        places = order
        centerWeights = Array(repeating: 0, count: atoms.count)
        neighborWeights = centerWeights
        functionWeights = Array(repeating: 0, count: centers)
        first.withUnsafeBufferPointer { first in
            sort(range, UnsafeBufferPointer(rebasing: first[range]), centers: centers)
            terms.withUnsafeBufferPointer { terms in
                addFunctions(edges, range, first, terms)
            }
        }
        addWeights(edges, atoms)
    }

    /// By counting.
    private mutating func sort(
        _ range: Range<Int>, _ first: UnsafeBufferPointer<Int32>, centers: Int
    ) {
        var next = [Int32](repeating: 0, count: centers + 1)
        for k in first { next[Int(k) + 1] += 1 }
        for k in 0..<centers { next[k + 1] += next[k] }
        for (e, k) in first.enumerated() {
            let place = next[Int(k)]
            next[Int(k)] += 1
            places[e] = place
            order[Int(place)] = Int32(range.lowerBound + e)
        }
    }

    private mutating func addWeights(_ edges: Edges, _ atoms: Range<Int>) {
        for atom in atoms {
            for e in Int(edges.offsets[atom])..<Int(edges.offsets[atom + 1]) {
                centerWeights[atom - atoms.lowerBound] += edges.weights[e]
                neighborWeights[Int(edges.neighbors[e]) - atoms.lowerBound] += edges.weights[e]
            }
        }
    }

    private mutating func addFunctions(
        _ edges: Edges, _ range: Range<Int>, _ first: UnsafeBufferPointer<Int32>,
        _ terms: UnsafeBufferPointer<Float>
    ) {
        let kept = GaussianEdges.termsPerEdge
        functionWeights.withUnsafeMutableBufferPointer { sums in
            for e in range {
                let (weight, k) = (Double(edges.weights[e]), Int(first[e]))
                for term in 0..<kept { sums[k + term] += weight * Double(terms[e * kept + term]) }
            }
        }
    }
}
