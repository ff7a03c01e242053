public import Crystals
internal import Foundation
public import Tensors

/// What a trained network knows of a crystal before its head: the mean and the spread over atoms of
/// their features v at every depth, from the element alone to the last convolution.
///
///     log(softplus(v̄) + 0.05) and log(√(mean (v − v̄)²) + 0.05)
///
/// The features span orders of magnitude, and a head learns better from their logarithms.
/// A crystal's row does not depend on its neighbours in a batch.
public struct CrystalRepresentation: Sendable {
    public let network: CGCNN
    /// One convolution each, so that what is between them can be seen.
    private let convolutions: [FoldedConvolutions]

    public init(_ network: CGCNN) {
        self.network = network
        let grid = BondGrid(network.configuration.basis)
        convolutions = network.convolutions.map {
            FoldedConvolutions([($0.convolution, $0.running)], grid: grid)
        }
    }

    /// Mean and spread of F features at each depth.
    public var count: Int { 2 * network.configuration.width * (convolutions.count + 1) }

    /// - Returns: [crystals, count]: means of depth 0, spreads of depth 0, means of depth 1, …
    public func callAsFunction(_ batch: GraphBatch) -> Tensor {
        let edges = CubicEdges(batch.edges, grid: BondGrid(network.configuration.basis))
        var atoms = network.embedding(batch.species).gatheringRows(batch.atoms)
        var parts = moments(atoms, batch)
        for convolution in convolutions {
            atoms = convolution(atoms, on: edges)
            parts += moments(atoms, batch)
        }
        return Tensor(sideBySide: parts)
    }

    private func moments(_ atoms: Tensor, _ batch: GraphBatch) -> [Tensor] {
        func mean(_ x: Tensor) -> Tensor {
            x.summingSegments(offsets: batch.crystalOffsets, weights: batch.meanWeights)
        }
        // Of the deviations themselves: a difference of large squares would be rounding.
        let mean1 = mean(atoms)
        let own = batch.crystalOfAtoms
        let deviation = atoms - mean1.gatheringRows(own)
        let variance = mean(deviation * deviation)
        let spread = Tensor(variance.scalars.map { $0.squareRoot() }, shape: variance.shape)
        return [mean1.softplus(), spread].map { part in
            Tensor(part.scalars.map { log($0 + Self.floor) }, shape: part.shape)
        }
    }

    /// Below it features differ by noise; their logarithms are to be no noise.
    private static let floor: Float = 0.05

}

extension Tensor {
    /// [rows, columns of all] of matrices with as many rows each.
    public init(sideBySide parts: [Tensor]) {
        precondition(
            !parts.isEmpty && parts.allSatisfy { $0.rows == parts[0].rows },
            "matrices of shapes \(parts.map(\.shape)) side by side")
        let (rows, width) = (parts[0].rows, parts.reduce(0) { $0 + $1.columns })
        var values: [Float] = []
        values.reserveCapacity(rows * width)
        for row in 0..<rows {
            for part in parts {
                values += part.scalars[(row * part.columns)..<((row + 1) * part.columns)]
            }
        }
        self.init(values, shape: [rows, width])
    }
}

extension Dataset {
    /// [rows, features] what networks know of the crystals, whose graphs are by the networks' rule.
    public func representations(by networks: [CGCNN]) -> Tensor {
        Tensor(
            sideBySide: networks.map {
                CrystalRepresentation($0).rows(of: graphs(Array(rows.indices)))
            })
    }
}

extension CrystalRepresentation {
    /// Crystals that one thread takes at a time.
    private static let pieceSize = 64

    /// [graphs, count], on all threads.
    public func rows<Graphs: RandomAccessCollection<CrystalGraph> & Sendable>(
        of graphs: Graphs
    ) -> Tensor where Graphs.Index == Int {
        let starts = Array(stride(from: 0, to: graphs.count, by: Self.pieceSize))
        let parts = Workers.map(starts.count) { piece in
            let end = min(starts[piece] + Self.pieceSize, graphs.count)
            return self(GraphBatch(graphs[starts[piece]..<end])).scalars
        }
        return Tensor(Array(parts.joined()), shape: [graphs.count, count])
    }
}

extension GraphBatch {
    /// [atoms] the crystal of each.
    var crystalOfAtoms: [Int32] {
        (0..<crystals).flatMap { crystal in
            let count = Int(crystalOffsets[crystal + 1] - crystalOffsets[crystal])
            return [Int32](repeating: Int32(crystal), count: count)
        }
    }
}
