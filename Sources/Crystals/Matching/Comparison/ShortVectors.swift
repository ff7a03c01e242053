/// The shortest of the vectors that differ by one of a lattice.
struct ShortVectors {
    private let lattice: Lattice
    /// The lattice vectors of −1, 0 and 1.
    private let images: [SIMD3<Double>]
    /// A vector with a smaller square is the shortest for sure: half the shortest lattice vector, Å².
    private let surelyShortest: Double

    /// - Parameter lattice: On short vectors.
    init(_ lattice: Lattice) {
        self.lattice = lattice
        let steps = [-1.0, 0, 1]
        images = steps.flatMap { x in
            steps.flatMap { y in
                steps.map { lattice.cartesian(Fractional(x, y, $0)).vector }
            }
        }
        let shortest = lattice.lengths.min()
        // A hair less, for the reduction of the lattice stops a hair short of the shortest.
        surelyShortest = 0.249 * shortest * shortest
    }

    func shortest(_ difference: CellPoint) -> SIMD3<Double> {
        let start = lattice.cartesian(Fractional(difference.fractional)).vector
        if start.dot(start) <= surelyShortest { return start }
        var best = start
        for image in images {
            let vector = start + image
            if vector.dot(vector) < best.dot(best) { best = vector }
        }
        return best
    }
}
