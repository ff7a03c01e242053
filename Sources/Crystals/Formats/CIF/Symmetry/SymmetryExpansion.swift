/// All sites of the cell from those of the asymmetric unit.
struct SymmetryExpansion {
    private let operations: [Operation]
    /// Whether the identity is all there is.
    private let isTrivial: Bool
    private let lattice: Lattice
    /// Differences of coordinates with which two positions can be the same.
    private let reach: SIMD3<Double>

    /// Two images closer than this are one atom, Å. Coordinates are given to three or four digits
    /// (0.333 for ⅓ is 0.01 Å off in a cell of 30 Å), and no two atoms come closer.
    static let tolerance = 0.1

    /// A ``SymmetryOperation`` in one piece of memory.
    private struct Operation {
        let x, y, z, translation: SIMD3<Double>

        init(_ operation: SymmetryOperation) {
            (x, y, z) = (operation.rotation[0], operation.rotation[1], operation.rotation[2])
            translation = operation.translation
        }

        func callAsFunction(_ f: Fractional) -> Fractional {
            Fractional(SIMD3(x.dot(f.vector), y.dot(f.vector), z.dot(f.vector)) + translation)
        }
    }

    init(operations: [SymmetryOperation], lattice: Lattice) {
        self.operations = operations.map(Operation.init)
        isTrivial =
            operations.count == 1 && operations[0].isTranslation
            && operations[0].translation == .zero
        self.lattice = lattice
        // Planes of one coordinate stand a height of the cell apart: two points are at least as far
        // from each other as the planes that they lie in. Rounding is far below the margin.
        reach = Self.tolerance / lattice.heights * (1 + 1e-9) + 1e-12
    }

    /// Sites on one position become one site with the occupancies of all; each then gets its
    /// images, once.
    func expand(_ sites: [AtomSite]) -> [Site] {
        if isTrivial, let all = distinctSites(sites) { return all }
        var groups: [Group] = []
        groups.reserveCapacity(sites.count)
        for site in sites {
            let component = Species.Component(site.element, occupancy: site.occupancy)
            let shared = groups.firstIndex { group in
                group.images.contains { isSame($0, site.position) }
            }
            if let shared {
                groups[shared].others.append(component)
            } else {
                groups.append(Group(images: orbit(of: site.position), first: component))
            }
        }
        var all: [Site] = []
        all.reserveCapacity(groups.reduce(0) { $0 + $1.images.count })
        for group in groups {
            let species =
                group.others.isEmpty
                ? Species(group.first.element, occupancy: group.first.occupancy)
                : Species(components: [group.first] + group.others)
            for image in group.images { all.append(Site(species, at: image)) }
        }
        return all
    }

    /// Each site as it is; nil where two stand on one position.
    private func distinctSites(_ sites: [AtomSite]) -> [Site]? {
        var all: [Site] = []
        all.reserveCapacity(sites.count)
        for site in sites {
            for other in all where isSame(other.position, site.position) { return nil }
            all.append(Site(Species(site.element, occupancy: site.occupancy), at: site.position))
        }
        return all
    }

    /// A position's images, and what stands on them.
    private struct Group {
        let images: [Fractional]
        let first: Species.Component
        var others: [Species.Component] = []
    }

    /// The distinct images of a position, brought onto the special position it stands on.
    func orbit(of position: Fractional) -> [Fractional] {
        if isTrivial { return [position] }
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
            let image = operation(position)
            guard isSame(image, position) else { continue }
            sum += difference(image, position)
            count += 1
        }
        return count > 1 ? Fractional(position.vector + sum / count) : position
    }

    func isSame(_ a: Fractional, _ b: Fractional) -> Bool {
        let d = a.vector - b.vector
        if isApart(d.x, reach.x) || isApart(d.y, reach.y) || isApart(d.z, reach.z) { return false }
        return lattice.cartesian(Fractional(difference(a, b))).length < Self.tolerance
    }

    /// Whether a difference is farther than `reach` from −1, 0 and 1.
    private func isApart(_ difference: Double, _ reach: Double) -> Bool {
        abs(difference) > reach && abs(difference) < 1 - reach
    }

    /// a − b, by whole cells brought next to zero.
    private func difference(_ a: Fractional, _ b: Fractional) -> SIMD3<Double> {
        let d = a.vector - b.vector
        return d - d.rounded(.toNearestOrAwayFromZero)
    }
}
