import Crystals
import Foundation
import Synchronization
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Transductive bagging")
struct BaggingTests {
    static let data = TwoGaussians(
        labelled: 400, unlabelled: 1200, prior: 0.3, distance: 2, seed: 11)

    /// Remembers what it was taught; says of each row whether it was.
    private final class Recorder: BagLearner {
        let bags = Mutex<[Bag]>([])

        func classifier(taught bag: Bag) throws -> Set<Int> {
            bags.withLock { $0.append(bag) }
            return Set(bag.positives + bag.negatives)
        }

        func probabilities(by classifier: Set<Int>, of rows: [Int]) -> [Double] {
            rows.map { classifier.contains($0) ? 1 : 0 }
        }
    }

    private static func scores(
        _ data: TwoGaussians, positives: [Int], unlabelled: [Int], others: [Int] = [],
        bags: Int = 20
    ) throws -> BaggedScores {
        let plan = BaggingPlan(positives: positives, unlabelled: unlabelled, bags: bags, seed: 3)
        let bagging = TransductiveBagging(
            plan, learner: PerceptronLearner(data.features, configuration: TwoGaussians.learner))
        return try #require(try bagging.run(scoring: others))
    }

    @Test(
        "two Gaussians: the area under the ROC is within 0.02 of the oracle's, known in closed form"
    )
    func oracle() throws {
        let data = Self.data
        // The control: the draw is what the formula says.
        #expect(abs(data.area { data.oracle[$0] } - data.oracleArea) < 0.02)
        #expect(abs(data.oracleArea - 0.9214) < 1e-3)
        let scores = try Self.scores(
            data, positives: data.labelled, unlabelled: data.unlabelled)
        #expect(abs(data.area { scores[$0] } - data.oracleArea) < 0.02)
    }

