/// Finds a smaller cell of a crystal whose atoms may stand up to a quarter of an ångström from where
/// the repetition has them: of a supercell whose atoms were moved a little.
///
/// ``PrimitiveSites`` finds all exact translations at once. Translations within so wide a tolerance
/// are no group, so here one smaller lattice after the other is tried and the sites on it are averaged:
/// what pymatgen's `get_primitive_structure` does, whose tolerance and whose order it has, for a verdict
/// on two crystals depends on the cells that are compared.
struct PrimitiveCellSearch {
    private let cell: MatchingCell
    /// Along each lattice vector, parts of it.
    private let tolerance: SIMD3<Double>
    /// Each brings every site to one of its kind, within twice the tolerance.
    private let translations: [CellPoint]

    /// Å, along each lattice vector.
    private static let tolerance = 0.25

    init(_ cell: MatchingCell) {
        let cell = Self.sorted(cell)
        self.cell = cell
        tolerance = SIMD3(repeating: Self.tolerance) / cell.lattice.lengths
        let reach = PointReach(2 * tolerance)
        // Of kinds of equally many sites, the first.
        let sizes = cell.kinds.map(\.sites.count)
        let rarest = cell.kinds[sizes.firstIndex(of: sizes.min() ?? 0) ?? 0]
        let starts = cell.points[rarest.sites]
        let first = starts[starts.startIndex]
        translations = starts.map { $0 &- first }.filter { translation in
            cell.kinds.allSatisfy { kind in
                let sites = cell.points[kind.sites]
                return sites.allSatisfy { site in
                    sites.contains { reach.holds($0 &- site &- translation) }
                }
            }
        }
    }

    /// The kinds by name, which sites of the rarest to start from and in what order the smaller cell has
    /// them.
    private static func sorted(_ cell: MatchingCell) -> MatchingCell {
        let order = cell.kinds.sorted { $0.name < $1.name }
        var (points, kinds): ([CellPoint], [MatchingCell.Kind]) = ([], [])
        for kind in order {
            let start = points.count
            points += cell.points[kind.sites]
            kinds.append(MatchingCell.Kind(species: kind.species, sites: start..<points.count))
        }
        return MatchingCell(lattice: cell.lattice, points: points, kinds: kinds)
    }

    /// The cell of the fewest repetitions that is smaller; nil where there is none.
    var smaller: MatchingCell? {
        // The zero vector is always there.
        guard translations.count > 1 else { return nil }
        let repetitions = cell.kinds.map(\.sites.count).reduce(0, greatestCommonDivisor)
        for size in Self.divisors(repetitions).dropFirst() {
            for a in Self.divisors(size) {
                for e in Self.divisors(size / a) {
                    if let found = smaller(a, e, size / a / e) { return found }
                }
            }
        }
        return nil
    }

    /// The first cell that fits of those that divide the given one by a · e · g.
    private func smaller(_ a: Int, _ e: Int, _ g: Int) -> MatchingCell? {
        guard isTranslation(Sublattice(a: a, e: e, g: g).inverse[2]) else { return nil }
        let fs = (0..<e).filter { isTranslation(Sublattice(a: a, e: e, f: $0, g: g).inverse[1]) }
        for b in 0..<a {
            for c in 0..<a {
                for f in fs {
                    let lattice = Sublattice(a: a, b: b, c: c, e: e, f: f, g: g)
                    guard isTranslation(lattice.inverse[0]) else { continue }
                    if let found = merged(on: lattice) { return found }
                }
            }
        }
        return nil
    }

    private func isTranslation(_ vector: SIMD3<Double>) -> Bool {
        let reach = PointReach(tolerance)
        let point = CellPoint(Fractional(vector))
        return translations.contains { reach.holds($0 &- point) }
    }

    /// The means of the sites that fall together; nil where these are not equally many everywhere.
    private func merged(on sublattice: Sublattice) -> MatchingCell? {
        let inverse = sublattice.inverse
        let lattice = Lattice(
            rows: inverse.map { cell.lattice.cartesian(Fractional($0)).vector })
        let merging = SiteMerging(
            copies: sublattice.size, turn: sublattice.rows,
            apart: PointReach(2 * tolerance),
            together: PointReach(SIMD3(repeating: Self.tolerance) / lattice.lengths))
        var (points, kinds): ([CellPoint], [MatchingCell.Kind]) = ([], [])
        for kind in cell.kinds {
            guard let means = merging.means(of: cell.points[kind.sites]) else { return nil }
            kinds.append(
                MatchingCell.Kind(
                    species: kind.species, sites: points.count..<points.count + means.count))
            points += means
        }
        return MatchingCell(lattice: lattice, points: points, kinds: kinds)
    }

    private static func divisors(_ n: Int) -> [Int] { (1...n).filter { n % $0 == 0 } }
}

/// How the vectors of a lattice are made of those of a finer one: (a b c), (0 e f), (0 0 g), with
/// b, c < a and f < e. Each lattice whose cell a · e · g finer ones fill has one such form (Hermite's).
private struct Sublattice {
    var a: Int
    var b = 0
    var c = 0
    var e: Int
    var f = 0
    var g: Int

    var size: Int { a * e * g }

    var rows: IntegerMatrix {
        IntegerMatrix(
            a: SIMD3(Int32(a), Int32(b), Int32(c)), b: SIMD3(0, Int32(e), Int32(f)),
            c: SIMD3(0, 0, Int32(g)))
    }

    /// The vectors of the finer lattice in units of the given ones.
    var inverse: [SIMD3<Double>] {
        let (a, b, c) = (Double(a), Double(b), Double(c))
        let (e, f, g) = (Double(e), Double(f), Double(g))
        return [
            SIMD3(1 / a, -b / (a * e), (b * f - c * e) / (a * e * g)),
            SIMD3(0, 1 / e, -f / (e * g)), SIMD3(0, 0, 1 / g),
        ]
    }
}

extension MatchingCell.Kind {
    fileprivate var name: String { species.components.map(\.element.symbol).joined() }
}
