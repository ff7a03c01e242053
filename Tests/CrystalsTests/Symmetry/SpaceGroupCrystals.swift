import TestKit

@testable import Crystals

/// Crystals of a given space group that have no more symmetry than that: three kinds of atoms, each
/// in general position.
enum SpaceGroupCrystals {
    /// In the conventional cell of the first setting, right-handed.
    static func general(
        _ number: Int, using generator: inout some RandomNumberGenerator
    ) -> Crystal {
        let group = SpaceGroupOperations(number: number)
        while true {
            let crystal = Crystal(
                lattice: lattice(of: group, using: &generator),
                sites: [6, 14, 32].flatMap { orbit(of: $0, in: group, using: &generator) })
            // Not so near to a mirror or an axis that a site could stand on it.
            if NeighborList(crystal, radius: 0.3).edgeCount == 0 { return crystal }
        }
    }

    private static func orbit(
        of atomicNumber: Int, in group: SpaceGroupOperations,
        using generator: inout some RandomNumberGenerator
    ) -> [Site] {
        let start = SIMD3<Double>.random(in: 0..<1, using: &generator)
        let element = Element(atomicNumber: atomicNumber)
        return group.operations.compactMap { operation in
            element.map { Site($0, at: Fractional(operation(start)).wrapped) }
        }
    }

    /// A lattice as general as the group allows: of the mean metric of a random one.
    private static func lattice(
        of group: SpaceGroupOperations, using generator: inout some RandomNumberGenerator
    ) -> Lattice {
        let any = RandomCrystals.lattice(edges: 15...20, using: &generator)
        var g = [SIMD3<Double>](repeating: .zero, count: 3)
        for operation in group.operations {
            let moved = any.metric(under: operation.rotation)
            for k in 0..<3 { g[k] += moved[k] / Double(group.operations.count) }
        }
        // Cholesky's factor.
        let ax = g[0].x.squareRoot()
        let bx = g[0].y / ax
        let by = (g[1].y - bx * bx).squareRoot()
        let (cx, cy) = (g[0].z / ax, (g[1].z - bx * g[0].z / ax) / by)
        let cz = (g[2].z - cx * cx - cy * cy).squareRoot()
        return Lattice(rows: [SIMD3(ax, 0, 0), SIMD3(bx, by, 0), SIMD3(cx, cy, cz)])
    }
}

extension Crystal {
    /// The same crystal on other vectors, turned, and about another origin.
    func disguised(using generator: inout some RandomNumberGenerator) -> Crystal {
        var other = supercell(RandomCrystals.unimodular(shears: 3, using: &generator))
            .rotated(by: RandomCrystals.rotation(using: &generator))
        let shift = Fractional(SIMD3<Double>.random(in: 0..<1, using: &generator))
        for k in other.sites.indices { other.sites[k].position = other.sites[k].position + shift }
        return other
    }

    /// Every site moved by up to `distance`, Å.
    func shaken(by distance: Double, using generator: inout some RandomNumberGenerator) -> Crystal {
        var other = self
        for k in other.sites.indices {
            let step = RandomCrystals.direction(using: &generator) * distance
            let moved = lattice.cartesian(other.sites[k].position) + Cartesian(step)
            other.sites[k].position = lattice.fractional(moved)
        }
        return other
    }
}
