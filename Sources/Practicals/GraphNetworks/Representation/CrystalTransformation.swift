internal import Crystals
internal import Foundation

/// Another way to write the same crystal; or, where it is strained, another crystal.
enum CrystalTransformation: String, CaseIterable {
    case rotation, translation, permutation, doubling
    case otherCell = "other-cell"
    case strain

    /// How far it goes.
    struct Extent {
        /// Degrees, about `axis`.
        var angle: Double
        var axis: SIMD3<Double>
        /// In units of the lattice vectors.
        var shift: SIMD3<Double>
        /// Share of every length.
        var strain: Double
        var seed: UInt64
    }

    /// The other crystal, and for each of its atoms the one of the first that it was.
    func applied(to crystal: Crystal, _ extent: Extent) -> (crystal: Crystal, origins: [Int]) {
        let same = Array(crystal.sites.indices)
        switch self {
        case .rotation:
            return (crystal.rotated(by: Self.rotation(extent.angle, extent.axis)), same)
        case .translation:
            var moved = crystal
            for k in same {
                moved.sites[k].position = crystal.sites[k].position + Fractional(extent.shift)
            }
            return (moved.wrapped, same)
        case .permutation:
            var generator = SplitMix64(seed: extent.seed)
            let order = Self.shuffled(same, using: &generator)
            return (
                Crystal(lattice: crystal.lattice, sites: order.map { crystal.sites[$0] }), order
            )
        case .doubling: return (crystal.supercell(2, 1, 1), same.flatMap { [$0, $0] })
        case .otherCell:
            return (crystal.supercell(Self.unimodular(seed: extent.seed)), same)
        case .strain:
            let lattice = crystal.lattice.scaled(by: 1 + extent.strain)
            return (Crystal(lattice: lattice, sites: crystal.sites), same)
        }
    }

    /// Rodrigues' formula: rows of the matrix that turns by an angle (degrees) about an axis.
    static func rotation(_ angle: Double, _ axis: SIMD3<Double>) -> [SIMD3<Double>] {
        let u = axis / (axis * axis).sum().squareRoot()
        let (c, s) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
        let cross = [SIMD3(0, -u.z, u.y), SIMD3(u.z, 0, -u.x), SIMD3(-u.y, u.x, 0)]
        return (0..<3).map { row in
            var unit = SIMD3<Double>.zero
            unit[row] = c
            return unit + cross[row] * s + u * (u[row] * (1 - c))
        }
    }

    /// A matrix of whole numbers and determinant 1, from three shears: other vectors of the same lattice.
    private static func unimodular(seed: UInt64) -> [SIMD3<Int>] {
        var generator = SplitMix64(seed: seed)
        var rows = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
        for first in 0..<3 {
            let other = (first + 1 + Int(generator.next() % 2)) % 3
            rows[first] = rows[first] &+ rows[other] &* (generator.next() % 2 == 0 ? 1 : -1)
        }
        return rows
    }

    /// Fisher and Yates's shuffle.
    private static func shuffled(
        _ items: [Int], using generator: inout SplitMix64
    ) -> [Int] {
        var items = items
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, Int(generator.next() % UInt64(last + 1)))
        }
        return items
    }
}
