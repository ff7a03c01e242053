public import Crystals
public import Tensors

/// Several crystal graphs as one disjoint graph, with everything a network reads of them.
public struct GraphBatch: Sendable {
    /// [species, 92] feature vectors of the distinct species of the batch.
    public let species: Tensor
    /// [atoms] row of ``species``.
    public let atoms: [Int32]
    public let edges: Edges
    /// [crystals + 1]; atoms of crystal c are crystalOffsets[c] ..< crystalOffsets[c + 1].
    public let crystalOffsets: [Int32]

    /// Atoms after which a piece of work may end; the same whatever the number of threads.
    private static let pieceSize = 128

    public init(_ graphs: some Sequence<CrystalGraph>) {
        var rows: [Species: Int32] = [:]
        var features: [Float] = []
        var atoms: [Int32] = []
        var offsets: [Int32] = [0]
        var neighbors: [Int32] = []
        var crystals: [Int32] = [0]
        var pieces: [Int32] = [0]
        var (distances, weights): ([Float], [Float]) = ([], [])
        for graph in graphs {
            let (firstAtom, firstEdge) = (Int32(atoms.count), Int32(neighbors.count))
            let itsRows = graph.species.map { species in
                if let row = rows[species] { return row }
                let row = Int32(rows.count)
                rows[species] = row
                features += species.featureVector
                return row
            }
            for atom in graph.atoms { atoms.append(itsRows[Int(atom)]) }
            for end in graph.offsets.dropFirst() { offsets.append(firstEdge + end) }
            for neighbor in graph.neighbors { neighbors.append(firstAtom + neighbor) }
            distances += graph.distances
            weights += graph.weights
            crystals.append(Int32(atoms.count))
            if atoms.count - Int(pieces[pieces.count - 1]) >= Self.pieceSize {
                pieces.append(Int32(atoms.count))
            }
        }
        if pieces[pieces.count - 1] != Int32(atoms.count) { pieces.append(Int32(atoms.count)) }
        self.atoms = atoms
        crystalOffsets = crystals
        species = Tensor(features, shape: [rows.count, Element.featureCount])
        edges = Edges(
            offsets: offsets, neighbors: neighbors, distances: distances, weights: weights,
            pieces: pieces)
    }

    public var crystals: Int { crystalOffsets.count - 1 }

    /// [atoms] the value of the crystal that each atom belongs to.
    func spread(_ values: [Double]) -> [Double] {
        (0..<crystals).flatMap { c in
            repeatElement(values[c], count: Int(crystalOffsets[c + 1] - crystalOffsets[c]))
        }
    }

    /// [atoms] 1/n of the crystal each atom belongs to: the weights of a mean.
    public var meanWeights: [Float] {
        var weights: [Float] = []
        weights.reserveCapacity(atoms.count)
        for c in 0..<crystals {
            let count = Int(crystalOffsets[c + 1] - crystalOffsets[c])
            for _ in 0..<count { weights.append(1 / Float(count)) }
        }
        return weights
    }
}

extension Species {
    /// The element's feature vector; of a mixture, the mean by occupancy, normalised to one atom.
    var featureVector: [Float] {
        if case .element(let element) = self { return element.featureVector }
        let total = components.reduce(0) { $0 + $1.occupancy }
        var mean = [Float](repeating: 0, count: Element.featureCount)
        for component in components {
            let share = Float(component.occupancy / total)
            for (k, bit) in component.element.featureVector.enumerated() { mean[k] += share * bit }
        }
        return mean
    }
}
