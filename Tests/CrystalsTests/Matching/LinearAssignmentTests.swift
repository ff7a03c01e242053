import Testing

@testable import Crystals

@Suite("Linear assignment")
struct LinearAssignmentTests {
    @Test("costs as little as the best of all permutations, forbidden pairs included")
    func exhaustive() throws {
        var generator = SplitMix64(seed: 325)
        var (infeasible, greedy) = (0, 0)
        for trial in 0..<400 {
            let count = 1 + trial % 6
            let costs = (0..<count).map { _ in
                (0..<count).map { _ in
                    Double.random(in: 0..<1, using: &generator) < 0.3
                        ? .infinity : Double.random(in: 0..<1, using: &generator)
                }
            }
            let best = Self.permutations(of: count).map { Self.sum(costs, $0) }.min() ?? .infinity
            let found = LinearAssignment(costs: costs)
            infeasible += found == nil ? 1 : 0
            #expect((found == nil) == best.isInfinite)
            guard let found else { continue }
            #expect(Set(found.columns).count == count)
            #expect(abs(Self.sum(costs, found.columns) - best) < 1e-12)
            let nearest = costs.compactMap { $0.min() }.reduce(0, +)
            greedy += nearest < best - 1e-9 ? 1 : 0
        }
        #expect(infeasible > 20 && greedy > 50, "control: \(infeasible), \(greedy)")
    }

    private static func sum(_ costs: [[Double]], _ columns: [Int]) -> Double {
        zip(costs, columns).reduce(0) { $0 + $1.0[$1.1] }
    }

    private static func permutations(of count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return permutations(of: count - 1).flatMap { shorter in
            (0..<count).map { place in
                Array(shorter[..<place]) + [count - 1] + Array(shorter[place...])
            }
        }
    }
}
