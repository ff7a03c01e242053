/// A grid of bins over the images around a large cell: a scan visits the bins near an atom, and the
/// time for all atoms grows no faster than their number.
///
/// Bins run over z fastest, so that all bins of a row that a sphere touches are one run of images.
struct ImageBins: ~Copyable {
    /// With fewer images a scan over all of them is faster (measured).
    static let leastImages = 360

    /// Å.
    private var corner = SIMD3<Double>.zero
    /// Bins in a length of 1 Å along each axis.
    private var density = SIMD3<Double>.zero
    /// Bins along each axis; zero where there is no grid.
    private var counts = SIMD3<Int>.zero
    /// [bins + 1]; the images of bin m are `starts[m]..<starts[m + 1]`.
    private var starts = Scratch<Int32>()
    /// [images]; the new place of each.
    private(set) var slots = Scratch<Int32>()
    private var copy = Scratch<SIMD4<Int32>>()

    var isEmpty: Bool { counts == .zero }

    mutating func removeAll() { counts = .zero }

    /// Divides the box of the images at x, y, z (Å) into columns as wide as the spheres that will be
    /// scanned, and these into quarters (measured: a finer grid loses in short runs what it wins in
    /// candidates).
    mutating func divide(
        _ x: borrowing Scratch<Double>, _ y: borrowing Scratch<Double>,
        _ z: borrowing Scratch<Double>, _ images: Int, width: Double
    ) {
        var (low, high) = (SIMD3(x[0], y[0], z[0]), SIMD3(x[0], y[0], z[0]))
        for image in 1..<images {
            let r = SIMD3(x[image], y[image], z[image])
            low = pointwiseMin(low, r)
            high = pointwiseMax(high, r)
        }
        corner = low
        density = SIMD3(1, 1, 4) / width
        // A cell that is mostly empty, or a needle across the axes, shall cost no more memory.
        let bins = ((high - low) * density + 1)
        let excess = bins.x * bins.y * bins.z / Double(4 * images)
        if excess > 1 { density /= cubeRoot(excess) }
        counts = indices(of: high) &+ 1
    }

    @inline(__always)
    private func indices(of r: SIMD3<Double>) -> SIMD3<Int> {
        let m = (r - corner) * density
        return SIMD3(Int(m.x), Int(m.y), Int(m.z))
    }

    /// Sorts the images at x, y, z (Å) by counting: sets ``slots``.
    mutating func assign(
        _ x: borrowing Scratch<Double>, _ y: borrowing Scratch<Double>,
        _ z: borrowing Scratch<Double>, _ images: Int
    ) {
        let bins = counts.x * counts.y * counts.z
        starts.reserve(bins + 2)
        slots.reserve(images)
        for bin in 0..<bins + 2 { starts[bin] = 0 }
        for image in 0..<images {
            let m = indices(of: SIMD3(x[image], y[image], z[image]))
            let bin = (m.x * counts.y + m.y) * counts.z + m.z
            slots[image] = Int32(truncatingIfNeeded: bin)
            starts[bin + 2] += 1
        }
        for bin in 0..<bins { starts[bin + 2] += starts[bin + 1] }
        // starts[m + 1] is where bin m begins, and moves to where it ends.
        for image in 0..<images {
            let bin = Int(slots[image])
            slots[image] = starts[bin + 1]
            starts[bin + 1] += 1
        }
    }

    /// Brings values of the images into the order of ``slots``.
    mutating func order<Value: BitwiseCopyable>(_ values: inout Scratch<Value>, _ images: Int) {
        precondition(MemoryLayout<Value>.stride <= MemoryLayout<SIMD4<Int32>>.stride)
        copy.reserve(images)
        let old = UnsafeMutableRawPointer(copy.base).bindMemory(to: Value.self, capacity: images)
        old.update(from: values.base, count: images)
        for image in 0..<images { values[Int(slots[image])] = old[image] }
    }

    /// Calls `body` with runs of images (first, end) that together hold all within `radius`, Å, of r.
    @inline(__always)
    func forEachRun(
        around r: SIMD3<Double>, within radius: Double, _ body: (Int, Int) -> Void
    ) {
        let low = indices(of: r - radius).clamped(lowerBound: .zero, upperBound: counts &- 1)
        let high = indices(of: r + radius).clamped(lowerBound: .zero, upperBound: counts &- 1)
        for i in low.x...high.x {
            for j in low.y...high.y {
                let row = (i &* counts.y &+ j) &* counts.z
                body(Int(starts[row &+ low.z]), Int(starts[row &+ high.z &+ 1]))
            }
        }
    }
}
