public import Crystals

/// What a crystal must satisfy to be let on to a rung; a nil bound lets everything pass.
public struct Filters: Hashable, Sendable {
    /// eV/atom.
    public var maximumFormationEnergy: Double?
    /// GPa.
    public var minimumHardness: Double?
    /// MPa·m^½.
    public var minimumToughness: Double?
    /// K.
    public var minimumDebyeTemperature: Double?
    /// 0…1; crystals less like those that were made do not pass.
    public var minimumSynthesizability: Double?
    /// Atoms of the primitive cell, whatever cell the crystal came with.
    public var maximumAtoms: Int?
    /// No crystal that holds one of these.
    public var avoid: Set<Element>
    /// Only crystals that hold all of these.
    public var require: Set<Element>
    public var metals: Metals
    public var distinct: Distinct

    public init(
        maximumFormationEnergy: Double? = nil, minimumHardness: Double? = nil,
        minimumToughness: Double? = nil, minimumDebyeTemperature: Double? = nil,
        minimumSynthesizability: Double? = nil, maximumAtoms: Int? = nil, avoid: Set<Element> = [],
        require: Set<Element> = [],
        metals: Metals = .keep, distinct: Distinct = .no
    ) {
        self.maximumFormationEnergy = maximumFormationEnergy
        self.minimumHardness = minimumHardness
        self.minimumToughness = minimumToughness
        self.minimumDebyeTemperature = minimumDebyeTemperature
        self.minimumSynthesizability = minimumSynthesizability
        self.maximumAtoms = maximumAtoms
        (self.avoid, self.require) = (avoid, require)
        (self.metals, self.distinct) = (metals, distinct)
    }

    /// What to do with crystals of metallic elements only.
    public enum Metals: String, CaseIterable, Sendable {
        case keep
        case exclude
    }

    /// Which crystals count as the same, so that one place is not given twice.
    public enum Distinct: String, CaseIterable, Sendable {
        /// Every crystal may have its own place.
        case no = "off"
        case formula
        case formulaAndSpaceGroup = "formula-and-spacegroup"
    }

    /// What the filters look at.
    public struct Facts: Sendable {
        public var quantities: Quantities
        public var elements: ElementSet
        /// Of the primitive cell.
        public var sites: Int
        public var isOrdered: Bool

        public init(
            quantities: Quantities, elements: ElementSet, sites: Int, isOrdered: Bool = true
        ) {
            (self.quantities, self.elements) = (quantities, elements)
            (self.sites, self.isOrdered) = (sites, isOrdered)
        }
    }
}
