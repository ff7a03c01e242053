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
    /// The proper rotations that map a lattice on shortest vectors onto itself; nil where the
    /// tolerance decides.
    ///
    /// The basis goes to vectors of the same lengths with the same products; coordinates of vectors
    /// as short as those of a basis of shortest vectors are −1, 0 and 1.
    ///
    /// - Parameter tolerance: of lengths, Å.
    func rotations(tolerance: Double) -> [LatticeRotation]? {
        let (near, far) = (tolerance / SiteMatcher.margin, tolerance * SiteMatcher.margin)
        let basis = rows
        let images = basis.map { VectorImage.all(of: $0, in: self, within: far) }
        func deviation(_ p: VectorImage, _ q: VectorImage, _ j: Int, _ k: Int) -> Double {
            let length = max(basis[j].dot(basis[j]), basis[k].dot(basis[k])).squareRoot()
            return abs(p.vector.dot(q.vector) - basis[j].dot(basis[k])) / length
        }
        var rotations: [LatticeRotation] = []
        for a in images[0] {
            for b in images[1] {
                let ab = deviation(a, b, 0, 1)
                if ab > far { continue }
                for c in images[2] {
                    let matrix = IntegerMatrix(a: a.place, b: b.place, c: c.place)
                    let angles = max(ab, deviation(a, c, 0, 2), deviation(b, c, 1, 2))
                    if angles > far || matrix.determinant != 1 { continue }
                    if max(angles, a.deviation, b.deviation, c.deviation) > near { return nil }
                    rotations.append(LatticeRotation(matrix))
                }
            }
        }
        return rotations
    }
}

/// A lattice vector about as long as a given one.
private struct VectorImage {
    /// In units of the lattice vectors.
    let place: SIMD3<Int32>
    /// Å.
    let vector: SIMD3<Double>
    /// Of the lengths, Å.
    let deviation: Double

    /// The vectors with coordinates −1, 0 and 1 that are as long as `vector`, up to `far` (Å).
    static func all(
        of vector: SIMD3<Double>, in lattice: Lattice, within far: Double
    ) -> [VectorImage] {
        let length = vector.dot(vector).squareRoot()
        return places.compactMap { place in
            let image = lattice.cartesian(Fractional(SIMD3<Double>(place))).vector
            let deviation = abs(image.dot(image).squareRoot() - length)
            return deviation > far
                ? nil : VectorImage(place: place, vector: image, deviation: deviation)
        }
    }

    private static let places: [SIMD3<Int32>] = {
        let steps: [Int32] = [-1, 0, 1]
        let all = steps.flatMap { x in steps.flatMap { y in steps.map { SIMD3(x, y, $0) } } }
        return all.filter { $0 != .zero }
    }()
}
