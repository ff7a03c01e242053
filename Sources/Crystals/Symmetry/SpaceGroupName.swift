/// A space group by number and international symbol.
public struct SpaceGroupName: Hashable, Sendable, Codable {
    /// 1…230.
    public var number: Int
    /// Hermann–Mauguin, short form, as spglib writes it: "F-43m".
    public var symbol: String

    public init(number: Int, symbol: String) { (self.number, self.symbol) = (number, symbol) }
}

extension Crystal {
    /// The space group that spglib finds within 0.01 Å; nil where it finds none.
    public var spaceGroupName: SpaceGroupName? {
        (try? Symmetry(self)).map { SpaceGroupName(number: $0.spaceGroup, symbol: $0.symbol) }
    }
}
