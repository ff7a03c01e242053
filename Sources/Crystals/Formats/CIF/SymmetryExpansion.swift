/// All sites of the cell from those of the asymmetric unit.
struct SymmetryExpansion {
    var operations: [SymmetryOperation]
    var lattice: Lattice

    /// Two images closer than this are one atom, Å. Coordinates are given to three or four digits
    /// (0.333 for ⅓ is 0.01 Å off in a cell of 30 Å), and no two atoms come closer.
    static let tolerance = 0.1

    /// Sites on one position become one site with the occupancies of all; each then gets its
    /// images, once.
    func expand(_ sites: [LabelledSite]) -> [Site] {
        var groups: [(images: [Fractional], components: [Species.Component])] = []
        for site in sites {
            let component = Species.Component(site.element, occupancy: site.occupancy)
            let shared = groups.firstIndex { group in
                group.images.contains { isSame($0, site.position) }
            }
            if let shared {
                groups[shared].components.append(component)
            } else {
                groups.append((orbit(of: site.position), [component]))
            }
        }
        return groups.flatMap { group in
            let species = Species(components: group.components)
            return group.images.map { Site(species, at: $0) }
        }
    }

    /// The distinct images of a position, brought onto the special position it stands on.
    func orbit(of position: Fractional) -> [Fractional] {
        let exact = centred(position)
        // The position itself stays in the cell it was given in.
        var images = [exact]
        for operation in operations {
            let image = operation(exact).wrapped
            if !images.contains(where: { isSame($0, image) }) { images.append(image) }
        }
        return images
    }

    /// The mean of the images that fall on the position itself: the operators of a special
    /// position then map it to itself exactly, and rounded thirds become thirds.
    private func centred(_ position: Fractional) -> Fractional {
        var sum = SIMD3<Double>.zero
        var count = 0.0
        for operation in operations {
            let offset = difference(operation(position), position)
            guard lattice.cartesian(Fractional(offset)).length < Self.tolerance else { continue }
            sum += offset
            count += 1
        }
        return count > 1 ? Fractional(position.vector + sum / count) : position
    }

    func isSame(_ a: Fractional, _ b: Fractional) -> Bool {
        lattice.cartesian(Fractional(difference(a, b))).length < Self.tolerance
    }

    /// a − b, by whole cells brought next to zero.
    private func difference(_ a: Fractional, _ b: Fractional) -> SIMD3<Double> {
        let d = a.vector - b.vector
        return d - d.rounded(.toNearestOrAwayFromZero)
    }
}
