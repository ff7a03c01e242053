import Crystals
import Discovery
import Testing

@Suite("Pareto fronts")
struct ParetoFrontsTests {
    /// The definition: peel off what nothing dominates, again and again. O(n²) a front.
    private static func peeled(_ hardness: [Double], _ toughness: [Double]) -> [Int32] {
        var front = [Int32](repeating: 0, count: hardness.count)
        var left = Array(hardness.indices)
        var level: Int32 = 1
        while !left.isEmpty {
            let best = left.filter { a in
                !left.contains { dominates($0, a, hardness, toughness) }
            }
            for point in best { front[point] = level }
            left.removeAll(where: Set(best).contains)
            level += 1
        }
        return front
    }

    private static func dominates(
        _ a: Int, _ b: Int, _ hardness: [Double], _ toughness: [Double]
    ) -> Bool {
        hardness[a] >= hardness[b] && toughness[a] >= toughness[b]
            && (hardness[a] > hardness[b] || toughness[a] > toughness[b])
    }

    /// Points on a coarse grid have many ties in one objective and in both.
    private static func points(_ count: Int, grid: Double, seed: UInt64) -> ([Double], [Double]) {
        var generator = SplitMix64(seed: seed)
        func values() -> [Double] {
            (0..<count).map { _ in
                (Double.random(in: 0..<1, using: &generator) * grid).rounded(.down) / grid
            }
        }
        return (values(), values())
    }

    @Test("are those of the definition, ties included", arguments: [3.0, 10, 40, 1e9])
    func definition(grid: Double) {
        for (seed, count) in [(1, 0), (2, 1), (3, 2), (4, 17), (5, 150), (6, 300)] {
            let (hardness, toughness) = Self.points(count, grid: grid, seed: UInt64(seed))
            let fronts = ParetoFronts(hardness: hardness, toughness: toughness)
            #expect(fronts.front == Self.peeled(hardness, toughness))
            #expect(fronts.count == Int(fronts.front.max() ?? 0))
        }
    }

    @Test("name a rival of the front above that dominates, and neighbours on the front that do not")
    func rivals() throws {
        let (hardness, toughness) = Self.points(400, grid: 30, seed: 9)
        let fronts = ParetoFronts(hardness: hardness, toughness: toughness)
        var dominated = 0
        var neighbours = 0
        for point in hardness.indices {
            if let rival = fronts.dominator(of: point) {
                dominated += 1
                #expect(Self.dominates(rival, point, hardness, toughness))
                #expect(fronts.front[rival] == fronts.front[point] - 1)
            } else {
                #expect(fronts.front[point] == 1)
            }
            let mates = hardness.indices.filter { fronts.front[$0] == fronts.front[point] }
            let harder = mates.filter { hardness[$0] > hardness[point] }
            let tougher = mates.filter { toughness[$0] > toughness[point] }
            #expect(
                fronts.nextHarder(point).map { hardness[$0] } == harder.map { hardness[$0] }.min())
            #expect(
                fronts.nextTougher(point).map { toughness[$0] }
                    == tougher.map { toughness[$0] }.min())
            neighbours += harder.count + tougher.count
        }
        #expect(dominated > 300)
        #expect(neighbours > 100)
    }

    @Test("of 200,000 points are found in a second or so")
    func many() {
        let (hardness, toughness) = Self.points(200_000, grid: 1e9, seed: 4)
        let clock = ContinuousClock()
        var count = 0
        let time = clock.measure {
            count = ParetoFronts(hardness: hardness, toughness: toughness).count
        }
        // The longest chain of dominance among n random points grows as 2√n.
        #expect((700...1000).contains(count))
        // The definition would take minutes; the bound allows for a busy machine.
        #expect(time < .seconds(10))
    }
}
