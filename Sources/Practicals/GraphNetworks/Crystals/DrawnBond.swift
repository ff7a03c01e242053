public import Crystals

/// A line between two atoms of a drawn crystal.
public struct DrawnBond: Hashable, Sendable, Encodable {
    public var from: Int
    public var to: Int
    /// Cells from one to the other.
    public var shift: [Int32]
    /// Å
    public var distance: Float

    /// Each once, at most `count` of them.
    public static func all(of crystal: Crystal, atMost count: Int = .max) -> [DrawnBond] {
        let rule = BondRule(crystal)
        let list = NeighborList(crystal, radius: rule.reach)
        var bonds: [DrawnBond] = []
        for from in crystal.sites.indices {
            for edge in list.edges(of: from) where bonds.count < count {
                let (to, shift) = (Int(list.neighbors[edge]), list.shifts[edge])
                let isFirst =
                    from != to ? from < to : (shift.x, shift.y, shift.z) > (0, 0, 0)
                guard isFirst, rule.isBond(from, to, list.distances[edge]) else { continue }
                bonds.append(
                    DrawnBond(
                        from: from, to: to, shift: shift.list,
                        distance: Float(list.distances[edge])))
            }
        }
        return bonds
    }
}
