/// The images of a crystal's atoms in and around its home cell, in flat arrays that a scan runs over.
///
/// Why none is missing. The planes f_k = const are a height h_k apart, so an image within the margin m
/// of an atom of the home cell has coordinates between −m/h_k and 1 + m/h_k. It also lies within m of
/// any sphere that holds the atoms of the home cell, which cuts the corners off that box.
///
/// Storage is reused from crystal to crystal.
struct AtomImages: ~Copyable {
    private(set) var count = 0
    /// Å; what is this near to any atom of the home cell is here.
    private(set) var margin = 0.0
    /// [images]; Å.
    private(set) var x = Scratch<Double>(capacity: 512)
    private(set) var y = Scratch<Double>(capacity: 512)
    private(set) var z = Scratch<Double>(capacity: 512)
    /// [images]; x, y, z are the shift from the site's given position to a position near the home
    /// cell, in units of the given lattice vectors; w is the site.
    private(set) var places = Scratch<SIMD4<Int32>>(capacity: 512)
    /// [atoms]; the image that is the atom of the home cell itself.
    private(set) var own = Scratch<Int32>()
    private(set) var bins = ImageBins()
    /// Whether the images stand in the order of sites, and of a site's shifts.
    private(set) var isOrdered = true

    mutating func removeAll() { (count, margin) = (0, 0) }

    /// Collects all images within `margin`, Å, of the home cell's atoms.
    mutating func collect(_ atoms: borrowing HomeAtoms, margin: Double) {
        let extent = margin / atoms.heights
        let ball = Ball(around: atoms, margin: margin)
        let cell = CellSteps(atoms.reduced)
        reserve(atoms.count, extent)
        (count, self.margin) = (0, margin)
        for site in 0..<atoms.count { collect(site, atoms, extent, ball, cell) }
        isOrdered = atoms.reduced.isOriginal && count < ImageBins.leastImages
        bins.removeAll()
        if count >= ImageBins.leastImages { sort(atoms.count) }
    }

    private mutating func reserve(_ atoms: Int, _ extent: SIMD3<Double>) {
        let most = 2 * extent + 2
        // One more is written behind the last and not kept.
        let bound = Int(most.x) * Int(most.y) * Int(most.z) * atoms + 1
        x.reserve(bound)
        y.reserve(bound)
        z.reserve(bound)
        places.reserve(bound)
        own.reserve(atoms)
    }

    /// The images of one site, by rising cell.
    private mutating func collect(
        _ site: Int, _ atoms: borrowing HomeAtoms, _ extent: SIMD3<Double>, _ ball: Ball,
        _ cell: CellSteps
    ) {
        // Coordinates are in [0, 1): truncation rounds towards the home cell.
        let low = extent + atoms.coordinates[site]
        let high = extent + 1 - atoms.coordinates[site]
        let (a0, b0, c0) = (-Int(low.x), -Int(low.y), -Int(low.z))
        let (a1, b1, c1) = (Int(high.x), Int(high.y), Int(high.z))
        let first = atoms.reduced.original(SIMD3(Double(a0), Double(b0), Double(c0)))
        var placeA = CellSteps.integers(first - atoms.offsets[site])
        placeA.w = Int32(truncatingIfNeeded: site)

        let (x, y, z, places) = (x.base, y.base, z.base, places.base)
        let position = atoms.positions[site]
        var (n, itself) = (count, count)
        for a in a0...a1 {
            var placeB = placeA
            for b in b0...b1 {
                let t = cell.a * Double(a) + cell.b * Double(b)
                var place = placeB
                for c in c0...c1 {
                    let r = position + (t + cell.c * Double(c))
                    (x[n], y[n], z[n], places[n]) = (r.x, r.y, r.z, place)
                    itself = a | b | c == 0 ? n : itself
                    n &+= ball.count(r)
                    place &+= cell.shiftC
                }
                placeB &+= cell.shiftB
            }
            placeA &+= cell.shiftA
        }
        count = n
        own[site] = Int32(truncatingIfNeeded: itself)
    }

    private mutating func sort(_ atoms: Int) {
        bins.divide(x, y, z, count, width: margin)
        bins.assign(x, y, z, count)
        bins.order(&x, count)
        bins.order(&y, count)
        bins.order(&z, count)
        bins.order(&places, count)
        for site in 0..<atoms { own[site] = bins.slots[Int(own[site])] }
    }

    /// Whether image p comes before image q in the order of sites, and of a site's shifts.
    @inline(__always)
    func precedes(_ p: Int32, _ q: Int32) -> Bool {
        let (p, q) = (places[Int(p)], places[Int(q)])
        if p.w != q.w { return p.w < q.w }
        if p.x != q.x { return p.x < q.x }
        return p.y != q.y ? p.y < q.y : p.z < q.z
    }

    /// Moves the atom itself out of sight of a scan, or back.
    ///
    /// - Returns: the x that it had, Å.
    mutating func moveOwn(of atom: Int, to x: Double) -> Double {
        let index = Int(own[atom])
        defer { self.x[index] = x }
        return self.x[index]
    }
}

/// A sphere.
struct Ball {
    /// Å.
    let center: SIMD3<Double>
    /// Å.
    let radius: Double

    /// Holds every atom, and everything within `margin` of one.
    init(around atoms: borrowing HomeAtoms, margin: Double) {
        var mean = SIMD3<Double>.zero
        for atom in 0..<atoms.count { mean += atoms.positions[atom] }
        mean /= Double(max(1, atoms.count))
        var square = 0.0
        for atom in 0..<atoms.count {
            let d = atoms.positions[atom] - mean
            square = max(square, d.dot(d))
        }
        (center, radius) = (mean, square.squareRoot() + margin)
    }

    /// 1 for a point in the ball, 0 for one outside; from the sign of a difference, because a branch
    /// would be guessed wrong too often.
    @inline(__always)
    func count(_ r: SIMD3<Double>) -> Int {
        let d = r - center
        return Int(truncatingIfNeeded: (radius * radius - d.dot(d)).bitPattern >> 63) ^ 1
    }
}

/// The steps from a cell of the reduced lattice to the next along each axis.
private struct CellSteps {
    /// Å.
    let a: SIMD3<Double>
    let b: SIMD3<Double>
    let c: SIMD3<Double>
    /// In units of the given lattice vectors; w is 0.
    let shiftA: SIMD4<Int32>
    let shiftB: SIMD4<Int32>
    let shiftC: SIMD4<Int32>

    init(_ reduced: ReducedLattice) {
        a = reduced.lattice.a.vector
        b = reduced.lattice.b.vector
        c = reduced.lattice.c.vector
        shiftA = Self.integers(reduced.transform.a)
        shiftB = Self.integers(reduced.transform.b)
        shiftC = Self.integers(reduced.transform.c)
    }

    @inline(__always)
    static func integers(_ v: SIMD3<Double>) -> SIMD4<Int32> {
        SIMD4(Int32(v.x), Int32(v.y), Int32(v.z), 0)
    }
}
