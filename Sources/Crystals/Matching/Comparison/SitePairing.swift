/// Pairs the sites of two cells on one lattice such that the sum of their squared distances is least.
struct SitePairing {
    private let average: Lattice
    /// The average lattice on short vectors, and the way to them.
    private let short: ShortVectors
    private let turn: IntegerMatrix
    private let reach: PointReach
    /// (V/N)^⅓, Å.
    private let edge: Double

    struct Pairing {
        /// Displacements less their mean, in units of the edge.
        let rms: Double
        let largest: Double
        /// [sites of the fixed cell] the partner of each.
        let sites: [Int]
        /// The mean of the displacements.
        let shift: Fractional
    }

    init(on average: Lattice, _ edge: Double, _ siteTolerance: Double) {
        (self.average, self.edge) = (average, edge)
        let reduced = ReducedLattice(average)
        short = ShortVectors(reduced.lattice)
        turn = IntegerMatrix(rows: reduced.transform).inverse
        reach = PointReach(
            SIMD3(repeating: 2 * siteTolerance * edge) / reduced.lattice.heights)
    }

    /// - Parameters:
    ///   - fixed: The points that each get a partner, on the vectors of the average lattice.
    ///   - moving: The partners, as many.
    /// - Returns: nil where not all sites can have a partner within reach.
    func pairing(
        of fixed: [CellPoint], with moving: [CellPoint], _ partners: SitePartners
    ) -> Pairing? {
        var choices = PartnerChoices(sites: fixed.count)
        partners.forEachPair { site, other in
            let difference = turn(moving[other] &- fixed[site])
            guard reach.holds(difference) else { return }
            choices.add(site, other, short.shortest(difference))
        }
        guard let chosen = choices.best else { return nil }
        return pairing(chosen)
    }

    private func pairing(_ chosen: [PartnerChoices.Choice]) -> Pairing {
        let count = Double(chosen.count)
        let mean = chosen.reduce(SIMD3.zero) { $0 + $1.vector } / count
        let squares = chosen.map { choice in
            let d = choice.vector - mean
            return d.dot(d)
        }
        return Pairing(
            rms: (squares.reduce(0, +) / count).squareRoot() / edge,
            largest: (squares.max() ?? 0).squareRoot() / edge, sites: chosen.map(\.partner),
            shift: average.fractional(Cartesian(mean)))
    }
}
