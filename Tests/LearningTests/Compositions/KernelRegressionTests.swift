import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("The kernel regression beside networks of compositions")
struct KernelRegressionTests {
    private static func plan(share: Double? = nil, members: Int? = 2) -> TrainingPlan {
        var plan = CompositionTrainingTests.plan(epochs: 3, members: members)
        plan.kernel = KernelSettings()
        plan.kernel?.share = share
        plan.training.split = SplitRule(validation: 0.25, test: 0.2)
        return plan
    }

    private static func trained(_ plan: TrainingPlan) throws -> EnsembleTraining {
        var training = EnsembleTraining(
            dataset: Dataset(
                CompositionTrainingTests.records, targets: plan.targets, form: plan.network.form),
            network: plan.network, configuration: plan.training, kernel: plan.kernel)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        let isComplete = training.fitKernel()
        #expect(isComplete)
        return training
    }

    private static func model(_ training: EnsembleTraining, _ plan: TrainingPlan) -> TrainedModel {
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        return TrainedModel(
            card: card, networks: training.finished.map(\.network), kernel: training.kernel)
    }

    @Test("knows what it was taught, and what is near it, better than networks of three epochs")
    func learns() throws {
        let plan = Self.plan()
        let training = try Self.trained(plan)
        let kernel = try #require(training.kernel)
        let rows = training.split.test
        let truths = training.dataset.labels(rows)
        let answers = training.answers(rows)
        func error(_ values: [[Double]]) -> Double {
            let known = rows.indices.filter { truths[$0][0].isFinite }
            return known.reduce(0) { $0 + abs(values[$1][0] - truths[$1][0]) } / Double(known.count)
        }
        #expect(answers.members.count == 3)
        #expect(error(answers.members[2]) < 0.75 * error(answers.members[0]))
        #expect(error(answers.means) < error(answers.members[0]))
        #expect(kernel.shares[0] > 0.7, "the validation part finds it better: \(kernel.shares)")
        for row in answers.members[2] { #expect((0...1).contains(row[1])) }
        #expect(Set(answers.members[2].map { $0[1] }).count > 5, "control")
        let taught = training.answers(training.split.train).members[2]
        for (row, truth) in zip(taught, training.dataset.labels(training.split.train))
        where truth[0].isFinite {
            #expect(abs(row[0] - truth[0]) < 0.05)
        }
    }

    @Test("the mean is by its share, and the spread the members' about it")
    func shares() throws {
        let training = try Self.trained(Self.plan(share: 0.25))
        let answers = training.answers(training.split.test)
        #expect(training.kernel?.shares == [0.25, 0.25])
        for row in training.split.test.indices {
            let values = answers.members.map { $0[row][0] }
            let mean = 0.375 * values[0] + 0.375 * values[1] + 0.25 * values[2]
            #expect(abs(answers.means[row][0] - mean) < 1e-12)
            #expect(answers.spreads[row][0] > 0)
        }
        // Equal shares are the standard deviation of a sample.
        let three = [[[1.0]], [[2.0]], [[4.0]]]
        let equal = EnsembleAnswers(Array(three.prefix(2)), kernel: three[2], shares: [1.0 / 3])
        let plain = EnsembleAnswers(three)
        #expect(abs(equal.means[0][0] - plain.means[0][0]) < 1e-12)
        #expect(abs(equal.spreads[0][0] - plain.spreads[0][0]) < 1e-12)
        #expect(EnsembleAnswers([[[1.0]]], kernel: [[3]], shares: [1]).spreads == [[0]])
    }

    @Test("its share is what makes the squares of the errors least, within 0 and 1")
    func choice() throws {
        var kernel = try #require(try Self.trained(Self.plan(share: 0.5)).kernel)
        let truths = (0..<40).map { [Double($0), $0 < 5 ? 1 : .nan] }
        // Errors of 1 and −3: 3/4 and 1/4 make them nothing.
        let (own, networks) = (truths.map { [$0[0] + 1, 0.5] }, truths.map { [$0[0] - 3, 0.2] })
        kernel.chooseShares(own: own, networks: networks, truths: truths)
        #expect(abs(kernel.shares[0] - 0.75) < 1e-12)
        #expect(kernel.shares[1] == 0.5, "too few truths to tell")
        kernel.chooseShares(own: networks, networks: truths, truths: truths)
        #expect(kernel.shares[0] == 0)
    }

    @Test("answers from its file as before, with error bars, and the card says what it is")
    func file() throws {
        let plan = Self.plan()
        let model = Self.model(try Self.trained(plan), plan)
        let bytes = try model.encoded()
        let back = try TrainedModel(decoding: bytes)
        #expect(try back.encoded() == bytes)
        #expect(back.card.plan == plan)
        #expect(back.card.isOf(plan, rows: ""))
        var other = plan
        other.kernel?.ridge = 1
        #expect(!back.card.isOf(other, rows: ""), "control")
        #expect(back.card.kernelMember?.meanAbsoluteErrors.count == 2)
        let formulas = CompositionTrainingTests.records.map(\.composition)
        let (one, two) = (
            ModelPredictor(model, fingerprint: "").estimates(for: formulas),
            ModelPredictor(back, fingerprint: "").estimates(for: formulas)
        )
        #expect(one.map { $0.map(\.value) } == two.map { $0.map(\.value) })
        #expect(two.allSatisfy { $0[0].hasInterval })
        let without = TrainedModel(card: Self.bare(model.card), networks: model.networks)
        let bare = ModelPredictor(without, fingerprint: "").estimates(for: formulas)
        #expect(zip(one, bare).contains { abs($0[0].mean - $1[0].mean) > 1e-3 }, "control")
    }

    private static func bare(_ card: ModelCard) -> ModelCard {
        var card = card
        (card.kernel, card.kernelMember) = (nil, nil)
        return card
    }

    @Test("a damaged file is an error, not a trap")
    func damage() throws {
        let plan = Self.plan(members: nil)
        let bytes = try Self.model(try Self.trained(plan), plan).encoded()
        let file = try SafeTensors(decoding: bytes)
        #expect(file.tensors.contains { $0.name == "kernel.ends" }, "control")
        for (name, value) in [
            ("kernel.elements", 400), ("kernel.elements", -1), ("kernel.fractions", 0),
            ("kernel.fractions", .nan), ("kernel.ends", 1e30), ("kernel.ends", 0),
            ("kernel.weights", .infinity), ("kernel.deviations", .nan),
        ] as [(String, Float)] {
            var wrong = file
            for k in wrong.tensors.indices where wrong.tensors[k].name == name {
                wrong.tensors[k].tensor.update { $0[1] = value }
            }
            #expect(throws: CheckpointError.self, "\(name) \(value)") {
                try TrainedModel(decoding: wrong.encoded())
            }
        }
        var missing = file
        missing.tensors.removeAll { $0.name == "kernel.weights" }
        #expect(throws: CheckpointError.self) { try TrainedModel(decoding: missing.encoded()) }
    }

