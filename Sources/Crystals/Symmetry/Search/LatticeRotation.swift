/// A rotation or rotoinversion in whole numbers, of −1, 0 and 1 only: as those of a lattice on its
/// shortest vectors are.
struct LatticeRotation: Hashable {
    /// The nine elements as digits in base three, column by column.
    let code: UInt16
    let matrix: IntegerMatrix

    init(_ matrix: IntegerMatrix) {
        self.matrix = matrix
        code = Self.digits(matrix.a) * 729 + Self.digits(matrix.b) * 27 + Self.digits(matrix.c)
    }

    private static func digits(_ column: SIMD3<Int32>) -> UInt16 {
        UInt16(13 + column.x * 9 + column.y * 3 + column.z)
    }

    static prefix func - (rotation: Self) -> Self { LatticeRotation(-rotation.matrix) }
}

extension Lattice {
    /// The proper rotations that map a lattice on shortest vectors onto itself.
    ///
    /// The basis goes to vectors of the same lengths at the same angles; coordinates of vectors as
    /// short as those of a basis of shortest vectors are −1, 0 and 1.
    ///
    /// - Parameter tolerance: of lengths, and of the way that an angle moves the ends of its vectors,
    ///   Å.
    func rotations(tolerance: Double) -> [LatticeRotation] {
        let basis = rows.map { LatticeVector(.zero, $0) }
        let images = basis.map { LatticeVector.all(as: $0, in: self, tolerance) }
        func isSame(_ p: LatticeVector, _ q: LatticeVector, _ j: Int, _ k: Int) -> Bool {
            LatticeVector.isSameAngle(p, q, as: basis[j], basis[k], tolerance)
        }
        var rotations: [LatticeRotation] = []
        for a in images[0] {
            for b in images[1] where isSame(a, b, 0, 1) {
                for c in images[2] {
                    let matrix = IntegerMatrix(a: a.place, b: b.place, c: c.place)
                    guard matrix.determinant == 1, isSame(a, c, 0, 2), isSame(b, c, 1, 2)
                    else { continue }
                    rotations.append(LatticeRotation(matrix))
                }
            }
        }
        return rotations
    }
}

/// A lattice vector by coordinates and in space.
private struct LatticeVector {
    /// In units of the lattice vectors.
    let place: SIMD3<Int32>
    /// Å.
    let vector: SIMD3<Double>
    /// Å.
    let length: Double

    init(_ place: SIMD3<Int32>, _ vector: SIMD3<Double>) {
        (self.place, self.vector) = (place, vector)
        length = vector.dot(vector).squareRoot()
    }

    /// The vectors with coordinates −1, 0 and 1 that are as long as `other`.
    static func all(
        as other: LatticeVector, in lattice: Lattice, _ tolerance: Double
    ) -> [LatticeVector] {
        places.map { place in
            LatticeVector(
                place, lattice.cartesian(Fractional(SIMD3<Double>(place))).vector)
        }.filter { abs($0.length - other.length) <= tolerance }
    }

    /// Whether the angle between p and q is that between r and s: sin Δθ · √(l l′) ≤ tolerance, as
    /// spglib compares.
    static func isSameAngle(
        _ p: LatticeVector, _ q: LatticeVector, as r: LatticeVector, _ s: LatticeVector,
        _ tolerance: Double
    ) -> Bool {
        let cosine = p.vector.dot(q.vector) / (p.length * q.length)
        let other = r.vector.dot(s.vector) / (r.length * s.length)
        let sines = max(0, (1 - cosine * cosine) * (1 - other * other)).squareRoot()
        let difference = cosine * other + sines
        let squaredSine = max(0, 1 - difference * difference)
        // Less is rounding.
        if squaredSine < 1e-12 { return true }
        let squaredLength = (p.length + r.length) * (q.length + s.length) / 4
        return squaredSine * squaredLength <= tolerance * tolerance
    }

    private static let places: [SIMD3<Int32>] = {
        let steps: [Int32] = [-1, 0, 1]
        let all = steps.flatMap { x in steps.flatMap { y in steps.map { SIMD3(x, y, $0) } } }
        return all.filter { $0 != .zero }
    }()
}