    @Test(
        "a bag has K rows drawn without replacement; a row is out of B(1 − K/|U|) bags on average")
    func counts() throws {
        let unlabelled = Array(100..<1100)
        let plan = BaggingPlan(
            positives: Array(0..<100), unlabelled: unlabelled, bags: 100, bagSize: 602, seed: 5)
        let recorder = Recorder()
        let result = try #require(
            try TransductiveBagging(plan, learner: recorder).run(scoring: [2000]))
        let bags = recorder.bags.withLock { $0 }
        #expect(bags.count == 100)
        for bag in bags {
            #expect(bag.negatives.count == 602 && Set(bag.negatives).count == 602)
            #expect(Set(bag.negatives + bag.outOfBag) == Set(unlabelled))
        }
        #expect(Set(bags.map(\.negatives)).count == 100)
        let counts = unlabelled.map { Double(result.count(of: $0)) }
        let mean = counts.reduce(0, +) / 1000
        #expect(abs(plan.expectedOutOfBag - 39.8) < 1e-9)
        #expect(abs(mean - 39.8) < 1e-9)
        // Binomial: √(100 · 0.398 · 0.602) = 4.9 between rows.
        let deviation = (counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1000).squareRoot()
        #expect((4.4...5.4).contains(deviation))
        #expect(result.count(of: 2000) == 100)
        #expect(result.count(of: 5) == 0 && result[5].isNaN)
    }

    @Test("no row is scored by a learner that was taught it, and hidden rows are taught to none")
    func holdOut() throws {
        let (hidden, plan) = (
            Array(0..<40),
            BaggingPlan(
                positives: Array(40..<200), unlabelled: Array(200..<800), bags: 12, seed: 9)
        )
        let recorder = Recorder()
        let result = try #require(
            try TransductiveBagging(plan, learner: recorder).run(scoring: hidden))
        for bag in recorder.bags.withLock({ $0 }) {
            #expect(Set(bag.positives + bag.negatives).isDisjoint(with: hidden))
            #expect(bag.positives == plan.positives)
        }
        #expect(result.rows == hidden + Array(200..<800))
        #expect(result.rows.allSatisfy { result[$0] == 0 })
    }

    @Test("the same bits on one thread and on two; other bags by another seed")
    func determinism() throws {
        let data = Self.data
        func run(_ threads: Int) throws -> BaggedScores {
            try Workers.withCount(threads) {
                try Self.scores(
                    data, positives: Array(data.labelled.prefix(100)),
                    unlabelled: Array(data.unlabelled.prefix(300)), bags: 5)
            }
        }
        let one = try run(1)
        #expect(!one.rows.isEmpty && one.rows.contains { one[$0] != 0.5 })
        #expect(try run(2) == one)
        let plans = [1, 2].map {
            BaggingPlan(
                positives: [0], unlabelled: Array(1..<50), bags: 1, bagSize: 10, seed: $0)
        }
        #expect(plans[0].bag(0) == plans[0].bag(0))
        #expect(plans[0].bag(0).negatives != plans[1].bag(0).negatives)
    }

    @Test(
        "where the unlabelled hold no positives, their scores are low; where a third are, those are high"
    )
    func noPositives() throws {
        func meanAbove(prior: Double) throws -> Double {
            let data = TwoGaussians(
                labelled: 300, unlabelled: 900, prior: prior, distance: 4, seed: 21)
            let scores = try Self.scores(
                data, positives: data.labelled, unlabelled: data.unlabelled)
            let means = scores.means(of: data.unlabelled)
            return means.reduce(0) { $0 + ($1 > 0.5 ? 1 : 0) } / Double(means.count)
        }
        #expect(try meanAbove(prior: 0) < 0.05)
        #expect(try meanAbove(prior: 1.0 / 3) > 0.28)
    }

    @Test("positives drawn at random: those hidden are found as often as the unlabelled are above")
    func shuffled() throws {
        let data = Self.data
        var generator = SplitMix64(seed: 77)
        let rows = data.isPositive.indices.shuffled(using: &generator)
        let (hidden, positives) = (Array(rows[..<200]), Array(rows[200..<500]))
        let unlabelled = Array(rows[500...])
        func report(
            _ hidden: [Int], _ positives: [Int], _ unlabelled: [Int]
        ) throws
            -> PositiveUnlabelledReport
        {
            let scores = try Self.scores(
                data, positives: positives, unlabelled: unlabelled, others: hidden)
            return PositiveUnlabelledReport(
                hiddenPositives: scores.means(of: hidden),
                unlabelled: scores.means(of: unlabelled))
        }
        let none = try report(hidden, positives, unlabelled)
        #expect(abs(none.areaUnderROC - 0.5) < 0.06)
        #expect(abs(none.truePositiveRate - none.unlabelledShare) < 0.12)
        // The control: true labels.
        let some = try report(
            Array(data.labelled[..<100]), Array(data.labelled[100...]), data.unlabelled)
        #expect(some.truePositiveRate - some.unlabelledShare > 0.3)
    }

    @Test("taking all unlabelled for negatives, without weights, puts the threshold too high")
    func naive() throws {
        // Enough positives among the unlabelled that they are most of all positives.
        let data = TwoGaussians(
            labelled: 150, unlabelled: 3000, prior: 0.4, distance: 2.5, seed: 31)
        let truth = data.unlabelled.filter { data.isTrulyPositive[$0] }
        let bagged = try Self.scores(data, positives: data.labelled, unlabelled: data.unlabelled)
        let bag = Bag(
            number: 0, positives: data.labelled, negatives: data.unlabelled, outOfBag: [], seed: 1)
        var configuration = TwoGaussians.learner
        configuration.isBalanced = false
        let learner = PerceptronLearner(data.features, configuration: configuration)
        let naive = learner.probabilities(by: try learner.classifier(taught: bag), of: truth)
        func found(_ scores: [Double]) -> Double {
            scores.reduce(0) { $0 + ($1 > 0.5 ? 1 : 0) } / Double(scores.count)
        }
        #expect(found(bagged.means(of: truth)) > 0.7)
        #expect(found(naive) < 0.2)
    }

    @Test("a bagging that is given up gives nothing, and an error of a learner is the bagging's")
    func endings() throws {
        let plan = BaggingPlan(positives: [0], unlabelled: Array(1..<50), bags: 9, seed: 1)
        let bagging = TransductiveBagging(plan, learner: Recorder())
        #expect(try bagging.run { $0.done < 3 } == nil)
        #expect(try bagging.run { _ in true } != nil)
        struct Refusal: Error {}
        struct Refuser: BagLearner {
            func classifier(taught bag: Bag) throws -> Int { throw Refusal() }
            func probabilities(by classifier: Int, of rows: [Int]) -> [Double] { [] }
        }
        #expect(throws: Refusal.self) {
            try TransductiveBagging(plan, learner: Refuser()).run()
        }
    }

    @Test(
        "the split hides its validation and test parts; by formula, no composition is also taught")
    func hidden() {
        let labels = (0..<3000).map { $0 % 3 == 0 ? 0.0 : 1 }
        let groups = (0..<3000).map { "F\($0 / 4)" }
        for rule in [
            SplitRule(validation: 0.1, test: 0.1), .init(validation: 0.1, test: 0.1, by: .row),
        ] {
            let names = rule.grouping == .row ? (0..<3000).map { "row-\($0)" } : groups
            var split = Split(train: [])
            for (row, part) in rule.parts(of: names, inputs: 3000, seed: 4).enumerated() {
                switch part {
                case .train: split.train.append(row)
                case .validation: split.validation.append(row)
                default: split.test.append(row)
                }
            }
            let sides = HiddenPositives(labels: labels, split: split)
            #expect(sides.rows == Array(0..<3000))
            #expect(sides.positives.allSatisfy { labels[$0] == 1 })
            #expect(sides.unlabelled.allSatisfy { labels[$0] == 0 })
            #expect((400...800).contains(sides.hidden.count))
            let taught = Set((sides.positives + sides.unlabelled).map { groups[$0] })
            let shared = sides.hidden.filter { taught.contains(groups[$0]) }
            #expect(shared.isEmpty == (rule.grouping == .formula))
        }
    }

    @Test("where positives take turns, every row is scored, by bags that know none of its group")
    func turns() throws {
        let labels = (0..<600).map { $0 % 3 == 0 ? 0.0 : 1 }
        let groups = (0..<600).map { "F\($0 / 4)" }
        let sides = HiddenPositives(labels: labels, split: Split(train: Array(0..<600)))
        let turns = sides.turns(5, groups: groups, seed: 7)
        #expect(turns.count == 5 && sides.turns(1, groups: groups, seed: 7).isEmpty)
        // Each positive once, in folds of about a fifth.
        for row in sides.positives {
            #expect(turns.filter { $0.contains(row) }.count == 1)
        }
        let plan = BaggingPlan(
            positives: sides.positives, unlabelled: sides.unlabelled, bags: 20, bagSize: 80,
            turns: turns, seed: 2)
        let recorder = Recorder()
        let scores = try #require(try TransductiveBagging(plan, learner: recorder).run())
        let bags = recorder.bags.withLock { $0 }
        #expect(bags.count == 20)
        for bag in bags {
            let taught = Set(bag.positives + bag.negatives)
            #expect((280...360).contains(bag.positives.count) && bag.negatives.count == 80)
            #expect(taught.isDisjoint(with: bag.outOfBag))
            let known = Set(taught.map { groups[$0] })
            #expect(
                bag.outOfBag.filter { labels[$0] == 1 }.allSatisfy { !known.contains(groups[$0]) })
        }
        #expect(sides.positives.allSatisfy { scores.count(of: $0) == 4 })
        #expect(scores.rows.allSatisfy { scores[$0] == 0 })
    }

    @Test("stopped after any bag and read back from its file, it ends with the same bits")
    func resuming() throws {
        let data = Self.data
        let other = data.unlabelled[150]
        let plan = BaggingPlan(
            positives: Array(data.labelled.prefix(60)),
            unlabelled: Array(data.unlabelled.prefix(150)), bags: 6, seed: 8)
        let bagging = TransductiveBagging(
            plan, learner: PerceptronLearner(data.features, configuration: TwoGaussians.learner))
        let files = Mutex<[Data]>([])
        let whole = try #require(
            try bagging.run(scoring: [other]) { state in
                let file = try state.encoded(data: "these")
                files.withLock { $0.append(file) }
                return true
            })
        let all = files.withLock { $0 }
        #expect(all.count == 6 && Set(all).count == 6)
        for (number, file) in all.enumerated() {
            let state = try BaggingState(decoding: file, data: "these")
            #expect(state.done == number + 1)
            #expect(try bagging.run(scoring: [other], from: state) == whole)
            #expect(throws: ResumeError.self) {
                try BaggingState(decoding: file, data: "others")
            }
        }
        #expect(throws: ResumeError.self) {
            try BaggingState(decoding: Data("{}".utf8), data: "these")
        }
    }
}
