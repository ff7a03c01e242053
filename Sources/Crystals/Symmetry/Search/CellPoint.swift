/// A point of the cell: fractional coordinates in units of 2⁻³², so that sums wrap as the cell does,
/// and combinations with whole numbers are exact. In a cell of 10 Å a unit is 2·10⁻⁹ Å.
typealias CellPoint = SIMD3<Int32>

extension CellPoint {
    /// Units in a lattice vector.
    static let unitsPerCell = 4_294_967_296.0

    /// - Parameter position: within a million cells.
    init(_ position: Fractional) {
        let units = position.vector * Self.unitsPerCell
        self.init(
            Int32(truncatingIfNeeded: Int64(units.x)), Int32(truncatingIfNeeded: Int64(units.y)),
            Int32(truncatingIfNeeded: Int64(units.z)))
    }

    /// From the nearest corner of the cell, each in [−½, ½).
    var fractional: SIMD3<Double> { SIMD3<Double>(self) / Self.unitsPerCell }
}

/// A 3×3 matrix of whole numbers that acts on points of the cell: x ↦ a·x₁ + b·x₂ + c·x₃.
struct IntegerMatrix: Hashable {
    /// The columns: where the three basis vectors go.
    var a: SIMD3<Int32>
    var b: SIMD3<Int32>
    var c: SIMD3<Int32>

    static let identity = IntegerMatrix(
        a: SIMD3(1, 0, 0), b: SIMD3(0, 1, 0), c: SIMD3(0, 0, 1))

    func callAsFunction(_ x: CellPoint) -> CellPoint { a &* x.x &+ b &* x.y &+ c &* x.z }

    static prefix func - (m: Self) -> Self {
        IntegerMatrix(a: .zero &- m.a, b: .zero &- m.b, c: .zero &- m.c)
    }

    /// `n` first, then `m`.
    static func * (m: Self, n: Self) -> Self {
        IntegerMatrix(a: m(n.a), b: m(n.b), c: m(n.c))
    }

    var determinant: Int32 {
        let minor = SIMD3(
            b.y &* c.z &- b.z &* c.y, b.z &* c.x &- b.x &* c.z, b.x &* c.y &- b.y &* c.x)
        return (a &* minor).wrappedSum()
    }

    /// Of a matrix of determinant ±1.
    var inverse: IntegerMatrix {
        let d = determinant
        precondition(abs(d) == 1, "no inverse in whole numbers of determinant \(d)")
        let (p, q, r) = (Self.cross(b, c), Self.cross(c, a), Self.cross(a, b))
        return IntegerMatrix(
            a: SIMD3(p.x, q.x, r.x) &* d, b: SIMD3(p.y, q.y, r.y) &* d,
            c: SIMD3(p.z, q.z, r.z) &* d)
    }

    private static func cross(_ p: SIMD3<Int32>, _ q: SIMD3<Int32>) -> SIMD3<Int32> {
        SIMD3(
            p.y &* q.z &- p.z &* q.y, p.z &* q.x &- p.x &* q.z, p.x &* q.y &- p.y &* q.x)
    }
}

extension IntegerMatrix {
    /// x ↦ x · M, for the rows of M.
    init(rows: RowMatrix) {
        self.init(a: SIMD3<Int32>(rows.a), b: SIMD3<Int32>(rows.b), c: SIMD3<Int32>(rows.c))
    }
}
