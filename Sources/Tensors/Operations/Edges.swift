/// The edges of a batch of disjoint graphs.
public struct Edges: Sendable {
    /// [atoms + 1]; edges of atom i are offsets[i] ..< offsets[i + 1].
    public let offsets: [Int32]
    /// [edges] atom at the far end.
    public let neighbors: [Int32]
    /// [edges]
    public let distances: [Float]
    /// [edges] share with which each edge counts, 0…1.
    public let weights: [Float]
    /// Atom indices at which the batch may be cut so that no edge crosses: first 0, last `atoms`.
    public let pieces: [Int32]
    /// Σ weights: what BatchNorm divides by.
    public let totalWeight: Float

    public init(
        offsets: [Int32], neighbors: [Int32], distances: [Float], weights: [Float],
        pieces: [Int32]
    ) {
        precondition(
            neighbors.count == Int(offsets.last ?? 0) && distances.count == neighbors.count
                && weights.count == neighbors.count,
            "\(neighbors.count) neighbours, \(distances.count) distances, \(weights.count) weights")
        (self.offsets, self.neighbors) = (offsets, neighbors)
        (self.distances, self.weights, self.pieces) = (distances, weights, pieces)
        totalWeight = Float(weights.reduce(0.0) { $0 + Double($1) })
        precondition(isDivided, "an edge leaves its piece, or pieces do not hold all atoms")
    }

    /// What the loops rely on, which look at no index twice.
    private var isDivided: Bool {
        guard offsets.first == 0, pieces.first == 0, pieces.last.map(Int.init) == atoms,
            zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
            zip(pieces, pieces.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return false }
        return neighbors.withUnsafeBufferPointer { neighbors in
            (0..<(pieces.count - 1)).allSatisfy { piece in
                let atoms = pieces[piece]..<pieces[piece + 1]
                var (low, high) = (atoms.lowerBound, atoms.lowerBound)
                for e in edges(of: piece) {
                    low = min(low, neighbors[e])
                    high = max(high, neighbors[e])
                }
                return low >= atoms.lowerBound && (high < atoms.upperBound || atoms.isEmpty)
            }
        }
    }

    public var atoms: Int { offsets.count - 1 }
    public var count: Int { neighbors.count }

    /// [edges] the atom at the near end.
    public var centers: [Int32] {
        var all: [Int32] = []
        all.reserveCapacity(count)
        for atom in 0..<atoms {
            for _ in offsets[atom]..<offsets[atom + 1] { all.append(Int32(atom)) }
        }
        return all
    }

    /// Atoms of a piece.
    func atoms(of piece: Int) -> Range<Int> { Int(pieces[piece])..<Int(pieces[piece + 1]) }

    /// Edges of a piece.
    func edges(of piece: Int) -> Range<Int> {
        Int(offsets[Int(pieces[piece])])..<Int(offsets[Int(pieces[piece + 1])])
    }
}
