public import Crystals
public import Discovery

/// A crystal as the catalogue knows it, without its structure.
public struct CatalogueEntry: Hashable, Sendable {
    /// The number by which the catalogue knows it until its store is indexed again.
    public var key: Int64
    /// Of letters, digits and "_.~-": the collection, a point and the name in it; the same each time that a
    /// store is indexed.
    public var identifier: String
    public var collection: String
    /// In its store.
    public var name: String
    /// The file that it came from, or "prototype B1".
    public var source: String
    /// "line 12"; nil where the source is one record.
    public var place: String?
    /// Smallest formula, as people write it: "Li3Fe2(PO4)3".
    public var formula: String
    /// ``CatalogueColumn/reducedFormula``, ``CatalogueColumn/hillFormula`` and
    /// ``CatalogueColumn/anonymousFormula``.
    public var reducedFormula, hillFormula, anonymousFormula: String?
    /// By atomic number.
    public var elements: [Element]
    /// Of the cell that it came with.
    public var sites: Int
    public var isOrdered: Bool
    public var spaceGroup: SpaceGroupName?
    /// The space group's symbol as ``CatalogueColumn/hermannMauguin``.
    public var hermannMauguin: String?
    /// Of the cell, Å³.
    public var volume: Double
    /// g/cm³.
    public var density: Double
    /// From 1; nil where it was not screened.
    public var rank: Int?
    /// The Pareto front, from 1.
    public var front: Int?
    /// "shortlisted", "refined", "screened" or "filtered"; nil where it was not screened.
    public var status: String?
    /// Seconds since 1970.
    public var lastModified: Int
    /// In the order of the columns that were asked for; nil where unknown.
    public var values: [Double?]
}

/// A number of a crystal with all that is known of it.
public struct CatalogueValue: Hashable, Sendable {
    public var property: CatalogueProperty
    public var value: Double
    /// The ends of its 90 % interval, where it has one.
    public var low: Double?
    public var high: Double?
    public var origin: Origin
}

/// A kind of number that crystals of the catalogue have.
public struct CatalogueProperty: Hashable, Sendable {
    /// As in stores: ``Discovery/Quantity``'s raw value or the label's name.
    public var name: String
    /// Empty where nobody knows it.
    public var unit: String

    public init(name: String, unit: String) { (self.name, self.unit) = (name, unit) }

    /// Whether it is an end of the interval of another.
    public var isEnd: Bool { Self.ends.contains(name) }

    private static let ends = Set(
        Quantity.allCases.compactMap(\.interval).flatMap { [$0.low.rawValue, $0.high.rawValue] })
}

/// Of which values a property is.
public struct CatalogueRange: Hashable, Sendable {
    public var property: CatalogueProperty
    /// Crystals that have it.
    public var count: Int
    public var low: Double
    public var high: Double
}

/// Two numbers of every crystal that has both: the points of a diagram.
public struct CataloguePoints: Sendable {
    public var keys: [Int64]
    public var x: [Float]
    public var y: [Float]
}
