import Crystals
import Foundation
import Testing

@testable import Learning

/// Against numpy and scikit-learn: `Tests/Fixtures/make-folds-fixture.py`.
@Suite("Folds")
struct FoldTests {
    /// What the script wrote.
    struct Fixture: Decodable {
        var permutations: [Permutation]
        var folds: [Folds]
        var intervals: [Interval]

        /// A list of indices by its beginning and the SHA-256 of its text.
        struct Listed: Decodable {
            var count: Int
            var first: [Int]
            var sha256: String
        }

        struct Permutation: Decodable {
            var seed: Seed
            var of: Listed
        }

        enum Seed: Decodable {
            case number(UInt32)
            case list([UInt32])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(UInt32.self) {
                    self = .number(number)
                } else {
                    self = .list(try container.decode([UInt32].self))
                }
            }
        }

        struct Folds: Decodable {
            var rows: Int
            var state: UInt32
            var tests: [Listed]
            var validation: Listed
            var train: Listed
        }

        struct Interval: Decodable {
            var seed: UInt32
            var largest: String
            var values: [String]
        }
    }

    static let fixture: Result<Fixture, any Error> = Result {
        let file = TinyNetworkTests.folder.appending(path: "folds.json")
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }

    private func expect(_ found: [Int], _ listed: Fixture.Listed, _ what: String) {
        let text = found.map { "\($0)" }.joined(separator: ",")
        #expect(found.count == listed.count, "\(what)")
        #expect(Array(found.prefix(10)) == listed.first, "\(what)")
        #expect(ContentHash.sha256(Data(text.utf8)) == listed.sha256, "\(what)")
    }

    @Test("permutations are numpy's, for seeds of one number and of several")
    func permutations() throws {
        let fixture = try Self.fixture.get()
        #expect(fixture.permutations.count == 11)
        for permutation in fixture.permutations {
            var generator =
                switch permutation.seed {
                case .number(let seed): MersenneTwister(seed: seed)
                case .list(let seeds): MersenneTwister(seeds: seeds)
                }
            let found = generator.permutation(permutation.of.count)
            expect(found, permutation.of, "\(permutation.seed), \(permutation.of.count)")
        }
    }

    @Test("draws are numpy's below and above 32 bits")
    func intervals() throws {
        let fixture = try Self.fixture.get()
        #expect(fixture.intervals.count == 8)
        for interval in fixture.intervals {
            var generator = MersenneTwister(seed: interval.seed)
            let largest = try #require(UInt64(interval.largest))
            let found = interval.values.map { _ in "\(generator.next(upTo: largest))" }
            #expect(found == interval.values, "up to \(largest)")
        }
    }

    @Test("folds of rows are scikit-learn's, Matbench's among them, and so is what validates")
    func rowFolds() throws {
        let fixture = try Self.fixture.get()
        for rows in [636, 4764, 10987] {
            let counts = fixture.folds.filter { $0.rows == rows }.map(\.tests.count)
            #expect(counts == [5, 4], "control: both are in the fixture")
        }
        for expected in fixture.folds {
            let what = "\(expected.rows) rows in \(expected.tests.count)"
            let folds = RowFolds(
                rows: expected.rows, count: expected.tests.count, state: expected.state)
            #expect(folds.folds.count == expected.tests.count)
            for (found, listed) in zip(folds.folds, expected.tests) { expect(found, listed, what) }
            let parts = folds.parts(testing: 1, validation: 0.25)
            expect(parts.indices.filter { parts[$0] == .validation }, expected.validation, what)
            expect(parts.indices.filter { parts[$0] == .train }, expected.train, what)
        }
    }

    /// 300 groups of 1 to 9 rows, in order of neither.
    static let groups: [String] = {
        var generator = SplitMix64(seed: 12)
        var groups: [String] = []
        for k in 0..<300 {
            let size = Int.random(in: 1...9, using: &generator)
            groups += Array(repeating: "g\(k)", count: size)
        }
        return groups.shuffled(using: &generator)
    }()

    @Test("folds of groups divide none, hold about as many rows, and do not ask for an order")
    func groupedFolds() {
        for count in [4, 5] {
            let folds = GroupedFolds(Self.groups, count: count, seed: 3)
            let sizes = Dictionary(grouping: Self.groups) { folds[$0] ?? 0 }.mapValues(\.count)
            #expect(Set(sizes.keys) == Set(1...count))
            let (least, most) = (sizes.values.min() ?? 0, sizes.values.max() ?? 0)
            #expect(least > 0 && most - least <= 9, "\(sizes)")
            let reversed = GroupedFolds(Self.groups.reversed(), count: count, seed: 3)
            let other = GroupedFolds(Self.groups, count: count, seed: 4)
            #expect(Self.groups.allSatisfy { folds[$0] == reversed[$0] })
            #expect(Self.groups.contains { folds[$0] != other[$0] }, "the seed decides")
        }
        #expect(GroupedFolds(["", "a"], count: 2, seed: 1)[""] == nil)
    }

    @Test("each row is tested once over all folds, and no group is on two sides of any")
    func everyRowOnce() {
        var tested = [Int](repeating: 0, count: Self.groups.count)
        for number in 1...5 {
            let rule = SplitRule.fold(number, of: 5, by: .formula, validation: 0.2)
            let parts = rule.parts(of: Self.groups, inputs: Self.groups.count, seed: 2)
            var sides: [String: Set<Split.Part>] = [:]
            for (row, part) in parts.enumerated() {
                if let part { sides[Self.groups[row], default: []].insert(part) }
                if part == .test { tested[row] += 1 }
            }
            #expect(sides.count == 300 && sides.values.allSatisfy { $0.count == 1 })
            let validating = Double(parts.count { $0 == .validation })
            let share = validating / Double(parts.count { $0 != .test })
            // Of about 240 groups: a deviation of 0.03.
            #expect((0.12...0.28).contains(share), "\(share)")
        }
        #expect(tested.allSatisfy { $0 == 1 })
    }

    @Test("rows without a place leave the folds of the others as they are")
    func missingRows() {
        let rule = SplitRule.matbench(fold: 2)
        let all = rule.parts(of: (0..<100).map { "\($0)" }, inputs: 100, seed: 1)
        let kept = (0..<100).filter { $0 % 7 != 0 }
        let some = rule.parts(of: kept.map { "\($0)" }, inputs: 100, seed: 1)
        #expect(some == kept.map { all[$0] })
        #expect(all.count { $0 == .test } == 20 && all.count { $0 == .validation } == 20)
    }
}
