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

    /// Along each lattice vector the widest slice of the cell without atoms, Å, from face to face.
    public var gaps: SIMD3<Double> {
        let heights = lattice.heights
        return SIMD3((0..<3).map { axis in heights[axis] * widestGap(along: axis) })
    }

    /// In parts of the lattice vector.
    private func widestGap(along axis: Int) -> Double {
        let places = sites.map { $0.position.wrapped.vector[axis] }.sorted()
        guard let first = places.first, let last = places.last else { return 1 }
        let inner = zip(places.dropFirst(), places).map { $0 - $1 }.max() ?? 0
        return max(inner, first + 1 - last)
    }

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
