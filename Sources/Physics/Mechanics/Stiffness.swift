/// The elastic stiffness of a crystal: the 6×6 matrix c of σ = c·ε.
///
/// Voigt order xx yy zz yz xz xy with engineering shear strains, so c₄₄ is the shear modulus
/// itself (Nye, Physical Properties of Crystals, chapter VIII).
public struct Stiffness: Hashable, Sendable {
    /// c, [6, 6], GPa; symmetric.
    public let rows: [[Double]]

    /// How far cᵢⱼ and cⱼᵢ may differ, in shares of the largest element: calculated matrices are
    /// symmetric only to their own accuracy, and anything beyond it is a mistake in the input.
    public static let asymmetryTolerance = 0.02

    /// - Parameter rows: c, [6, 6], GPa; its symmetric part is kept.
    /// - Throws: ``StiffnessError`` if the shape, a number or the symmetry is wrong.
    public init(rows: [[Double]]) throws(StiffnessError) {
        guard rows.count == 6, rows.allSatisfy({ $0.count == 6 }) else {
            throw .shape(rowLengths: rows.map(\.count))
        }
        for (i, row) in rows.enumerated() {
            for (j, value) in row.enumerated() where !value.isFinite {
                throw .notFinite(row: i + 1, column: j + 1, value: value)
            }
        }
        let largest = rows.joined().map(abs).max() ?? 0
        for i in 0..<6 {
            for j in 0..<i where abs(rows[i][j] - rows[j][i]) > Self.asymmetryTolerance * largest {
                throw .asymmetric(row: i + 1, column: j + 1, rows[i][j], rows[j][i])
            }
        }
        self.rows = (0..<6).map { i in (0..<6).map { (rows[i][$0] + rows[$0][i]) / 2 } }
    }

    /// - Parameter upperTriangle: c₁₁ c₁₂ … c₁₆ c₂₂ … c₆₆, 21 numbers, GPa.
    public init(upperTriangle: [Double]) throws(StiffnessError) {
        guard upperTriangle.count == 21 else { throw .count(upperTriangle.count) }
        var rows = [[Double]](repeating: [Double](repeating: 0, count: 6), count: 6)
        var next = upperTriangle.makeIterator()
        for i in 0..<6 {
            for j in i..<6 {
                let value = next.next() ?? .nan
                (rows[i][j], rows[j][i]) = (value, value)
            }
        }
        try self.init(rows: rows)
    }

    /// The three independent stiffnesses of a cubic crystal, GPa.
    public init(c11: Double, c12: Double, c44: Double) throws(StiffnessError) {
        try self.init(
            rows: (0..<6).map { i in
                (0..<6).map { j in
                    if i < 3, j < 3 { return i == j ? c11 : c12 }
                    return i == j ? c44 : 0
                }
            })
    }

    /// The eigenvalues of c, ascending, GPa.
    ///
    /// In Voigt's form they are no tensor invariants, but their signs are: the step to Mandel's
    /// form, which has the invariants, is a congruence (Sylvester's law of inertia).
    public var eigenvalues: [Double] { matrix.decomposed().values }

    /// Born's criterion for a crystal without load: every strain costs energy, that is, all
    /// eigenvalues are positive (Mouhat & Coudert, Phys. Rev. B 90, 224104, 2014).
    public var isStable: Bool { eigenvalues.allSatisfy { $0 > 0 } }

    /// s = c⁻¹, [6, 6], 1/GPa.
    /// - Throws: ``StiffnessError/unstable(eigenvalues:)`` where the crystal is not stable, as the
    ///   inverse then has no physical meaning, if it exists at all.
    public func compliance() throws(StiffnessError) -> [[Double]] {
        let values = eigenvalues
        guard values.allSatisfy({ $0 > 0 }), let inverse = matrix.inverse else {
            throw .unstable(eigenvalues: values)
        }
        return (0..<6).map { i in (0..<6).map { inverse[i, $0] } }
    }

    private var matrix: SymmetricMatrix { SymmetricMatrix(rows: rows) }
}
