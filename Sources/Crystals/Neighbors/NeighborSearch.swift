internal import Foundation

/// The fast neighbour search: around each atom a scan over the images near the home cell, and for the
/// nearest few a sphere that grows only until they are certain.
///
/// Why it misses nothing within a radius r. ``AtomImages`` holds every image within its margin of
/// the home cell's atoms, and is collected anew with a larger margin where r exceeds it. Rounding
/// cannot lose a neighbour on the rim either: images are collected and kept up to r + `slack`, far more
/// than Double's error, and the distance that decides is the reference's own formula: of an image of an
/// atom that was given in the home cell the scan has computed just that, of others it is computed anew.
///
/// Why the nearest are certain. Everything within r is known. If at least k neighbours are, the k-th
/// nearest of them is the k-th nearest of all, at d_k ≤ r, and everything within
/// reach · d_k is known as soon as r ≥ reach · d_k. Otherwise r grows, to reach · d_k if d_k is
/// known, and at the latest at the full radius the sphere is complete.
///
/// Storage is reused from atom to atom and from crystal to crystal.
struct NeighborSearch: ~Copyable {
    /// How many neighbours the last search found.
    private(set) var count = 0

    private var atoms = HomeAtoms()
    private var images = AtomImages()
    private var scan = ImageScan()
    /// Where the next search for the nearest starts, Å: neighbouring atoms live alike.
    private var guess = 0.0

    /// Å. Positions up to a million ångström from the origin round by less than 1e-9.
    private static let slack = 1e-6

    init() {}

    /// A search among the atoms of a crystal.
    init(_ crystal: Crystal) { prepare(crystal) }

    /// Turns to another crystal.
    ///
    /// Traps on a cell without a volume and on coordinates beyond a million.
    /// - Parameter wrapping: whether positions are wrapped into the cell first.
    mutating func prepare(_ crystal: Crystal, wrapping: Bool = false) {
        atoms.place(crystal, wrapping: wrapping)
        images.removeAll()
        (count, guess) = (0, 0)
    }

    /// Finds every neighbour within `radius` (Å, inclusive).
    mutating func findAll(around atom: Int, within radius: Double) {
        precondition(radius > 0 && radius.isFinite, "radius \(radius) Å")
        let reach = radius + Self.slack
        if images.margin < reach {
            images.collect(atoms, margin: reach)
            scan.reserve(images.count)
        }
        scanImages(around: atom, within: reach)
        if atoms.isAsGiven { scan.takeRoots() } else { measure(from: atom) }
        scan.sort()
        if !images.isOrdered { orderTies() }
        count = scan.count
        cut(at: radius)
    }

    /// Finds every neighbour within min(`radius`, `reach` · d_k), where d_k is the distance of the
    /// `count`-th nearest; everything within `radius` if it holds fewer.
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
            let isFull = self.count >= count
            let needed = isFull ? min(radius, reach * distance(count - 1)) : radius
            if needed <= r {
                cut(at: needed)
                // A little more for the next atom, if that needs no further images.
                guess = max(needed, min(1.05 * needed, images.margin - Self.slack))
                return
            }
            r = isFull ? needed : min(radius, r * 1.4)
        }
    }

    /// Radius of a sphere that holds 1.5 · count atoms at the crystal's mean density, Å; no more than
    /// half of count times the shortest lattice vector, within which its multiples alone are enough,
    /// so that even a cell as thin as a hair takes no longer.
    private func firstGuess(_ count: Int) -> Double {
        let sphere = cubeRoot(1.5 * Double(count) * atoms.volumePerAtom * 3 / (4 * .pi))
        return min(sphere, Double((count + 1) / 2) * atoms.reduced.lattice.lengths.min())
    }

    private mutating func scanImages(around atom: Int, within radius: Double) {
        let p = atoms.positions[atom]
        let x = images.moveOwn(of: atom, to: .infinity)
        scan.removeAll()
        if images.bins.isEmpty {
            scan.add((0, images.count), of: images, around: p, limit: radius * radius)
        } else {
            images.bins.forEachRun(around: p, within: radius) { first, end in
                scan.add((first, end), of: images, around: p, limit: radius * radius)
            }
        }
        _ = images.moveOwn(of: atom, to: x)
    }

    /// The distances of what was found, in the order of operations of ``SiteGeometry``.
    private mutating func measure(from atom: Int) {
        let (a, b, c) = (atoms.lattice.a.vector, atoms.lattice.b.vector, atoms.lattice.c.vector)
        let (center, offset) = (atoms.given[atom], atoms.offsets[atom])
        for k in 0..<scan.count {
            let place = images.places[Int(scan.images[k])]
            let r = atoms.given[Int(place.w)]
            let (p, q, s) = (
                Double(place.x) + offset.x, Double(place.y) + offset.y, Double(place.z) + offset.z
            )
            // Component by component: three are a half-empty vector on most processors.
            let x = r.x + (a.x * p + b.x * q + c.x * s) - center.x
            let y = r.y + (a.y * p + b.y * q + c.y * s) - center.y
            let z = r.z + (a.z * p + b.z * q + c.z * s) - center.z
            scan.distances[k] = (x * x + y * y + z * z).squareRoot()
        }
    }

    /// Brings equal distances into the order of their sites, and of a site's shifts.
    private mutating func orderTies() {
        for k in 0..<scan.count where k > 0 && distance(k) == distance(k - 1) {
            let image = scan.sortedImages[k]
            var place = k
            while place > 0, distance(place - 1) == distance(k),
                images.precedes(image, scan.sortedImages[place - 1])
            {
                scan.sortedImages[place] = scan.sortedImages[place - 1]
                place -= 1
            }
            scan.sortedImages[place] = image
        }
    }

    /// Forgets what is farther than `radius`, Å.
    private mutating func cut(at radius: Double) {
        while count > 0, distance(count - 1) > radius { count -= 1 }
    }
}

/// What the last search found, by distance, equal distances by site and then by shift.
extension NeighborSearch {
    /// Å, of the k-th.
    @inline(__always)
    func distance(_ k: Int) -> Double { scan.sortedDistances[k] }

    /// Index of the k-th's site.
    @inline(__always)
    func site(_ k: Int) -> Int32 { images.places[Int(scan.sortedImages[k])].w }

    /// The cell that an atom was given in, in units of the lattice vectors from the home cell.
    func origin(of atom: Int) -> SIMD3<Int32> { SIMD3<Int32>(atoms.offsets[atom]) }

    /// Lattice translation of the k-th, for positions as given.
    /// - Parameter origin: of the atom that was searched around.
    @inline(__always)
    func shift(_ k: Int, from origin: SIMD3<Int32>) -> SIMD3<Int32> {
        let place = images.places[Int(scan.sortedImages[k])]
        return SIMD3(place.x, place.y, place.z) &+ origin
    }
}

func cubeRoot(_ x: Double) -> Double { cbrt(x) }
