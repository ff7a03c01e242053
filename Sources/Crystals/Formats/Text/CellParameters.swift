extension Lattice {
    /// A lattice from the lengths (Å) and angles (degrees) that a file gives.
    ///
    /// - Throws: `invalid-cell` where they close no cell.
    static func checked(
        lengths: SIMD3<Double>, angles: SIMD3<Double>
    ) throws(Finding) -> Lattice {
        let lattice = Lattice(lengths: lengths, angles: angles)
        let isCell = (0..<3).allSatisfy { k in
            lengths[k] > 0 && lengths[k] < 1e5 && angles[k] > 0 && angles[k] < 180
        }
        guard isCell, lattice.isFinite, lattice.volume > 0 else {
            throw Finding(
                .invalidCell,
                "lengths \(words(lengths)) Å and angles \(words(angles))° close no cell; correct them"
            )
        }
        return lattice
    }

    private static func words(_ v: SIMD3<Double>) -> String { "\(v.x), \(v.y), \(v.z)" }
}
