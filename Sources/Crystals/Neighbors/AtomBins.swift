/// Cell lists: the atoms of a crystal sorted into the bins of a grid on its reduced cell.
///
/// Each axis of the cell is divided into a whole number of bins, so the grid continues without
/// a seam into every image of the cell: bin m + n · counts is bin m shifted by n cells.
struct AtomBins {
    /// The cell that is divided, Å.
    let lattice: Lattice
    /// [atoms]; coordinates on `lattice`, in [0, 1).
    let home: [SIMD3<Double>]
    /// Bins along each axis.
    let counts: SIMD3<Int>
    /// Distance between the opposite faces of a bin, Å.
    let heights: SIMD3<Double>
    /// [bins + 1]; the atoms of bin m stand in `slots[starts[m]..<starts[m + 1]]`. Bins run over
    /// the third axis fastest.
    private(set) var starts: [Int32]
    /// [atoms], bin after bin.
    private(set) var slots: [Slot]

    /// An atom of the home cell.
    struct Slot {
        /// Å.
        var x, y, z: Double
        /// Index of the site.
        var atom: Int32
    }

    /// - Parameter home: [atoms]; coordinates on `lattice`, in [0, 1).
    init(home: [SIMD3<Double>], lattice: Lattice) {
        (self.lattice, self.home) = (lattice, home)
        let cell = lattice.heights
        let counts = Self.counts(heights: cell, atoms: home.count, volume: lattice.volume)
        self.counts = counts
        heights = cell / SIMD3<Double>(counts)

        let bins = home.map { Self.bin(of: $0, counts: counts) }
        starts = Array(repeating: 0, count: counts.x * counts.y * counts.z + 1)
        for bin in bins { starts[bin + 1] += 1 }
        for bin in 1..<starts.count { starts[bin] += starts[bin - 1] }

        slots = Array(repeating: Slot(x: 0, y: 0, z: 0, atom: 0), count: home.count)
        var next = starts
        for (atom, bin) in bins.enumerated() {
            let r = lattice.cartesian(Fractional(home[atom]))
            slots[Int(next[bin])] = Slot(x: r.x, y: r.y, z: r.z, atom: Int32(atom))
            next[bin] += 1
        }
    }

    /// About two atoms a bin: with fewer the walk over empty bins is dear, with more the corners
    /// of the box that lie outside the sphere. Never more bins along an axis than atoms, so that
    /// a long cell that is almost empty costs no memory.
    private static func counts(
        heights: SIMD3<Double>, atoms: Int, volume: Double
    ) -> SIMD3<Int> {
        let most = Double(max(atoms, 1))
        let wanted = (heights / cubeRoot(2 * volume / most)).rounded(.down)
        return SIMD3<Int>(
            wanted.clamped(lowerBound: SIMD3(repeating: 1), upperBound: SIMD3(repeating: most)))
    }

    private static func bin(of home: SIMD3<Double>, counts: SIMD3<Int>) -> Int {
        // u < 1, and yet u · count can round to count.
        let m = SIMD3<Int>((home * SIMD3<Double>(counts)).rounded(.down))
            .clamped(lowerBound: .zero, upperBound: counts &- 1)
        return (m.x * counts.y + m.y) * counts.z + m.z
    }
}
