internal import CSpglib

/// The operations of a space group in the setting that spglib takes as its first: unique axis b,
/// origin choice 1 where International Tables A give two, hexagonal axes for rhombohedral groups.
struct SpaceGroupOperations {
    let number: Int
    let operations: [SymmetryOperation]

    /// - Parameter number: 1…230, as in International Tables A.
    init(number: Int) {
        precondition((1...230).contains(number), "no space group has the number \(number)")
        self.number = number
        operations = Self.operations(hallNumber: Self.hallNumbers[number - 1])
    }

    /// The translations that centre the cell, the zero vector among them.
    var centrings: [SIMD3<Double>] {
        operations.filter(\.isTranslation).map { Fractional($0.translation).wrapped.vector }
    }

    /// For each space group the first Hall number that spglib lists for it.
    private static let hallNumbers: [Int32] = {
        var first = [Int32](repeating: 0, count: 230)
        for hall in (1...530).reversed() {
            let number = Int(spg_get_spacegroup_type(Int32(hall)).number)
            if (1...230).contains(number) { first[number - 1] = Int32(hall) }
        }
        return first
    }()

    private static func operations(hallNumber: Int32) -> [SymmetryOperation] {
        // No space group has more than 192 operations in its conventional cell.
        var rotations = [Int32](repeating: 0, count: 192 * 9)
        var translations = [Double](repeating: 0, count: 192 * 3)
        let count = rotations.withUnsafeMutableBytes { rotation in
            translations.withUnsafeMutableBytes { translation in
                spg_get_symmetry_from_database(
                    rotation.assumingMemoryBound(
                        to: ((Int32, Int32, Int32), (Int32, Int32, Int32), (Int32, Int32, Int32))
                            .self
                    ).baseAddress,
                    translation.assumingMemoryBound(to: (Double, Double, Double).self).baseAddress,
                    hallNumber)
            }
        }
        return (0..<Int(count)).map { index in
            let r = rotations[(9 * index)..<(9 * index + 9)].map(Double.init)
            let t = translations[(3 * index)..<(3 * index + 3)].map { $0 }
            return SymmetryOperation(
                rotation: [
                    SIMD3(r[0], r[1], r[2]), SIMD3(r[3], r[4], r[5]), SIMD3(r[6], r[7], r[8]),
                ],
                translation: SIMD3(t[0], t[1], t[2]))
        }
    }
}
