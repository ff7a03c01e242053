import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Positive-unlabelled training")
struct OutcomeTests {
    /// Crystals of two atoms, positive where the cell is small and light; most positives have no label.
    static func dataset() -> Dataset {
        var generator = SplitMix64(seed: 12)
        let elements = [Element("C"), Element("N")].compactMap { $0 }
        let records = (0..<160).map { k in
            let isSmall = Double.random(in: 0..<1, using: &generator) < 0.5
            let a = Double.random(in: isSmall ? 3...3.6 : 4.2...5, using: &generator)
            let isLabelled = isSmall && Double.random(in: 0..<1, using: &generator) < 0.7
            return CrystalRecord(
                id: "x\(k)",
                crystal: Crystal(
                    lattice: .cubic(a),
                    sites: elements.enumerated().map { place, element in
                        let x = 0.5 * Double(place)
                        return Site(element, at: Fractional(x, x, x))
                    }), labels: ["made": isLabelled ? 1 : 0], source: Source(file: "made"))
        }
        let target = Target(name: "score", label: "made", classification: .above(0.5))
        return Dataset(records, targets: [target], rule: .standard, grouping: .row)
    }

    static let network: PropertyNetwork.Configuration = {
        var network = CGCNN.Configuration()
        (network.width, network.convolutions, network.hiddenWidth) = (16, 1, 16)
        return .crystalGraph(network)
    }()

