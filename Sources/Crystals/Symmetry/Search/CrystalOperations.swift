/// The symmetry operations of a primitive cell, one for each of its rotations.
struct CrystalOperations {
    /// Sorted by code.
    let rotations: [LatticeRotation]
    /// [rotations]
    let translations: [CellPoint]

    /// nil where two operations have the same rotation within the tolerance (Å).
    ///
    /// An operation brings the first site of the rarest kind to one of that kind.
    init?(of cell: PrimitiveSites, tolerance: Double) {
        let proper = cell.lattice.rotations(tolerance: tolerance)
        var found: [(rotation: LatticeRotation, translation: CellPoint)] = []
        for rotation in proper + proper.map({ -$0 }) {
            let translations = cell.matcher.translations(after: rotation.matrix)
            guard translations.count <= 1 else { return nil }
            if let translation = translations.first { found.append((rotation, translation)) }
        }
        found.sort { $0.rotation.code < $1.rotation.code }
        rotations = found.map(\.rotation)
        translations = found.map(\.translation)
    }
}

extension SiteMatcher {
    /// The w for which x ↦ W x + w maps the sites onto themselves.
    fileprivate func translations(after rotation: IntegerMatrix) -> [CellPoint] {
        guard let rarest = sites.kinds.first else { return [] }
        let start = rotation(sites.points[rarest.lowerBound])
        return sites.points[rarest].map { $0 &- start }.filter { fits(rotation, $0) }
    }
}
