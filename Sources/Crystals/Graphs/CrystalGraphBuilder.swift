/// Builds the graphs of many crystals by one rule, in storage that it keeps from one to the next.
public struct CrystalGraphBuilder: ~Copyable {
    public let rule: GraphRule
    private var search = NeighborSearch()
    private var soft: SoftBoundary
    private let weight: EdgeWeight
    /// Of the present graph; its arrays as in ``CrystalGraph``.
    private var edges = 0
    private var offsets = Scratch<Int32>()
    private var boundaries = Scratch<Float>()
    private var neighbors = Scratch<Int32>(capacity: 1024)
    private var distances = Scratch<Float>(capacity: 1024)
    /// [found]; distances of the present atom in the unit of the rule.
    private var lengths = Scratch<Double>()

    public init(rule: GraphRule) {
        self.rule = rule
        soft = SoftBoundary(rule)
        weight = EdgeWeight(rule)
    }

    /// The graph of a crystal, see ``CrystalGraph/init(_:rule:)``.
    public mutating func graph(of crystal: Crystal) -> CrystalGraph {
        let atoms = crystal.sites.count
        offsets.reserve(atoms + 1)
        boundaries.reserve(atoms)
        (edges, offsets[0]) = (0, 0)
        if atoms > 0 { connect(crystal) }
        let (species, indices) = crystal.distinctSpecies
        return CrystalGraph(
            species: species, atoms: indices, offsets: offsets.prefix(atoms + 1),
            neighbors: neighbors.prefix(edges), distances: distances.prefix(edges),
            boundaries: boundaries.prefix(atoms), rule: rule)
    }

    private mutating func connect(_ crystal: Crystal) {
        search.prepare(crystal, wrapping: true)
        let unit = rule.isScaleFree ? cubeRoot(crystal.volumePerAtom) : 1
        for atom in crystal.sites.indices {
            switch rule.ties {
            case .cut: connectNearest(atom, unit: unit)
            case .shared: connectShared(atom, unit: unit)
            }
            offsets[atom + 1] = Int32(edges)
        }
    }

    /// - Parameter unit: of the rule's lengths, Å.
    private mutating func connectNearest(_ atom: Int, unit: Double) {
        search.findNearest(rule.neighbors, around: atom, within: rule.radius * unit, reach: 1)
        takeLengths(unit: unit)
        append(min(search.count, rule.neighbors))
        boundaries[atom] = .infinity
    }

    private mutating func connectShared(_ atom: Int, unit: Double) {
        search.findNearest(
            rule.neighbors, around: atom, within: rule.radius * unit, reach: soft.reach)
        takeLengths(unit: unit)
        let boundary = Float(soft.solve(lengths, search.count))
        // A weight never rises with the distance. Most of those that count for nothing are told by
        // a product, which is cheaper than the quotient in the weight itself.
        var count = search.count
        let beyond = Double(boundary) * (1 + Double(weight.width))
        while count > 0, lengths[count - 1] > beyond { count -= 1 }
        while count > 0, !(weight(Float(lengths[count - 1]), boundary) > 0) { count -= 1 }
        append(count)
        boundaries[atom] = boundary
    }

    private mutating func takeLengths(unit: Double) {
        lengths.reserve(search.count)
        for k in 0..<search.count { lengths[k] = search.distance(k) / unit }
    }

    /// Edges to the first `count` neighbours found.
    private mutating func append(_ count: Int) {
        neighbors.reserve(edges + count, keeping: edges)
        distances.reserve(edges + count, keeping: edges)
        for k in 0..<count {
            neighbors[edges + k] = search.site(k)
            distances[edges + k] = Float(lengths[k])
        }
        edges += count
    }
}

extension Crystal {
    /// The species in order of first appearance, and for each site an index into them.
    fileprivate var distinctSpecies: ([Species], [Int32]) {
        var species: [Species] = []
        let indices = sites.map { site in
            if let known = species.firstIndex(of: site.species) { return Int32(known) }
            species.append(site.species)
            return Int32(species.count - 1)
        }
        return (species, indices)
    }
}
