internal import CKernels

/// Edges with their places in a table of bond functions: what a trained network is evaluated on.
public struct CubicEdges: Sendable {
    public let edges: Edges
    public let grid: BondGrid
    /// [edges] index of the first of four nodes, and [edges][4] their weights.
    let first: [Int32]
    let terms: [Float]

    public init(_ edges: Edges, grid: BondGrid) {
        (self.edges, self.grid) = (edges, grid)
        (first, terms) = Kernels.cubicTerms(edges.distances, grid: grid)
    }
}

/// The nodes at which functions of a distance are tabulated, to be interpolated by cubics.
///
/// The bond functions Σ_k w_k u_k(d) are smooth: between nodes a distance h apart, Lagrange's cubic through
/// four of them errs by at most (9/16)/4! · h⁴ · max |f⁗|. For one Gaussian of width s, max |f⁗| = 12/s⁴,
/// and with h = s/24 the bound is 8.5·10⁻⁷ of its height.
public struct BondGrid: Hashable, Sendable {
    public let basis: GaussianBasis

    /// Nodes in the width of a Gaussian.
    static let nodesPerStep = 24

    public init(_ basis: GaussianBasis) { self.basis = basis }

    /// Between nodes, in the unit of the distances.
    public var spacing: Double { Double(basis.step) / Double(Self.nodesPerStep) }

    /// As many as reach five widths beyond the last centre, where every Gaussian is below the last bit.
    public var nodes: Int { (basis.centers + 4) * Self.nodesPerStep + 1 }

    /// Σ_k functions[k] u_k at every node.
    ///
    /// - Parameter functions: [centers, columns]
    /// - Returns: [nodes, columns]
    public func table(_ functions: Tensor) -> Tensor {
        let columns = functions.columns
        var table = [Float](repeating: 0, count: nodes * columns)
        var row = [Double](repeating: 0, count: columns)
        for node in 0..<nodes {
            for c in 0..<columns { row[c] = 0 }
            let t = Double(node) / Double(Self.nodesPerStep)
            for k in max(0, Int(t) - 6)..<min(basis.centers, Int(t) + 8) {
                let u = Kernels.exponential(-(t - Double(k)) * (t - Double(k)))
                for c in 0..<columns { row[c] += u * Double(functions.scalars[k * columns + c]) }
            }
            for c in 0..<columns { table[node * columns + c] = Float(row[c]) }
        }
        return Tensor(table, shape: [nodes, columns])
    }
}
