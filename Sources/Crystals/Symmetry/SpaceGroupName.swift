/// A space group by number and international symbol.
public struct SpaceGroupName: Hashable, Sendable, Codable {
    /// 1…230.
    public var number: Int
    /// Hermann–Mauguin, short form, as spglib writes it: "F-43m".
    public var symbol: String

    public init(number: Int, symbol: String) { (self.number, self.symbol) = (number, symbol) }
}

extension Symmetry {
    public var spaceGroupName: SpaceGroupName { SpaceGroupName(number: spaceGroup, symbol: symbol) }

    /// Atoms of a primitive cell: those of the conventional one over its lattice points.
    public var primitiveSites: Int { conventionalCell.sites.count / latticePoints }

    /// Of the conventional cell: the centring is the symbol's first letter, R in hexagonal axes.
    private var latticePoints: Int {
        switch symbol.first {
        case "F": 4
        case "R": 3
        case "A", "B", "C", "I": 2
        default: 1
        }
    }
}

extension Crystal {
    /// The space group within 0.01 Å; nil where there is none to find.
    public var spaceGroupName: SpaceGroupName? { (try? CrystalSymmetry(self))?.spaceGroup }
}
