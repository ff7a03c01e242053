/// The symmetry operations of a primitive cell, one for each of its rotations.
struct CrystalOperations {
    /// Sorted by code.
    let rotations: [LatticeRotation]
    /// [rotations]
    let translations: [CellPoint]

    /// nil where the tolerance decides which there are.
    ///
    /// An operation brings the first site of the rarest kind to one of that kind; in a primitive cell
    /// there is at most one with a given rotation.
    init?(of cell: PrimitiveSites, tolerance: Double) {
        guard let proper = cell.lattice.rotations(tolerance: tolerance) else { return nil }
        var found: [(rotation: LatticeRotation, translation: CellPoint)] = []
        for rotation in proper + proper.map({ -$0 }) {
            guard let translations = cell.matcher.translations(after: rotation.matrix),
                translations.count <= 1
            else { return nil }
            if let translation = translations.first { found.append((rotation, translation)) }
        }
        found.sort { $0.rotation.code < $1.rotation.code }
        rotations = found.map(\.rotation)
        translations = found.map(\.translation)
    }
}

extension SiteMatcher {
    /// The w for which x ↦ W x + w maps the sites onto themselves; nil where the tolerance decides.
    fileprivate func translations(after rotation: IntegerMatrix) -> [CellPoint]? {
        guard let rarest = sites.kinds.first else { return nil }
        let start = rotation(sites.points[rarest.lowerBound])
        var found: [CellPoint] = []
        for site in rarest {
            let translation = sites.points[site] &- start
            switch fit(rotation, translation) {
            case .within: found.append(translation)
            case .unsure: return nil
            case .beyond: continue
            }
        }
        return found
    }
}
