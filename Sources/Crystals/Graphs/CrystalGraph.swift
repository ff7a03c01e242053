/// A crystal as a network reads it: for each atom, its edges to neighbours and their lengths.
///
/// Flat arrays of 8 bytes an edge and 12 an atom; no positions and no tensors. The weight of
/// an edge is computed from its length and its atom's boundary, see ``weights``.
public struct CrystalGraph: Hashable, Sendable {
    /// Distinct species, in order of first appearance.
    public var species: [Species]
    /// [atoms]; index into ``species``.
    public var atoms: [Int32]
    /// [atoms + 1]; the edges of atom i are `offsets[i]..<offsets[i + 1]`, sorted by distance, then
    /// neighbour index, then shift.
    public var offsets: [Int32]
    /// [edges]; index of the neighbouring atom.
    public var neighbors: [Int32]
    /// [edges]; Å, or units of (V/N)^(1/3) if the rule is scale-free.
    public var distances: [Float]
    /// [atoms]; R of the tie rule in the unit of the distances, +∞ where the sphere holds
    /// fewer neighbours than wanted or the rule has no weights.
    public var boundaries: [Float]
    public var rule: GraphRule

    /// The graph of a crystal. Positions are wrapped into the cell first; sites may be in any
    /// order and anywhere, mixtures are species of their own.
    ///
    /// Traps on a cell without a volume or with numbers that are not finite: readers turn those away.
    /// For many crystals a ``CrystalGraphBuilder`` is faster.
    public init(_ crystal: Crystal, rule: GraphRule) {
        var builder = CrystalGraphBuilder(rule: rule)
        self = builder.graph(of: crystal)
    }

    init(
        species: [Species], atoms: [Int32], offsets: [Int32], neighbors: [Int32],
        distances: [Float], boundaries: [Float], rule: GraphRule
    ) {
        (self.species, self.atoms, self.offsets) = (species, atoms, offsets)
        (self.neighbors, self.distances) = (neighbors, distances)
        (self.boundaries, self.rule) = (boundaries, rule)
    }
}

extension CrystalGraph {
    public var atomCount: Int { atoms.count }
    public var edgeCount: Int { neighbors.count }

    /// The edges of one atom, as indices into the flat arrays.
    public func edges(of atom: Int) -> Range<Int> {
        Int(offsets[atom])..<Int(offsets[atom + 1])
    }

    /// How much an edge counts, 0…1, by ``GraphRule/Ties/shared(width:)``; 1 if the rule cuts.
    /// - Parameters:
    ///   - distance: of the edge, in the unit of ``distances``.
    ///   - boundary: of the edge's atom.
    public func weight(distance: Float, boundary: Float) -> Float {
        rule.ties.width == nil ? 1 : EdgeWeight(rule)(distance, boundary)
    }

    /// [edges]; the weight of every edge.
    public var weights: [Float] {
        guard rule.ties.width != nil else { return Array(repeating: 1, count: edgeCount) }
        let weight = EdgeWeight(rule)
        var weights: [Float] = []
        weights.reserveCapacity(edgeCount)
        for atom in atoms.indices {
            for edge in edges(of: atom) {
                weights.append(weight(distances[edge], boundaries[atom]))
            }
        }
        return weights
    }
}

/// w(d) of ``GraphRule/Ties/shared(width:)``, in Float.
struct EdgeWeight {
    let width: Float
    let radius: Float

    init(_ rule: GraphRule) { (width, radius) = (Float(rule.ties.width ?? 1), Float(rule.radius)) }

    func callAsFunction(_ distance: Float, _ boundary: Float) -> Float {
        let soft = (1 + width / 2 - distance / boundary) / width
        let taper = (radius - distance) / (radius * Float(SoftBoundary.taperShare))
        return min(1, max(0, soft)) * min(1, max(0, taper))
    }
}
