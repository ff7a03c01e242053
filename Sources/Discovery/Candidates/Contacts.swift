public import Crystals

/// Two neighbours and how their distance compares with a covalent bond.
public struct Contact: Hashable, Sendable {
    public var first: Element
    public var second: Element
    /// Å.
    public var distance: Double

    /// Distance over the sum of the single-bond covalent radii.
    public var ratio: Double {
        // Radii are tabulated in pm.
        100 * distance / (first.covalentRadius + second.covalentRadius)
    }

    /// For each atom its tightest contact, the one of the smallest ``ratio``; nil where every ratio
    /// exceeds `reach`.
    ///
    /// A contact of a ratio up to `reach` is no longer than `reach` bonds of the largest atom: nothing
    /// tighter lies outside the sphere that is searched.
    ///
    /// - Returns: [atoms]. Sites of mixed occupancy count with their first element.
    static func tightest(in crystal: Crystal, reach: Double) -> [Contact?] {
        let elements = crystal.sites.compactMap(\.species.components.first?.element)
        precondition(elements.count == crystal.sites.count, "a site without an element")
        let largest = elements.map(\.covalentRadius).max() ?? 0
        let neighbors = NeighborList(crystal, radius: reach * 2 * largest / 100)
        return elements.indices.map { atom in
            neighbors.edges(of: atom).map { edge in
                Contact(
                    first: elements[atom], second: elements[Int(neighbors.neighbors[edge])],
                    distance: neighbors.distances[edge])
            }.filter { $0.ratio <= reach }.min { $0.ratio < $1.ratio }
        }
    }
}
