internal import Foundation

/// A lattice on the vectors of its Niggli cell, which are the shortest there are and, where those leave
/// a choice, chosen by rule: equal lattices have equal cells.
///
/// The steps are those of Křivý and Gruber, Acta Cryst. A32, 297 (1976), with equality within the small
/// ε of Grosse-Kunstleve, Sauter and Adams, Acta Cryst. A60, 1 (2004).
struct NiggliCell {
    /// Right-handed, Å.
    let lattice: Lattice
    /// x ↦ the same point on the vectors of ``lattice``.
    let turn: IntegerMatrix

    init(_ original: Lattice) {
        // Short vectors first: the steps below shorten a skewed cell one vector at a time.
        let short = ReducedLattice(original)
        var basis = NiggliBasis(short.lattice)
        basis.reduce()
        let rows = basis.isRightHanded ? basis.rows : -basis.rows
        lattice = short.lattice.combined(rows)
        turn = rows.inverse * IntegerMatrix(rows: short.transform).inverse
    }
}

extension Lattice {
    /// M · L, for the rows of M.
    func combined(_ rows: IntegerMatrix) -> Lattice {
        func vector(_ n: SIMD3<Int32>) -> Cartesian { cartesian(Fractional(SIMD3<Double>(n))) }
        return Lattice(a: vector(rows.a), b: vector(rows.b), c: vector(rows.c))
    }
}

/// Lattice vectors on their way to a Niggli cell.
private struct NiggliBasis {
    private let lattice: Lattice
    /// Å².
    private let epsilon: Double
    /// The vectors in units of those of `lattice`.
    private(set) var rows = IntegerMatrix.identity
    private var form: NiggliForm

    /// More than any cell that was reduced before needs.
    private static let mostSteps = 100

    init(_ lattice: Lattice) {
        self.lattice = lattice
        epsilon = 1e-5 * cbrt(lattice.volume)
        form = NiggliForm(lattice)
    }

    var isRightHanded: Bool { lattice.combined(rows).signedVolume > 0 }

    mutating func reduce() {
        for _ in 0..<Self.mostSteps {
            sortLengths()
            alignSigns()
            guard shorten() else { return }
        }
    }

    /// Steps 1 and 2: |a| ≤ |b| ≤ |c|, and where two are equal the angles decide.
    private mutating func sortLengths() {
        for _ in 0..<3 {
            if isAbove(form.aa, form.bb, or: form.bc, form.ac) { swap(\.a, \.b) }
            guard isAbove(form.bb, form.cc, or: form.ac, form.ab) else { return }
            swap(\.b, \.c)
        }
    }

    private func isAbove(_ p: Double, _ q: Double, or r: Double, _ s: Double) -> Bool {
        p > q + epsilon || (abs(p - q) < epsilon && abs(r) > abs(s) + epsilon)
    }

    private mutating func swap(
        _ p: WritableKeyPath<IntegerMatrix, SIMD3<Int32>>,
        _ q: WritableKeyPath<IntegerMatrix, SIMD3<Int32>>
    ) {
        (rows[keyPath: p], rows[keyPath: q]) = (rows[keyPath: q], rows[keyPath: p])
        form = NiggliForm(lattice.combined(rows))
    }

    /// Steps 3 and 4: all angles below 90°, or none.
    private mutating func alignSigns() {
        let signs = [form.bc, form.ac, form.ab].map { abs($0) < epsilon ? 0 : $0 < 0 ? -1 : 1 }
        let areAcute = signs.reduce(1, *) > 0
        var flips = signs.map { areAcute ? $0 : -$0 }
        let free = flips.lastIndex(of: 0)
        flips = flips.map { $0 == 0 ? 1 : $0 }
        if let free, flips.reduce(1, *) < 0 { flips[free] = -1 }
        rows.a = rows.a &* Int32(flips[0])
        rows.b = rows.b &* Int32(flips[1])
        rows.c = rows.c &* Int32(flips[2])
        form = NiggliForm(lattice.combined(rows))
    }

    /// Steps 5 to 8.
    /// - Returns: Whether a vector has become another.
    private mutating func shorten() -> Bool {
        if exceeds(form.bc, form.bb, form.ab, 2 * form.ac) {
            rows.c = rows.c &- rows.b &* sign(form.bc)
        } else if exceeds(form.ac, form.aa, form.ab, 2 * form.bc) {
            rows.c = rows.c &- rows.a &* sign(form.ac)
        } else if exceeds(form.ab, form.aa, form.ac, 2 * form.bc) {
            rows.b = rows.b &- rows.a &* sign(form.ab)
        } else if isDiagonalShorter {
            rows.c = rows.c &+ rows.a &+ rows.b
        } else {
            return false
        }
        form = NiggliForm(lattice.combined(rows))
        return true
    }

    /// |p| > q; or p = q and `other` above `limit`; or p = −q and `other` negative.
    private func exceeds(_ p: Double, _ q: Double, _ other: Double, _ limit: Double) -> Bool {
        abs(p) > q + epsilon || (abs(p - q) < epsilon && other > limit + epsilon)
            || (abs(p + q) < epsilon && other < -epsilon)
    }

    private var isDiagonalShorter: Bool {
        let sum = form.bc + form.ac + form.ab + form.aa + form.bb
        return sum < -epsilon
            || (abs(sum) < epsilon && 2 * (form.aa + form.ac) + form.ab > epsilon)
    }

    private func sign(_ x: Double) -> Int32 { x < 0 ? -1 : 1 }
}

/// a·a, b·b, c·c and twice b·c, a·c, a·b, Å².
private struct NiggliForm {
    let aa, bb, cc, bc, ac, ab: Double

    init(_ lattice: Lattice) {
        let (a, b, c) = (lattice.a.vector, lattice.b.vector, lattice.c.vector)
        (aa, bb, cc) = (a.dot(a), b.dot(b), c.dot(c))
        (bc, ac, ab) = (2 * b.dot(c), 2 * a.dot(c), 2 * a.dot(b))
    }
}
