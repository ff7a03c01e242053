/// The neighbours of every atom of a crystal within a radius, periodic images included.
///
/// The list is full: if j is a neighbour of i then i is a neighbour of j, and both edges are
/// stored. Every image of an atom is an edge of its own; an atom is never its own neighbour, though
/// its images in other cells are. The edges of an atom are sorted by distance, equal distances by
/// neighbour index and then by shift.
public struct NeighborList: Hashable, Sendable {
    /// [atoms + 1]; the edges of atom i are `offsets[i]..<offsets[i + 1]`.
    public private(set) var offsets: [Int32] = [0]
    /// [edges]; index of the neighbouring site.
    public private(set) var neighbors: [Int32] = []
    /// [edges]; lattice translation of the neighbour, in units of the lattice vectors, for
    /// positions as the crystal gives them (not wrapped).
    public private(set) var shifts: [SIMD3<Int32>] = []
    /// [edges]; |r[neighbor] + shift · L − r[center]|, Å.
    public private(set) var distances: [Double] = []

    public var atomCount: Int { offsets.count - 1 }
    public var edgeCount: Int { neighbors.count }

    /// Every neighbour within `radius` (Å, inclusive), by a scan over its surroundings.
    ///
    /// Equal, bit for bit, to ``exhaustive(_:radius:)``.
    public init(_ crystal: Crystal, radius: Double) {
        var search = NeighborSearch(crystal)
        for atom in crystal.sites.indices {
            search.findAll(around: atom, within: radius)
            append(search, around: atom, count: search.count)
        }
    }

    /// The `count` nearest neighbours of each atom among those within `radius` (Å): fewer where
    /// the sphere holds fewer. Equal distances at the end of the list are cut by neighbour index,
    /// then shift.
    public init(_ crystal: Crystal, nearest count: Int, within radius: Double) {
        var search = NeighborSearch(crystal)
        for atom in crystal.sites.indices {
            search.findNearest(count, around: atom, within: radius, reach: 1)
            append(search, around: atom, count: min(count, search.count))
        }
    }

    init() {}

    /// The edges of one atom, as indices into the flat arrays.
    public func edges(of atom: Int) -> Range<Int> {
        Int(offsets[atom])..<Int(offsets[atom + 1])
    }

    /// [edges]; r[neighbor] + shift · L − r[center], Å.
    /// - Parameter crystal: the one that the list was made from, or the same strained or with its
    ///   atoms displaced: the edges stay, and their vectors follow.
    public func displacements(in crystal: Crystal) -> [Cartesian] {
        precondition(
            crystal.sites.count == atomCount,
            "a list of \(atomCount) atoms for a crystal of \(crystal.sites.count)")
        let geometry = SiteGeometry(crystal)
        return (0..<atomCount).flatMap { atom in
            edges(of: atom).map { edge in
                let shift = SIMD3<Double>(shifts[edge])
                return Cartesian(
                    geometry.displacement(from: atom, to: Int(neighbors[edge]), shift: shift))
            }
        }
    }

    private mutating func append(
        _ search: borrowing NeighborSearch, around atom: Int, count: Int
    ) {
        let origin = search.origin(of: atom)
        for k in 0..<count {
            neighbors.append(search.site(k))
            shifts.append(search.shift(k, from: origin))
            distances.append(search.distance(k))
        }
        offsets.append(Int32(neighbors.count))
    }

    mutating func append(_ found: some Sequence<Neighbor>) {
        for neighbor in found {
            neighbors.append(neighbor.site)
            shifts.append(SIMD3<Int32>(neighbor.shift))
            distances.append(neighbor.distance)
        }
        offsets.append(Int32(neighbors.count))
    }
}

/// One neighbour of a given atom.
struct Neighbor: Comparable {
    /// Å.
    var distance: Double
    /// Index of the site.
    var site: Int32
    /// Lattice translation; integers, kept as Double because that is how they are used.
    var shift: SIMD3<Double>

    static func < (p: Self, q: Self) -> Bool {
        if p.distance != q.distance { return p.distance < q.distance }
        if p.site != q.site { return p.site < q.site }
        for k in 0..<3 where p.shift[k] != q.shift[k] { return p.shift[k] < q.shift[k] }
        return false
    }
}

/// The one place where a displacement is computed: the exhaustive reference and the fast search
/// both end here, so their distances agree to the last bit.
struct SiteGeometry {
    /// Rows of L, Å.
    let rows: [SIMD3<Double>]
    /// [atoms]; f · L, Å.
    let positions: [SIMD3<Double>]

    init(_ crystal: Crystal) {
        rows = crystal.lattice.rows
        positions = crystal.sites.map { crystal.lattice.cartesian($0.position).vector }
    }

    /// r[j] + shift · L − r[i], Å.
    func displacement(from i: Int, to j: Int, shift: SIMD3<Double>) -> SIMD3<Double> {
        let translation = rows[0] * shift.x + rows[1] * shift.y + rows[2] * shift.z
        return positions[j] + translation - positions[i]
    }

    /// Å.
    func distance(from i: Int, to j: Int, shift: SIMD3<Double>) -> Double {
        let d = displacement(from: i, to: j, shift: shift)
        return d.dot(d).squareRoot()
    }
}
