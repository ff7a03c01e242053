/// What is asked of every crystal: its space group, and how large its primitive cell is.
///
/// ``Symmetry`` knows more and takes a hundred times as long, for spglib refines the crystal. Both
/// mean the same by a tolerance and say the same, but for crystals that deviate from a symmetry by
/// almost the tolerance: there spglib may find its own refinement too inexact and take less.
public struct CrystalSymmetry: Hashable, Sendable {
    public var spaceGroup: SpaceGroupName
    /// Sites of a primitive cell.
    public var primitiveSites: Int

    public init(spaceGroup: SpaceGroupName, primitiveSites: Int) {
        (self.spaceGroup, self.primitiveSites) = (spaceGroup, primitiveSites)
    }

    /// - Parameter tolerance: how far atoms may be from where an operation brings others, Å.
    public init(_ crystal: Crystal, tolerance: Double = 0.01) throws(SymmetryError) {
        if let found = Self(searching: crystal, tolerance: tolerance) {
            self = found
            return
        }
        let symmetry = try Symmetry(crystal, tolerance: tolerance)
        (spaceGroup, primitiveSites) = (symmetry.spaceGroupName, symmetry.primitiveSites)
    }

    /// Without spglib; nil where the crystal has no symmetry to find, or the operations are no group.
    ///
    /// Operations that hold within a tolerance need not be a group; with a smaller one they are, at
    /// the latest where each holds exactly.
    init?(searching crystal: Crystal, tolerance: Double = 0.01) {
        guard !crystal.sites.isEmpty, SpglibCell.isSound(crystal, tolerance: tolerance) else {
            return nil
        }
        var smaller = tolerance
        for _ in 0..<Self.attempts {
            if let found = Self(of: crystal, within: smaller) {
                self = found
                return
            }
            smaller *= Self.step
        }
        return nil
    }

    /// spglib's.
    private static let (attempts, step) = (20, 0.95)

    private init?(of crystal: Crystal, within tolerance: Double) {
        guard let cell = PrimitiveSites(crystal, tolerance: tolerance),
            let operations = CrystalOperations(of: cell, tolerance: tolerance),
            let name = SpaceGroupCatalogue.shared.name(of: operations)
        else { return nil }
        self.init(spaceGroup: name, primitiveSites: cell.count)
    }
}
