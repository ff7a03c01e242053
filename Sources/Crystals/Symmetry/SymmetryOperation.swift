/// A symmetry operation on fractional coordinates: f ↦ W f + w.
struct SymmetryOperation {
    /// Rows of W.
    var rotation: [SIMD3<Double>]
    /// w, in units of the lattice vectors.
    var translation: SIMD3<Double>

    static let identity = SymmetryOperation(
        rotation: [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)], translation: .zero)

    /// Whether it only moves: W is the identity.
    var isTranslation: Bool { rotation == Self.identity.rotation }

    func callAsFunction(_ f: Fractional) -> Fractional { Fractional(self(f.vector)) }

    func callAsFunction(_ f: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(rotation[0].dot(f), rotation[1].dot(f), rotation[2].dot(f)) + translation
    }
}
