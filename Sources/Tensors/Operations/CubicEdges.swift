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
/// Between two nodes a distance h apart, Lagrange's cubic through the four around them leaves out
/// (1 + t) t (1 − t) (2 − t)/4! · h⁴ f⁗ of a function f, where t is 0…1: nothing at the nodes and
/// (9/16)/4! · h⁴ f⁗ half-way. So the nodes hold f and half of that, and the error is at most
///
///     (9/32)/4! · h⁴ · max |f⁗|.
///
/// The bond functions Σ_k w_k u_k(d) are sums of Gaussians one width s apart, which vary no faster than
/// cos(π d/s); its f⁗ is (π/s)⁴ times half its range. So with h = s/28 the error is at most 9.3·10⁻⁷ of
/// the range, whatever the weights; with the rounding to Float it is 9.5·10⁻⁷, measured. In the
/// networks that ship it is 1.9·10⁻⁷.
public struct BondGrid: Hashable, Sendable {
    public let basis: GaussianBasis

    /// Nodes in the width of a Gaussian.
    static let nodesPerStep = 28

    public init(_ basis: GaussianBasis) { self.basis = basis }

    /// Between nodes, in the unit of the distances.
    public var spacing: Double { Double(basis.step) / Double(Self.nodesPerStep) }

    /// From one before the distance 0 to five widths beyond the last centre, where every Gaussian is below
    /// the last bit.
    public var nodes: Int { (basis.centers + 4) * Self.nodesPerStep + 2 }

    /// Σ_k functions[k] u_k around every node.
    ///
    /// - Parameter functions: [centers, columns]
    /// - Returns: [nodes, columns]
    public func table(_ functions: Tensor) -> Tensor {
        let columns = functions.columns
        var table = [Float](repeating: 0, count: nodes * columns)
        var row = [Double](repeating: 0, count: columns)
        for node in 0..<nodes {
            for c in 0..<columns { row[c] = 0 }
            let t = Double(node - 1) / Double(Self.nodesPerStep)
            for k in max(0, Int(t) - 6)..<min(basis.centers, Int(t) + 8) {
                let u = Self.nodeValue(t - Double(k))
                for c in 0..<columns { row[c] += u * Double(functions.scalars[k * columns + c]) }
            }
            for c in 0..<columns { table[node * columns + c] = Float(row[c]) }
        }
        return Tensor(table, shape: [nodes, columns])
    }

    /// u + (9/32)/4! · h⁴ u⁗ of the Gaussian u = exp(−x²), where the unit of length is its width.
    private static func nodeValue(_ x: Double) -> Double {
        let (q, h) = (x * x, 1 / Double(nodesPerStep))
        let fourth = 16 * q * q - 48 * q + 12
        return Kernels.exponential(-q) * (1 + 9.0 / 32 / 24 * h * h * h * h * fourth)
    }
}
