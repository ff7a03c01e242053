import Crystals
import TestKit
import Testing

/// Crystals in which the 12th and the 13th neighbour are equally far for many atoms, and of
/// different elements; and crystals with no order at all.
private func samples(_ generator: inout SplitMix64) -> [Crystal] {
    var crystals: [Crystal] = []
    for count in [1, 2, 3, 6, 10] {
        crystals.append(RandomCrystals.any(count: count, edges: 3...6, using: &generator))
    }
    let sparse = RandomCrystals.any(count: 3, edges: 7...9, using: &generator)
    return crystals + [sparse, decoratedBodyCentredCubic(using: &generator)]
}

/// Body-centred cubic, each site W or Re at random: 8 neighbours, then 6 tied ones of both kinds.
private func decoratedBodyCentredCubic(using generator: inout SplitMix64) -> Crystal {
    var crystal = Crystal(
        lattice: .cubic(3.165),
        sites: [Fractional(0, 0, 0), Fractional(0.5, 0.5, 0.5)].compactMap { position in
            Element("W").map { Site($0, at: position) }
        }
    ).supercell(2, 2, 2)
    let choice = ["W", "Re"].compactMap { Element($0) }.map(Species.element)
    for index in crystal.sites.indices {
        crystal.sites[index].species = choice.randomElement(using: &generator) ?? choice[0]
    }
    return crystal
}

@Suite("Crystal graphs are the same however the crystal is written down")
struct InvarianceTests {
    static let rules = [GraphRule.standard, .scaleFree]

    /// Float rounds distances to 1e-7, a weight's slope is 1/width, and up to 12 edges are added.
    static let tolerance = 1e-4

    @Test("Atoms in any order", arguments: rules)
    func permutation(rule: GraphRule) {
        var generator = SplitMix64(seed: 11)
        for crystal in samples(&generator) {
            let order = crystal.sites.indices.shuffled(using: &generator)
            let shuffled = Crystal(
                lattice: crystal.lattice, sites: order.map { crystal.sites[$0] })
            let original = Environments(CrystalGraph(crystal, rule: rule))
            let difference = Environments(CrystalGraph(shuffled, rule: rule))
                .difference(from: original, match: { order[$0] })
            #expect(difference < Self.tolerance)
        }
    }

    @Test("Control: cutting through a tied shell does depend on the order")
    func cutDependsOnOrder() {
        var generator = SplitMix64(seed: 12)
        let crystal = decoratedBodyCentredCubic(using: &generator)
        let order = crystal.sites.indices.shuffled(using: &generator)
        let shuffled = Crystal(lattice: crystal.lattice, sites: order.map { crystal.sites[$0] })
        let original = Environments(CrystalGraph(crystal, rule: .published))
        let difference = Environments(CrystalGraph(shuffled, rule: .published))
            .difference(from: original, match: { order[$0] })
        #expect(difference > 0.1)
    }

    @Test("Any cell vectors of the same lattice", arguments: rules)
    func cellChoice(rule: GraphRule) {
        var generator = SplitMix64(seed: 13)
        for crystal in samples(&generator) {
            let original = Environments(CrystalGraph(crystal, rule: rule))
            for _ in 0..<3 {
                let matrix = RandomCrystals.unimodular(shears: 6, using: &generator)
                let other = crystal.supercell(matrix)
                #expect(other.sites.count == crystal.sites.count)
                let difference = Environments(CrystalGraph(other, rule: rule))
                    .difference(from: original)
                #expect(difference < Self.tolerance, "\(matrix)")
            }
        }
    }

    @Test("Turned in space, shifted, mirrored", arguments: rules)
    func motions(rule: GraphRule) {
        var generator = SplitMix64(seed: 14)
        for crystal in samples(&generator) {
            let original = Environments(CrystalGraph(crystal, rule: rule))
            var moved = crystal.rotated(by: RandomCrystals.rotation(using: &generator))
            for index in moved.sites.indices {
                moved.sites[index].position.vector += SIMD3(7.3, -0.41, 0.12345)
            }
            let mirror = [SIMD3(-1.0, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
            for other in [moved, crystal.rotated(by: mirror)] {
                let difference = Environments(CrystalGraph(other, rule: rule))
                    .difference(from: original)
                #expect(difference < Self.tolerance)
            }
        }
    }

    @Test("Supercells: every copy of an atom has the atom's edges", arguments: rules)
    func supercells(rule: GraphRule) {
        var generator = SplitMix64(seed: 15)
        for crystal in samples(&generator) {
            let original = Environments(CrystalGraph(crystal, rule: rule))
            let diagonal = crystal.supercell(2, 1, 3)
            let oblique = crystal.supercell([SIMD3(1, 1, 0), SIMD3(-1, 1, 1), SIMD3(0, 0, 2)])
            for (other, copies) in [(diagonal, 6), (oblique, 4)] {
                #expect(other.sites.count == copies * crystal.sites.count)
                let difference = Environments(CrystalGraph(other, rule: rule))
                    .difference(from: original, match: { $0 / copies })
                #expect(difference < Self.tolerance)
            }
        }
    }

    /// |Δd| ≤ ½·10⁻⁵ · (|a| + |b| + |c|) · 2 < 3e-4 Å; a weight moves by at most 1/width · 2 |Δd| / d
    /// ≈ 3e-3 for d ≥ 2 Å, and the Gaussians of a dozen edges add.
    @Test("Coordinates rounded to five decimals move the sums no further than in proportion")
    func rounding() {
        var generator = SplitMix64(seed: 16)
        for crystal in samples(&generator) {
            var rounded = crystal
            for index in rounded.sites.indices {
                let f = rounded.sites[index].position.vector * 1e5
                rounded.sites[index].position.vector = f.rounded(.toNearestOrEven) / 1e5
            }
            let difference = Environments(CrystalGraph(rounded, rule: .standard))
                .difference(from: Environments(CrystalGraph(crystal, rule: .standard)))
            #expect(difference < 0.02)
        }
    }

    @Test("A scale-free graph does not change when the crystal is blown up")
    func scale() {
        var generator = SplitMix64(seed: 17)
        for crystal in samples(&generator) {
            let larger = Crystal(lattice: crystal.lattice.scaled(by: 1.37), sites: crystal.sites)
            let difference = Environments(CrystalGraph(larger, rule: .scaleFree))
                .difference(from: Environments(CrystalGraph(crystal, rule: .scaleFree)))
            #expect(difference < Self.tolerance)
        }
    }
}