    static let configuration: TrainingConfiguration = {
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batchSize) = (12, 16)
        configuration.learningRate = 0.01
        configuration.split = SplitRule(validation: 0.1, test: 0.25, by: .row)
        return configuration
    }()

    @Test("answers take the place of labels, and the graphs stay")
    func teaching() throws {
        let dataset = Self.dataset()
        let answers = dataset.rows.indices.map { $0 == 3 ? .nan : Double($0) / 1000 }
        let taught = dataset.teaching(answers)
        #expect(taught.rows[7].targets == [0.007] && taught.rows[3].targets[0].isNaN)
        #expect(dataset.rows.contains { $0.targets == [1] })
        #expect(taught.rows[7].graph == dataset.rows[7].graph && taught.rows[7].id == "x7")
        #expect(taught.elements == dataset.elements)
        // A network is trained towards them: the loss of soft answers is that of their cross-entropy.
        #expect(taught.normalizedTargets([7, 8], [.logistic]) == [0.007, 0.008].map(Float.init))
    }

    @Test("whole networks for bags tell small cells from large ones, and a risk does too")
    func networks() throws {
        let dataset = Self.dataset()
        let split = Split(dataset, rule: Self.configuration.split, seed: 1)
        let sides = HiddenPositives(labels: dataset.rows.map { $0.targets[0] }, split: split)
        let learner = NetworkLearner(
            dataset, network: Self.network, configuration: Self.configuration)
        let plan = BaggingPlan(
            positives: sides.positives, unlabelled: sides.unlabelled, bags: 3, seed: 4)
        let scores = try #require(
            try TransductiveBagging(plan, learner: learner).run(scoring: sides.hidden))
        let bags = PositiveUnlabelledOutcome(
            [:], bags: scores, sides: sides, test: split.test, threshold: 0.5, prior: nil)
        let report = try #require(bags.bags)
        #expect(bags.model == nil && bags.outOfBag == nil, "nothing is known of either")
        #expect(report.truePositiveRate > 0.9 && report.hiddenPositives > 5)
        // Some of the unlabelled are small too.
        #expect((0.05...0.6).contains(report.unlabelledShare))

        var longer = Self.configuration
        longer.epochs = 30
        var risk = Training(
            dataset: dataset, network: Self.network, configuration: longer,
            beginning: Beginning(risk: NonNegativeRisk(prior: 0.25, surrogate: .logistic)))
        while !risk.isFinished { _ = try risk.runEpoch { _, _ in true } }
        let answers = risk.predictions(sides.hidden, by: risk.best).map { $0[0] }
        let outcome = PositiveUnlabelledOutcome(
            Dictionary(uniqueKeysWithValues: zip(sides.hidden, answers)), bags: nil, sides: sides,
            test: split.test, threshold: 0.5, prior: 0.25,
            reference: ("volume", dataset.rows.indices.map { -Double($0) }))
        let single = try #require(outcome.model)
        #expect(single.areaUnderROC > 0.8 && single.truePositiveRate > 0.8, "\(single)")
        #expect(outcome.comparison?.column == "volume" && outcome.comparison?.outOfBag == nil)
        #expect(outcome.comparison?.testCrystals == split.test.count)
    }

    @Test("rows of the smaller side of a bag come in turns until both weigh the same")
    func balance() {
        let bag = Bag(
            number: 0, positives: [1, 2, 3, 4, 5], negatives: [7, 8], outOfBag: [], seed: 1)
        #expect(NetworkLearner.balanced(bag) == [1, 2, 3, 4, 5, 7, 8, 7, 8, 7])
    }

    @Test("the outcome by hand: of six rows, by model and bags, with a rank correlation")
    func byHand() throws {
        let sides = HiddenPositives(
            labels: [1, 0, 1, 0, 1, 0],
            split: {
                var split = Split(train: [4, 5])
                split.test = [0, 1, 2, 3]
                return split
            }())
        var bags = BaggedScores()
        for (row, score) in [0.9, 0.2, 0.4, 0.6, 0.7, 0.1].enumerated() { bags.add(score, of: row) }
        let outcome = PositiveUnlabelledOutcome(
            [0: 0.9, 1: 0.1, 2: 0.8, 3: 0.3], bags: bags, sides: sides, test: [0, 1, 2, 3],
            threshold: 0.5, prior: 0.1, reference: ("other", [4, 1, 3, 2, .nan, 0]))
        #expect(outcome.model?.truePositiveRate == 1 && outcome.model?.unlabelledShare == 0)
        #expect(outcome.bags?.truePositiveRate == 0.5 && outcome.bags?.unlabelledShare == 0.5)
        #expect(outcome.bags?.leeLiu == 0.5)
        #expect(abs((outcome.outOfBag?.truePositiveRate ?? 0) - 2.0 / 3) < 1e-12)
        #expect(outcome.comparison?.model == 1 && outcome.comparison?.crystals == 5)
        // Ranks 5 2 3 4 1 against 5 2 4 3 1: 1 − 6·2/(5·24).
        #expect(abs((outcome.comparison?.outOfBag ?? 0) - 0.9) < 1e-12)
        let text = try CardJSON.text(of: outcome)
        // As text: a criterion without a value is not equal to itself.
        let back = try CardJSON.value(PositiveUnlabelledOutcome.self, from: text)
        #expect(try CardJSON.text(of: back) == text && text.contains("nan"))
    }

    @Test("a plan's section has its standard values, and is refused where it cannot be followed")
    func plan() throws {
        let target: [String: Any] = ["name": "s", "label": "m", "classification": ["above": 0.5]]
        func plan(_ section: [String: Any]) throws -> TrainingPlan {
            try TrainingPlan(overriding: ["targets": [target], "positiveUnlabelled": section])
        }
        #expect(try TrainingPlan(overriding: [:]).positiveUnlabelled == nil)
        #expect(try plan([:]).positiveUnlabelled == PositiveUnlabelled())
        let settings = try plan(["method": "nnpu", "prior": 0.2, "head": ["hiddenWidth": 8]])
            .positiveUnlabelled
        #expect(settings?.method == .nonNegativeRisk && settings?.prior == 0.2)
        #expect(settings?.head.hiddenWidth == 8 && settings?.head.epochs == 12)
        for (section, words) in [
            (["bags": 0], "bags is 0"), (["prior": 1.0], "prior"), (["turns": 200], "turns is 200"),
            (["head": ["epochs": 0]], "head.epochs"), (["bag": 1], "positiveUnlabelled.bag"),
        ] as [([String: Any], String)] {
            let error = #expect(throws: PlanError.self) { try plan(section) }
            #expect("\(error.map(\.description) ?? "")".contains(words))
        }
        #expect(throws: PlanError.self) {
            try TrainingPlan(overriding: [
                "targets": [["name": "K"]], "positiveUnlabelled": [String: Any](),
            ])
        }
    }
}
