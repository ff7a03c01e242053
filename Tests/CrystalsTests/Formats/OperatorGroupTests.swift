import Synchronization
import TestKit
import Testing

@testable import Crystals

@Suite("Groups of operators")
struct OperatorGroupTests {
    @Test("Each of the 230 types is found without a cell, and its rotations say all of a misfit")
    func types() {
        var random = SplitMix64(seed: 12)
        for number in 1...230 {
            let operations = SpaceGroupOperations(number: number).operations
            let group = OperatorGroup(operations)
            #expect(group.typeNumber == number)
            #expect((1...24).contains(group.rotations.count))
            let lattice = RandomCrystals.lattice(edges: 3...9, using: &random)
            func largest(_ rotations: [[SIMD3<Double>]]) -> Double {
                rotations.flatMap { lattice.metric(under: $0) }.map { $0.max() }.max() ?? .nan
            }
            #expect(largest(group.rotations) == largest(operations.map(\.rotation)))
        }
    }

    /// The distinct images of a position by their distances alone.
    private func plainOrbit(
        of position: Fractional, under operations: [SymmetryOperation], in lattice: Lattice
    ) -> [Fractional] {
        func difference(_ a: Fractional, _ b: Fractional) -> SIMD3<Double> {
            let d = a.vector - b.vector
            return d - d.rounded(.toNearestOrAwayFromZero)
        }
        func isSame(_ a: Fractional, _ b: Fractional) -> Bool {
            lattice.cartesian(Fractional(difference(a, b))).length < SymmetryExpansion.tolerance
        }
        var (sum, count) = (SIMD3<Double>.zero, 0.0)
        for operation in operations where isSame(operation(position), position) {
            sum += difference(operation(position), position)
            count += 1
        }
        let exact = count > 1 ? Fractional(position.vector + sum / count) : position
        var images = [exact]
        for operation in operations {
            let image = operation(exact).wrapped
            if !images.contains(where: { isSame($0, image) }) { images.append(image) }
        }
        return images
    }

    @Test("Orbits are those found by distances alone, to the last bit, on any cell")
    func orbits() {
        var random = SplitMix64(seed: 13)
        var merged = 0
        for index in 0..<400 {
            let operations = SpaceGroupOperations(number: 1 + index * 7 % 230).operations
            let lattice = RandomCrystals.lattice(edges: 0.3...40, using: &random)
            // On special positions, next to them and anywhere; in any cell.
            let steps = SIMD3<Double>(
                (0..<3).map { _ in Double(Int.random(in: -48...48, using: &random)) })
            let shift = RandomCrystals.direction(using: &random) * [0, 0.003, 0.3][index % 3]
            let position = Fractional(steps / 24 + shift)
            let plain = plainOrbit(of: position, under: operations, in: lattice)
            let expansion = SymmetryExpansion(operations: operations, lattice: lattice)
            #expect(expansion.orbit(of: position) == plain)
            merged += plain.count < operations.count ? 1 : 0
        }
        #expect((20...380).contains(merged), "\(merged)")
    }

    @Test("A cache computes once, keeps no failure, and keeps no more than it may")
    func cache() {
        let cache = SharedCache<Int, Int>(atMost: 2)
        let computed = Atomic<Int>(0)
        func value(_ key: Int) -> Int? {
            cache.value(of: key) {
                computed.add(1, ordering: .relaxed)
                return key < 0 ? nil : key * key
            }
        }
        for _ in 0..<2 {
            for key in [3, 4, 5, -1] { #expect(value(key) == (key < 0 ? nil : key * key)) }
        }
        #expect(computed.load(ordering: .relaxed) == 6)
    }
}
