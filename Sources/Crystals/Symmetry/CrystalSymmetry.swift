/// What is asked of every crystal: its space group, and how large its primitive cell is.
///
/// ``Symmetry`` knows more, and takes a hundred times as long. Both say the same: where the answer
/// would not change between a third and three times the tolerance, it is found here; elsewhere
/// spglib is asked, whose answer then is one of several.
public struct CrystalSymmetry: Hashable, Sendable {
    public var spaceGroup: SpaceGroupName
    /// Sites of a primitive cell.
    public var primitiveSites: Int

    public init(spaceGroup: SpaceGroupName, primitiveSites: Int) {
        (self.spaceGroup, self.primitiveSites) = (spaceGroup, primitiveSites)
    }

    /// - Parameter tolerance: how far atoms may be from where symmetry wants them, Å.
    public init(_ crystal: Crystal, tolerance: Double = 0.01) throws(SymmetryError) {
        if let clear = Self(whereClear: crystal, tolerance: tolerance) {
            self = clear
            return
        }
        let symmetry = try Symmetry(crystal, tolerance: tolerance)
        (spaceGroup, primitiveSites) = (symmetry.spaceGroupName, symmetry.primitiveSites)
    }

    /// nil where the tolerance decides, or the crystal has no symmetry to find.
    init?(whereClear crystal: Crystal, tolerance: Double = 0.01) {
        guard SpglibCell.isSound(crystal, tolerance: tolerance),
            let cell = PrimitiveSites(crystal, tolerance: tolerance),
            let operations = CrystalOperations(of: cell, tolerance: tolerance),
            let name = SpaceGroupCatalogue.shared.name(of: operations)
        else { return nil }
        (spaceGroup, primitiveSites) = (name, cell.count)
    }
}
