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
    public init(_ crystal: Crystal, rule: GraphRule) {
        self.rule = rule
        (species, atoms) = Self.distinctSpecies(of: crystal)
        offsets = [0]
        (neighbors, distances, boundaries) = ([], [], [])
        guard !crystal.sites.isEmpty else { return }
        offsets.reserveCapacity(atoms.count + 1)
        boundaries.reserveCapacity(atoms.count)
        neighbors.reserveCapacity(atoms.count * (rule.neighbors + 4))
        distances.reserveCapacity(atoms.count * (rule.neighbors + 4))
        connect(crystal)
    }

    private mutating func connect(_ crystal: Crystal) {
        var home = crystal
        for index in home.sites.indices {
            home.sites[index].position = home.sites[index].position.wrapped
        }
        let unit = rule.isScaleFree ? cubeRoot(crystal.volumePerAtom) : 1
        var search = NeighborSearch(home)
        switch rule.ties {
        case .cut: connectNearest(&search, unit: unit)
        case .shared(let width): connectShared(&search, unit: unit, width: width)
        }
    }

    private mutating func connectNearest(_ search: inout NeighborSearch, unit: Double) {
        for atom in atoms.indices {
            search.findNearest(
                rule.neighbors, around: atom, within: rule.radius * unit, reach: 1)
            for neighbor in search.found.prefix(rule.neighbors) {
                append(neighbor.site, Float(neighbor.distance / unit))
            }
            close(boundary: .infinity)
        }
    }

    private mutating func connectShared(
        _ search: inout NeighborSearch, unit: Double, width: Double
    ) {
        var soft = SoftBoundary(count: rule.neighbors, width: width, radius: rule.radius)
        var lengths: [Double] = []
        for atom in atoms.indices {
            search.findNearest(
                rule.neighbors, around: atom, within: rule.radius * unit, reach: soft.reach)
            lengths.removeAll(keepingCapacity: true)
            for neighbor in search.found { lengths.append(neighbor.distance / unit) }
            let boundary = Float(soft.solve(lengths))
            for (neighbor, length) in zip(search.found, lengths)
            where weight(distance: Float(length), boundary: boundary) > 0 {
                append(neighbor.site, Float(length))
            }
            close(boundary: boundary)
        }
    }

    private mutating func append(_ neighbor: Int32, _ distance: Float) {
        neighbors.append(neighbor)
        distances.append(distance)
    }

    private mutating func close(boundary: Float) {
        offsets.append(Int32(neighbors.count))
        boundaries.append(boundary)
    }

    private static func distinctSpecies(of crystal: Crystal) -> ([Species], [Int32]) {
        var species: [Species] = []
        let atoms = crystal.sites.map { site in
            if let known = species.firstIndex(of: site.species) { return Int32(known) }
            species.append(site.species)
            return Int32(species.count - 1)
        }
        return (species, atoms)
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
        guard case .shared(let width) = rule.ties else { return 1 }
        return EdgeWeight(width: width, radius: rule.radius)(distance, boundary)
    }

    /// [edges]; the weight of every edge.
    public var weights: [Float] {
        guard case .shared(let width) = rule.ties else {
            return Array(repeating: 1, count: edgeCount)
        }
        let weight = EdgeWeight(width: width, radius: rule.radius)
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
private struct EdgeWeight {
    let width: Float
    let radius: Float

    init(width: Double, radius: Double) {
        (self.width, self.radius) = (Float(width), Float(radius))
    }

    func callAsFunction(_ distance: Float, _ boundary: Float) -> Float {
        let soft = (1 + width / 2 - distance / boundary) / width
        let taper = (radius - distance) / (radius * Float(SoftBoundary.taperShare))
        return min(1, max(0, soft)) * min(1, max(0, taper))
    }
}
