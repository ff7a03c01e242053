internal import Foundation

extension Prototype {
    /// The primitive cell with `elements` on its roles and the parameters of ``cell``, scaled to
    /// a volume of 1 Å³ per atom: the shape is known, the size is not.
    ///
    /// - Parameter elements: one for each of ``roles``, no more.
    public func crystal(decoratedWith elements: [Role: Element]) -> Crystal {
        let sized = crystal(decoratedWith: elements, cell: cell)
        return sized.scaled(toVolumePerAtom: 1)
    }

    /// The primitive cell with `elements` on its roles, cut from a conventional cell of known size.
    public func crystal(
        decoratedWith elements: [Role: Element], cell: PrototypeCell
    ) -> Crystal {
        precondition(
            Set(elements.keys) == Set(roles),
            "\(id) has the roles \(roles), the decoration \(elements.keys.sorted())")
        precondition(
            cell.pearsonLetter == self.cell.pearsonLetter,
            "\(id) is \(self.cell.pearsonLetter), the cell \(cell.pearsonLetter)")
        let conventional = cell.lattice
        let rows = primitiveBasis(centrings: centrings).map {
            conventional.cartesian(Fractional($0)).vector
        }
        let sites = zip(primitive.roles, primitive.points).compactMap { role, point in
            elements[role].map { Site($0, at: point) }
        }
        return Crystal(lattice: Lattice(rows: rows), sites: sites)
    }

    /// The same prototype with other values of its free coordinates: orbit index → one point.
    ///
    /// For a crystal whose own parameters are known, such as those of stishovite in the rutile type.
    public func refined(_ points: [Int: Fractional], from source: String) -> Prototype {
        var orbits = self.orbits
        for (index, point) in points {
            precondition(orbits.indices.contains(index), "\(id) has no orbit \(index)")
            orbits[index].position = point
        }
        return Prototype(id, name, compound, pearsonSymbol, spaceGroup, cell, orbits, from: source)
    }
}

extension Crystal {
    /// The same shape at another size.
    ///
    /// - Parameter volume: Å³ per atom, finite and positive.
    public func scaled(toVolumePerAtom volume: Double) -> Crystal {
        precondition(volume > 0 && volume.isFinite, "a volume per atom of \(volume) Å³")
        let factor = cbrt(volume / volumePerAtom)
        return Crystal(lattice: lattice.scaled(by: factor), sites: sites)
    }
}
