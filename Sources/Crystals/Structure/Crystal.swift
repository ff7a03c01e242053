/// A place in the cell and what stands there.
public struct Site: Hashable, Sendable {
    public var species: Species
    public var position: Fractional

    public init(_ species: Species, at position: Fractional) {
        (self.species, self.position) = (species, position)
    }

    public init(_ element: Element, at position: Fractional) {
        self.init(.element(element), at: position)
    }
}

/// A crystal: a lattice and the sites of one cell, symmetry expanded.
public struct Crystal: Hashable, Sendable {
    public var lattice: Lattice
    public var sites: [Site]

    public init(lattice: Lattice, sites: [Site]) {
        (self.lattice, self.sites) = (lattice, sites)
    }

    /// Volume of the cell per site, Å³.
    public var volumePerAtom: Double { lattice.volume / Double(sites.count) }

    public var isOrdered: Bool { sites.allSatisfy(\.species.isOrdered) }

    /// The elements present, by atomic number.
    public var elements: Set<Element> {
        var present = Set<Element>()
        for site in sites {
            for component in site.species.components { present.insert(component.element) }
        }
        return present
    }
}
