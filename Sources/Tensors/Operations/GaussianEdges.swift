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
        let (first, terms) = Kernels.gaussianTerms(edges, basis: basis)
        (self.first, self.terms) = (first, terms)
        let pieces = Workers.map(edges.pieces.count - 1) { piece in
            PieceOfEdges(piece, of: edges, centers: basis.centers, first: first, terms: terms)
        }
        order = pieces.flatMap(\.order)
        places = pieces.flatMap(\.places)
        centerWeights = pieces.flatMap(\.centerWeights)
        neighborWeights = pieces.flatMap(\.neighborWeights)
        functionWeights = (0..<basis.centers).map { k in
            Float(pieces.reduce(0) { $0 + $1.functionWeights[k] })
        }
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
}
