/// The two inner loops of every neighbour search: which images are near, and in what order.
///
/// Near and far images come in no order that a processor could guess, so the scan, and the sort of the
/// few dozen that the nearest are chosen from, run without a branch on a distance. Bounds go unchecked
/// in release, as everywhere in ``Scratch``.
struct ImageScan: ~Copyable {
    /// How many images were found.
    private(set) var count = 0
    /// [count]; the images found.
    private(set) var images = Scratch<Int32>(capacity: 512)
    /// [count]; their squared distances after a scan, Å²; for the caller to replace by distances, Å.
    private(set) var distances = Scratch<Double>(capacity: 512)
    /// [count]; of an image, by ascending distance.
    private(set) var sortedImages = Scratch<Int32>(capacity: 512)
    /// [count]; ascending.
    private(set) var sortedDistances = Scratch<Double>(capacity: 512)
    /// Where the shells of a sort start.
    private var starts = Scratch<Int32>(capacity: 512)

    mutating func removeAll() { count = 0 }

    /// Room for as many images as there are.
    mutating func reserve(_ count: Int) {
        images.reserve(count + 2)
        distances.reserve(count + 2)
        sortedImages.reserve(count)
        sortedDistances.reserve(count)
    }

    /// Adds the images of a run whose |r − p|² is at most `limit`, Å².
    @inline(__always)
    mutating func add(
        _ run: (first: Int, end: Int), of all: borrowing AtomImages, around p: SIMD3<Double>,
        limit: Double
    ) {
        let (x, y, z) = (
            UnsafeRawPointer(all.x.base), UnsafeRawPointer(all.y.base), UnsafeRawPointer(all.z.base)
        )
        let (px, py, pz) = (
            SIMD2(repeating: p.x), SIMD2(repeating: p.y), SIMD2(repeating: p.z)
        )
        var image = run.first
        while image &+ 1 < run.end {
            let dx = x.loadUnaligned(fromByteOffset: image &* 8, as: SIMD2<Double>.self) - px
            let dy = y.loadUnaligned(fromByteOffset: image &* 8, as: SIMD2<Double>.self) - py
            let dz = z.loadUnaligned(fromByteOffset: image &* 8, as: SIMD2<Double>.self) - pz
            let squares = dx * dx + dy * dy + dz * dz
            add(image, squares.x, limit)
            add(image &+ 1, squares.y, limit)
            image &+= 2
        }
        if image < run.end {
            let (dx, dy, dz) = (all.x[image] - p.x, all.y[image] - p.y, all.z[image] - p.z)
            add(image, dx * dx + dy * dy + dz * dz, limit)
        }
    }

    /// Written in any case, kept by counting it.
    @inline(__always)
    private mutating func add(_ image: Int, _ square: Double, _ limit: Double) {
        images[count] = Int32(truncatingIfNeeded: image)
        distances[count] = square
        count &+= square <= limit ? 1 : 0
    }

    /// Distances from squared distances.
    mutating func takeRoots() {
        for k in 0..<count { distances[k] = distances[k].squareRoot() }
    }

    /// Sorts by distance; equal distances stay in the order in which they were found.
    ///
    /// The place of each is the number of those before it, counted two at a time. That is quadratic, and
    /// still the fastest for the few dozen that the nearest are chosen from.
    mutating func sort() {
        guard count <= 40 else { return sortMany() }
        // Behind the last, so that pairs may be read.
        distances[count] = .infinity
        let d = UnsafeRawPointer(distances.base)
        for i in 0..<count {
            let own = SIMD2(repeating: distances[i])
            var before = SIMD2<Int64>.zero
            var pair = 0
            while pair < i & ~1 {
                let others = d.loadUnaligned(fromByteOffset: pair &* 8, as: SIMD2<Double>.self)
                before.replace(with: before &+ 1, where: others .<= own)
                pair &+= 2
            }
            pair &+= 2
            while pair < count {
                let others = d.loadUnaligned(fromByteOffset: pair &* 8, as: SIMD2<Double>.self)
                before.replace(with: before &+ 1, where: others .< own)
                pair &+= 2
            }
            let isFirst = i & 1 == 0
            let partner = distances[i ^ 1]
            let isBehind = isFirst ? partner < own.x : partner <= own.x
            let place = Int(before.x &+ before.y) &+ (isBehind ? 1 : 0)
            sortedDistances[place] = own.x
            sortedImages[place] = images[i]
        }
    }

    /// By counting into as many shells of one volume as there are images, of which each then holds
    /// about one; what shares a shell moves to its place among the few beside it.
    private mutating func sortMany() {
        let shells = count
        starts.reserve(shells + 1)
        for shell in 0...shells { starts[shell] = 0 }
        var farthest = 0.0
        for k in 0..<count { farthest = max(farthest, distances[k]) }
        let volume = farthest * farthest * farthest
        let scale = volume > 0 ? Double(shells - 1) / volume : 0
        for k in 0..<count { starts[shell(of: distances[k], scale) &+ 1] &+= 1 }
        for shell in 0..<shells { starts[shell &+ 1] &+= starts[shell] }
        for k in 0..<count {
            let shell = shell(of: distances[k], scale)
            let place = Int(starts[shell])
            starts[shell] &+= 1
            sortedDistances[place] = distances[k]
            sortedImages[place] = images[k]
        }
        for k in 1..<count { settle(k) }
    }

    /// 0 for the innermost.
    @inline(__always)
    private func shell(of distance: Double, _ scale: Double) -> Int {
        Int(distance * distance * distance * scale)
    }

    /// Moves the k-th before those that are farther; equal ones keep their order.
    @inline(__always)
    private mutating func settle(_ k: Int) {
        let (distance, image) = (sortedDistances[k], sortedImages[k])
        var place = k
        while place > 0, sortedDistances[place &- 1] > distance {
            sortedDistances[place] = sortedDistances[place &- 1]
            sortedImages[place] = sortedImages[place &- 1]
            place &-= 1
        }
        sortedDistances[place] = distance
        sortedImages[place] = image
    }
}
