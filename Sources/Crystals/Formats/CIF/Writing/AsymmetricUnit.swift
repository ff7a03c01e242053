/// A cell as a CIF says it: a space group, and the sites from which it makes all others.
struct AsymmetricUnit {
    let lattice: Lattice
    let sites: [Site]
    /// Sites of the whole cell.
    let cellSites: Int
    let operations: [SymmetryOperation]
    /// Hermann–Mauguin symbol with its setting: "F d -3 m:1".
    let symbol: String
    /// 1…230, as in International Tables A.
    let number: Int

    /// All sites of the cell as it is, in P 1.
    init(whole crystal: Crystal) {
        (lattice, sites, operations) = (crystal.lattice, crystal.sites, [.identity])
        (symbol, number, cellSites) = ("P 1", 1, crystal.sites.count)
    }

    /// Of the conventional cell; nil where the group's operations do not give its sites.
    init?(_ symmetry: Symmetry) {
        let cell = symmetry.conventionalCell
        let group = SpaceGroupOperations(number: symmetry.spaceGroup)
        let expansion = SymmetryExpansion(operations: group.operations, lattice: cell.lattice)
        guard let sites = Self.representatives(of: cell, under: expansion) else { return nil }
        (self.sites, cellSites) = (sites, cell.sites.count)
        (lattice, operations, number) = (cell.lattice, group.operations, group.number)
        symbol = Self.symbol(of: group, in: cell.lattice) ?? symmetry.symbol
    }

    /// The first site of each orbit, on its special position.
    private static func representatives(
        of cell: Crystal, under expansion: SymmetryExpansion
    ) -> [Site]? {
        var waiting = cell.sites
        var found: [Site] = []
        while let site = waiting.first {
            let images = expansion.orbit(of: site.position)
            let count = waiting.count
            waiting.removeAll { other in
                other.species == site.species
                    && images.contains { expansion.isSame($0, other.position) }
            }
            guard count - waiting.count == images.count else { return nil }
            found.append(Site(site.species, at: images[0].wrapped))
        }
        return found
    }

    /// The name in gemmi's table of the setting that spglib takes as its standard.
    private static func symbol(of group: SpaceGroupOperations, in lattice: Lattice) -> String? {
        let operations = OperatorList(group.operations)
        let named = NamedSpaceGroup("\(group.number)", in: lattice)
        return [named, named?.aboutOtherOrigin].compactMap { $0 }.first { named in
            named.operations.count == group.operations.count
                && named.operations.allSatisfy(operations.contains)
        }?.symbol
    }
}
