internal import CKernels

/// Edges with their distances on a basis of Gaussians: what a network is trained on.
///
/// At any distance at most eight Gaussians exceed e⁻¹⁶, the last bit of a Float beside 1, so eight
/// are kept.
public struct GaussianEdges: Sendable {
    public let edges: Edges
    public let basis: GaussianBasis
    /// [edges] index of the first kept Gaussian, and [edges][8] their values.
    let first: [Int32]
    let terms: [Float]
    /// [edges], piece after piece: the piece's edges by their first Gaussian, and the place of each
    /// edge in that order, counted from the piece's first.
    let order: [Int32]
    let places: [Int32]
    /// [atoms] Σ of the weights of the edges from each atom, and to it.
    let centerWeights: [Float]
    let neighborWeights: [Float]
    /// [centers] Σ_e w_e u_k(d_e).
    let functionWeights: [Float]

    public init(_ edges: Edges, basis: GaussianBasis) {
        (self.edges, self.basis) = (edges, basis)
        (first, terms) = Kernels.gaussianTerms(edges, basis: basis)
        (order, places) = Self.order(edges, first, basis)
        (centerWeights, neighborWeights) = Self.atomWeights(edges)
        functionWeights = Self.functionWeights(edges, first, terms, basis)
    }

    static let termsPerEdge = Int(KBGaussianTerms)

    /// All Gaussians of every edge, [edges, centers]: what the kernels avoid storing.
    public func expanded() -> Tensor {
        var u = [Float](repeating: 0, count: edges.count * basis.centers)
        for e in 0..<edges.count {
            for k in 0..<Self.termsPerEdge {
                u[e * basis.centers + Int(first[e]) + k] = terms[e * Self.termsPerEdge + k]
            }
        }
        return Tensor(u, shape: [edges.count, basis.centers])
    }

    /// By counting: edges of one first Gaussian keep their order.
    private static func order(
        _ edges: Edges, _ first: [Int32], _ basis: GaussianBasis
    ) -> ([Int32], [Int32]) {
        var (order, places) = (first, first)
        for piece in 0..<(edges.pieces.count - 1) {
            let range = edges.edges(of: piece)
            var next = [Int32](repeating: 0, count: basis.centers + 1)
            for e in range { next[Int(first[e]) + 1] += 1 }
            for k in 0..<basis.centers { next[k + 1] += next[k] }
            for e in range {
                let place = next[Int(first[e])]
                next[Int(first[e])] += 1
                places[e] = place
                order[range.lowerBound + Int(place)] = Int32(e)
            }
        }
        return (order, places)
    }

    private static func atomWeights(_ edges: Edges) -> ([Float], [Float]) {
        var from = [Float](repeating: 0, count: edges.atoms)
        var to = from
        for atom in 0..<edges.atoms {
            for e in Int(edges.offsets[atom])..<Int(edges.offsets[atom + 1]) {
                from[atom] += edges.weights[e]
                to[Int(edges.neighbors[e])] += edges.weights[e]
            }
        }
        return (from, to)
    }

    private static func functionWeights(
        _ edges: Edges, _ first: [Int32], _ terms: [Float], _ basis: GaussianBasis
    ) -> [Float] {
        var sums = [Double](repeating: 0, count: basis.centers)
        for e in 0..<edges.count {
            let weight = Double(edges.weights[e])
            for k in 0..<termsPerEdge {
                sums[Int(first[e]) + k] += weight * Double(terms[e * termsPerEdge + k])
            }
        }
        return sums.map(Float.init)
    }
}
