/// A group of rotations in whole numbers, and how the translations that stand with them are compared
/// whatever the origin.
///
/// Moving the origin by p adds (W − I)·p to each translation w. With w of all generators in one
/// column, and their W − I below each other in A, no shift changes k·w for a row k of whole numbers
/// with k·A = 0, and whole translations change it by whole numbers. These rows, the kernel of A, are all
/// there is: translations with the same k·w modulo 1 differ by a shift of the origin
/// (the first cohomology group; Zassenhaus, Comment. Math. Helv. 21, 117, 1948).
struct PointGroup {
    let rotations: [LatticeRotation]
    /// Indices into `rotations`: those of which all others are products.
    private let generators: [Int]
    /// Rows k, one column for each component of each generator's translation.
    private let kernel: [[Int]]
    /// For each row of the kernel the translations with k·w = 1 there and 0 in all other rows.
    private let duals: [[Int]]

    /// nil where the rotations are no group.
    init?(_ rotations: [LatticeRotation]) {
        guard let generators = Self.generators(of: rotations) else { return nil }
        (self.rotations, self.generators) = (rotations, generators)
        let elimination = RowElimination(
            generators.flatMap { Self.rowsOfDifference(rotations[$0].matrix) })
        (kernel, duals) = (elimination.kernel, elimination.duals)
    }

    /// The steps of k·w in which classes differ: elements of space groups have orders 2, 3, 4 and 6.
    private static let steps = 12

    /// What the translations have in common with those about any other origin, in twelfths; nil where
    /// they are too inexact to tell.
    ///
    /// - Parameter translations: [rotations]
    func classOfTranslations(_ translations: [CellPoint]) -> [Int]? {
        let column = generators.flatMap { generator in
            (0..<3).map { Int(translations[generator][$0]) }
        }
        var found: [Int] = []
        for row in kernel {
            let sum = zip(row, column).reduce(0) { $0 &+ $1.0 &* $1.1 }
            // Whole cells wrap away.
            let share = Double(Int32(truncatingIfNeeded: sum)) / CellPoint.unitsPerCell
            let exact = share * Double(Self.steps)
            let nearest = exact.rounded()
            guard abs(exact - nearest) < 0.25 else { return nil }
            found.append((Int(nearest) + Self.steps) % Self.steps)
        }
        return found
    }

    /// Operations of this class of translations, exact, about some origin; nil where they are no group.
    func operations(ofClass translations: [Int]) -> [SymmetryOperation]? {
        var column = [Int](repeating: 0, count: 3 * generators.count)
        for (value, dual) in zip(translations, duals) {
            for k in column.indices { column[k] += value * dual[k] }
        }
        var known: [IntegerMatrix: SIMD3<Int>] = [.identity: .zero]
        var last: [IntegerMatrix] = [.identity]
        while let rotation = last.popLast() {
            for (k, generator) in generators.enumerated() {
                let matrix = rotations[generator].matrix
                let own = SIMD3(column[3 * k], column[3 * k + 1], column[3 * k + 2])
                let translation = Self.wrapped(
                    Self.turned(known[rotation] ?? .zero, by: matrix) &+ own)
                let product = matrix * rotation
                guard let earlier = known[product] else {
                    known[product] = translation
                    last.append(product)
                    continue
                }
                if earlier != translation { return nil }
            }
        }
        return rotations.compactMap { rotation in
            known[rotation.matrix].map { Self.operation(rotation.matrix, $0) }
        }
    }

    private static func wrapped(_ t: SIMD3<Int>) -> SIMD3<Int> {
        let rest = t % SIMD3(repeating: steps)
        return (rest &+ steps) % SIMD3(repeating: steps)
    }

    private static func turned(_ t: SIMD3<Int>, by m: IntegerMatrix) -> SIMD3<Int> {
        SIMD3<Int>(truncatingIfNeeded: m(SIMD3<Int32>(truncatingIfNeeded: t)))
    }

    private static func operation(_ m: IntegerMatrix, _ t: SIMD3<Int>) -> SymmetryOperation {
        let (a, b, c) = (SIMD3<Double>(m.a), SIMD3<Double>(m.b), SIMD3<Double>(m.c))
        return SymmetryOperation(
            rotation: [SIMD3(a.x, b.x, c.x), SIMD3(a.y, b.y, c.y), SIMD3(a.z, b.z, c.z)],
            translation: SIMD3<Double>(t) / Double(steps))
    }

    /// The rows of W − I.
    private static func rowsOfDifference(_ w: IntegerMatrix) -> [[Int]] {
        (0..<3).map { row in
            [w.a, w.b, w.c].enumerated().map { column, vector in
                Int(vector[row]) - (row == column ? 1 : 0)
            }
        }
    }

    /// Each rotation that is no product of those before it; nil where a product is missing.
    private static func generators(of rotations: [LatticeRotation]) -> [Int]? {
        let all = Set(rotations.map(\.matrix))
        var made: Set<IntegerMatrix> = [.identity]
        var generators: [Int] = []
        for (index, rotation) in rotations.enumerated() where !made.contains(rotation.matrix) {
            generators.append(index)
            var last = Array(made)
            while let element = last.popLast() {
                for generator in generators {
                    let product = rotations[generator].matrix * element
                    guard all.contains(product) else { return nil }
                    if made.insert(product).inserted { last.append(product) }
                }
            }
        }
        return made.count == all.count && all.count == rotations.count ? generators : nil
    }
}
