/// The convolutions of a trained network with everything constant folded into their weights: BatchNorm
/// with its running statistics, the factors of base-2 exponentials, and the bond functions as a table.
///
/// Evaluated by one thread piece by piece of the batch, all layers of a piece while it is in the cache.
/// What an atom gets depends on its own crystal alone, bit for bit.
public struct FoldedConvolutions: Sendable {
    public let grid: BondGrid
    let layers: [Layer]

    /// One convolution, folded.
    struct Layer: Sendable {
        /// [4F / 32][F][32]: centre and neighbour parts, scaled.
        let weights: AlignedMemory
        /// [4F], zero in the neighbour's part.
        let bias: AlignedMemory
        /// [nodes, 2F] in panels.
        let table: AlignedMemory
        /// [F] of the atoms' BatchNorm.
        let scale: [Float]
        let shift: [Float]
        let width: Int
    }

    public init(
        _ convolutions: [(GatedConvolution, GatedConvolution.Statistics)], grid: BondGrid
    ) {
        self.grid = grid
        layers = convolutions.map { Layer($0, $1, grid) }
    }

    /// - Parameter atoms: [atoms, F]
    /// - Returns: [atoms, F]
    public func callAsFunction(_ atoms: Tensor, on edges: CubicEdges) -> Tensor {
        precondition(edges.grid == grid, "edges on the grid \(edges.grid), layers on \(grid)")
        precondition(
            layers.allSatisfy { atoms.shape == [edges.edges.atoms, $0.width] },
            "atoms \(atoms.shape) of \(edges.edges.atoms) for layers of \(layers.map(\.width))")
        return layers.isEmpty ? atoms.detached : Kernels.evaluate(self, atoms, edges)
    }
}

extension FoldedConvolutions.Layer {
    init(
        _ convolution: GatedConvolution, _ statistics: GatedConvolution.Statistics, _ grid: BondGrid
    ) {
        // The loops compute σ(z ln 2) and softplus(z ln 2)/ln 2.
        let (log2e, ln2) = (Float(1.442_695_04), Float(0.693_147_18))
        let edge = convolution.edgeNorm.applied(statistics.edges)
        let atom = convolution.atomNorm.applied(statistics.atoms)
        let scale = edge.scale.map { $0 * log2e }
        width = convolution.width
        weights = Panels.blocks([
            convolution.center.scalingRows(scale), convolution.neighbor.scalingRows(scale),
        ])
        let shifted = zip(zip(convolution.bias.scalars, edge.scale), edge.shift).map { b, shift in
            (b.0 * b.1 + shift) * log2e
        }
        bias = AlignedMemory(shifted + [Float](repeating: 0, count: 2 * width))
        table = Panels.panels(grid.table(convolution.bond.scalingColumns(scale)))
        self.scale = atom.scale.map { $0 * ln2 }
        shift = atom.shift
    }
}

extension Tensor {
    /// Column c times `factors[c]`, off the tape.
    fileprivate func scalingColumns(_ factors: [Float]) -> Tensor {
        let width = columns
        var values = scalars
        for r in 0..<rows {
            for c in 0..<width { values[r * width + c] *= factors[c] }
        }
        return Tensor(values, shape: shape)
    }

    /// Row r times `factors[r]`, off the tape.
    fileprivate func scalingRows(_ factors: [Float]) -> Tensor {
        let width = columns
        var values = scalars
        for r in 0..<rows {
            for c in 0..<width { values[r * width + c] *= factors[r] }
        }
        return Tensor(values, shape: shape)
    }
}
