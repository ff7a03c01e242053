internal import Foundation

/// The fast neighbour search: cell lists on the reduced lattice, and for the nearest few a sphere
/// that grows only until they are certain.
///
/// Why it misses nothing within a radius r. The planes between bins along axis k are a
/// height h_k apart. An atom at β_k (its coordinate in bins) and a point in bin m_k of the endless
/// grid are at least as far apart as the planes between them, so a point within r lies in a bin with
/// ⌊β_k − r/h_k⌋ ≤ m_k ≤ ⌊β_k + r/h_k⌋ on every axis, and all of these bins are visited. The bin
/// m_k of the endless grid holds the atoms of bin m_k mod counts_k, shifted by ⌊m_k / counts_k⌋ cells.
/// Rounding cannot lose a neighbour on the rim either: bins are visited and candidates kept up
/// to r + `slack`, far more than Double's error, and the distance that decides is computed anew by
/// the reference's own formula.
///
/// Why the nearest are certain. Everything within r is known. If at least k neighbours are, the k-th
/// nearest of them is the k-th nearest of all, at d_k ≤ r, and everything within
/// reach · d_k is known as soon as r ≥ reach · d_k. Otherwise r grows, to reach · d_k if d_k is
/// known, and at the latest at the full radius the sphere is complete.
///
/// Scratch space is reused from atom to atom: a search allocates for a crystal, not for an atom.
struct NeighborSearch {
    /// The neighbours that the last search found, sorted.
    private(set) var found: [Neighbor] = []

    private let geometry: SiteGeometry
    private let reduced: ReducedLattice
    private let bins: AtomBins
    /// [atoms]; whole cells of the reduced lattice between the home cell and the given position.
    private let cells: [SIMD3<Double>]
    private var candidates: [BinCandidate] = []
    /// Where the next search for the nearest starts, Å: neighbouring atoms live alike.
    private var guess = 0.0

    /// Å. Positions up to a million ångström from the origin round by less than 1e-9.
    private static let slack = 1e-6

    init(_ crystal: Crystal) {
        Self.check(crystal)
        geometry = SiteGeometry(crystal)
        let reduced = ReducedLattice(crystal.lattice)
        let coordinates = geometry.positions.map { reduced.lattice.fractional(Cartesian($0)) }
        let home = coordinates.map(\.wrapped.vector)
        cells = zip(coordinates, home).map { ($0.vector - $1).rounded(.toNearestOrEven) }
        bins = AtomBins(home: home, lattice: reduced.lattice)
        self.reduced = reduced
        candidates.reserveCapacity(256)
        found.reserveCapacity(128)
    }

    private static func check(_ crystal: Crystal) {
        precondition(
            crystal.lattice.isFinite && crystal.lattice.volume > 0
                && crystal.lattice.volume.isFinite,
            "neighbours need a cell with a volume, not rows \(crystal.lattice.rows)")
        for site in crystal.sites {
            let p = site.position.vector
            precondition(
                abs(p.x) < 1e6 && abs(p.y) < 1e6 && abs(p.z) < 1e6,
                "fractional coordinates \(p) are no position")
        }
    }

    /// Leaves in ``found`` every neighbour within `radius` (Å, inclusive).
    mutating func findAll(around atom: Int, within radius: Double) {
        precondition(radius > 0 && radius.isFinite, "radius \(radius) Å")
        candidates.removeAll(keepingCapacity: true)
        bins.scan(around: atom, within: radius + Self.slack, into: &candidates)
        found.removeAll(keepingCapacity: true)
        for candidate in candidates {
            let neighbor = neighbor(candidate, of: atom)
            if neighbor.distance <= radius { found.append(neighbor) }
        }
        found.sort()
    }

    /// Leaves in ``found`` every neighbour within min(`radius`, `reach` · d_k), where d_k is the
    /// distance of the `count`-th nearest; everything within `radius` if it holds fewer.
    /// - Parameters:
    ///   - radius: Å.
    ///   - reach: at least 1.
    mutating func findNearest(
        _ count: Int, around atom: Int, within radius: Double, reach: Double
    ) {
        precondition(count > 0 && reach >= 1, "\(count) nearest, reach \(reach)")
        var r = min(radius, guess > 0 ? guess : firstGuess(count) * reach)
        while true {
            findAll(around: atom, within: r)
            let needed =
                found.count < count ? radius : min(radius, reach * found[count - 1].distance)
            if needed <= r {
                found.removeSubrange(found.prefix { $0.distance <= needed }.count...)
                guess = needed * 1.05
                return
            }
            r = found.count < count ? min(radius, r * 1.4) : needed
        }
    }

    /// Radius of a sphere that holds 1.5 · count atoms at the crystal's mean density, Å; no more than
    /// half of count times the shortest lattice vector, within which its multiples alone are enough,
    /// so that even a cell as thin as a hair takes no longer.
    private func firstGuess(_ count: Int) -> Double {
        let perAtom = reduced.lattice.volume / Double(geometry.positions.count)
        let sphere = cubeRoot(1.5 * Double(count) * perAtom * 3 / (4 * .pi))
        return min(sphere, Double((count + 1) / 2) * reduced.lattice.lengths.min())
    }

    private func neighbor(_ candidate: BinCandidate, of atom: Int) -> Neighbor {
        let site = Int(candidate.atom)
        let n = SIMD3<Double>(candidate.cell) - cells[site] + cells[atom]
        let shift = reduced.original(n)
        let distance = geometry.distance(from: atom, to: site, shift: shift)
        return Neighbor(distance: distance, site: candidate.atom, shift: shift)
    }
}

func cubeRoot(_ x: Double) -> Double { cbrt(x) }
