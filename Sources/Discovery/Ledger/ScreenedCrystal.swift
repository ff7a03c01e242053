public import Crystals

/// A crystal that the first rung has looked at: all of it but its structure.
public struct ScreenedCrystal: Hashable, Sendable {
    /// Position among the inputs, from 0: the key by which the ledger knows it.
    public var entry: Int
    public var id: String
    /// Reduced formula.
    public var formula: String
    /// nil where symmetry could not be determined.
    public var spaceGroup: SpaceGroupName?
    /// "prototype B1" or the file and line it stood in.
    public var origin: String
    /// Of the cell that it came with.
    public var sites: Int
    /// Of the primitive cell; of the given one where symmetry could not be determined.
    public var primitiveSites: Int
    public var isOrdered: Bool
    public var elements: ElementSet
    public var quantities: Quantities
    /// Sentences to read before trusting the numbers.
    public var caveats: [Remark]

    public init(
        entry: Int, id: String, formula: String, spaceGroup: SpaceGroupName?, origin: String,
        sites: Int, primitiveSites: Int, isOrdered: Bool, elements: ElementSet,
        quantities: Quantities,
        caveats: [Remark] = []
    ) {
        (self.entry, self.id, self.formula) = (entry, id, formula)
        (self.spaceGroup, self.origin) = (spaceGroup, origin)
        (self.sites, self.primitiveSites) = (sites, primitiveSites)
        (self.isOrdered, self.elements) = (isOrdered, elements)
        (self.quantities, self.caveats) = (quantities, caveats)
    }

    public static func == (a: Self, b: Self) -> Bool {
        a.entry == b.entry && a.id == b.id && a.formula == b.formula
            && a.spaceGroup == b.spaceGroup && a.origin == b.origin && a.sites == b.sites
            && a.primitiveSites == b.primitiveSites
            && a.isOrdered == b.isOrdered && a.elements == b.elements
            && a.quantities == b.quantities && a.caveats == b.caveats
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(entry) }

    var facts: Filters.Facts {
        Filters.Facts(
            quantities: quantities, elements: elements, sites: primitiveSites,
            isOrdered: isOrdered)
    }
}

/// Something to know about an input: a category to count by, and a sentence.
public struct Remark: Hashable, Sendable, Codable {
    /// In kebab-case: `overlapping-atoms`, `implausible-moduli`.
    public var category: String
    public var message: String

    public init(category: String, message: String) {
        (self.category, self.message) = (category, message)
    }
}

/// An input that does not take part in the ranking, and why.
public struct Rejection: Hashable, Sendable {
    /// Position among the inputs, from 0.
    public var entry: Int
    public var id: String
    /// The file and line it stood in, or the prototype it was made from.
    public var origin: String
    public var remark: Remark

    public init(entry: Int, id: String, origin: String, remark: Remark) {
        (self.entry, self.id, self.origin, self.remark) = (entry, id, origin, remark)
    }
}