    @Test("gives the same bits on any number of threads, and resumed after the last epoch")
    func bits() throws {
        let plan = Self.plan()
        let files = try [1, 3].map { threads in
            try Workers.withCount(threads) {
                try Self.model(try Self.trained(plan), plan).encoded()
            }
        }
        #expect(files[0] == files[1])
        var first = CompositionTrainingTests.training(plan)
        while !first.isFinished { _ = try first.runEpoch { _, _ in true } }
        var second = EnsembleTraining(
            dataset: first.dataset, network: plan.network, configuration: plan.training,
            kernel: plan.kernel)
        try second.resume(from: first.encodedState(data: "d"), data: "d")
        var isStopped = false
        let isComplete = second.fitKernel { _ in
            isStopped = true
            return false
        }
        #expect(isStopped && !isComplete && second.kernel == nil)
        let isFitted = second.fitKernel()
        #expect(isFitted)
        #expect(try Self.model(second, plan).encoded() == files[0])
    }

    @Test("more compositions than the memory holds are refused, with what that would take")
    func memory() {
        #expect(KernelRegression.objection(to: 12_000, memory: 1e9) == nil)
        let objection = KernelRegression.objection(to: 200_000, memory: 24e9)
        #expect(
            objection?.contains("200000 formulas takes 160 GB, and this machine has 24") == true)
    }

    @Test("a plan has it whole, in part, or not, and only for compositions")
    func plans() throws {
        let network: [String: Any] = ["kind": "composition"]
        let plan = try TrainingPlan(overriding: ["network": network, "kernel": ["ridge": 0.1]])
        #expect(plan.kernel?.ridge == 0.1 && plan.kernel?.statistics == KernelSettings().statistics)
        #expect(plan.kernel?.share == nil)
        #expect(try TrainingPlan(overriding: ["network": network]).kernel == nil)
        for (wrong, kernel) in [
            (["kind": "crystal-graph"], [:]), (network, ["ridge": 0]), (network, ["share": 1.5]),
            (network, ["width": 3]), (network, ["statistics": 0, "fractions": 0]),
        ] as [([String: Any], [String: Any])] {
            #expect(throws: PlanError.self, "\(kernel)") {
                try TrainingPlan(overriding: ["network": wrong, "kernel": kernel])
            }
        }
    }
}
