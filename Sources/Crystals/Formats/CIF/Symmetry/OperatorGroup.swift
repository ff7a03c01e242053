/// Symmetry operations that are a group, with what they are by themselves, whatever the cell.
struct OperatorGroup: Sendable {
    let operations: [SymmetryOperation]
    /// Number of the type, 1…230; nil where it cannot be found apart from a cell.
    let typeNumber: Int?
    /// The rotations without their doubles and negatives, which change lengths and angles alike.
    let rotations: [[SIMD3<Double>]]

    static let identity = OperatorGroup([.identity])

    init(_ operations: [SymmetryOperation]) {
        self.operations = operations
        var seen: Set<[SIMD3<Double>]> = []
        rotations = operations.map(\.rotation).filter { rotation in
            let isNew = !seen.contains(rotation) && !seen.contains(rotation.map { -$0 })
            seen.insert(rotation)
            return isNew
        }
        typeNumber = SpaceGroupType(of: operations, in: Self.anyLattice)?.number
    }

    /// A cell without symmetry, Å. The type is sought on what the operations make of it.
    private static let anyLattice = Lattice(
        lengths: SIMD3(6.1, 7.3, 8.9), angles: SIMD3(81, 97, 104))
}
