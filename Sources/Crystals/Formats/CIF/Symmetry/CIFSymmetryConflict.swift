/// Whether the space group that a data block names is the one of the operators it was read with.
struct CIFSymmetryConflict {
    var group: OperatorGroup
    /// Of the asymmetric unit.
    var sites: [AtomSite]
    var lattice: Lattice
    /// Whether the block lists them, or names a group only.
    var areListed: Bool
    /// Whether the cell holds what the block's formula and Z say; nil where it does not say.
    var holdsFormula: () -> Bool?

    /// A finding for the first named group of another type; nil where there is none.
    func finding(_ declared: [NamedSpaceGroup]) -> Finding? {
        if declared.allSatisfy({ $0.number == group.typeNumber }) { return nil }
        let operations = group.operations
        guard let type = SpaceGroupType(of: operations, in: lattice),
            let other = declared.first(where: { $0.number != type.number })
        else { return nil }
        guard areListed else {
            return Finding(
                .conflictingSymmetry,
                "the block names \(type.symbol) (\(type.number)) and \(Self.name(other)), two space "
                    + "groups; the first was used, check which is meant")
        }
        if operations.count == 1 { return wholeCell(other) }
        return Finding(
            .conflictingSymmetry,
            "the \(operations.count) symmetry operators are of \(type.symbol) (\(type.number)), but "
                + "the block names \(Self.name(other)); the operators were used, check which is meant"
        )
    }

    /// "x,y,z" alone beside a higher symbol: many programs write all atoms of the cell so, and
    /// others the asymmetric unit only.
    private func wholeCell(_ other: NamedSpaceGroup) -> Finding? {
        if holdsFormula() ?? isComplete(under: other) { return nil }
        return Finding(
            .conflictingSymmetry,
            "the only symmetry operator is \"x,y,z\", but the block names \(Self.name(other)), which "
                + "its \(sites.count) sites do not fill; they were taken as the whole cell, so "
                + "add the operators if they are the asymmetric unit")
    }

    /// Whether the group, about either origin, makes no more atoms of the sites.
    private func isComplete(under group: NamedSpaceGroup) -> Bool {
        // Beyond it the search takes minutes, and no asymmetric unit has as many.
        guard sites.count <= 200 else { return true }
        let cell = SymmetryExpansion(operations: [.identity], lattice: lattice)
        let count = cell.expand(sites).count
        return [group, group.aboutOtherOrigin].compactMap { $0 }.contains { group in
            SymmetryExpansion(operations: group.operations, lattice: lattice)
                .expand(sites).count == count
        }
    }

    private static func name(_ group: NamedSpaceGroup) -> String {
        "\(group.symbol) (\(group.number), \(group.operations.count) operators)"
    }
}
