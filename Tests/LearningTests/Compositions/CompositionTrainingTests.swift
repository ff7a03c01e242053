import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("The training of a composition network")
struct CompositionTrainingTests {
    /// T = 20 K times one more than the share of the first of two elements; 0 for every ninth.
    static let records: [FormulaRecord] = {
        let pairs = [("Nb", "Sn"), ("Mg", "B"), ("Fe", "Se"), ("V", "Si"), ("Mo", "N")]
        return (0..<90).compactMap { k in
            let (a, b) = pairs[k % pairs.count]
            let share = Double(k / pairs.count + 1) / 20
            let formula = "\(a)\(share)\(b)\(1 - share)"
            guard let composition = try? Composition(formula: formula) else { return nil }
            return FormulaRecord(
                id: formula, formula: formula, composition: composition,
                labels: ["Tc": k.isMultiple(of: 9) ? 0 : 20 * (1 + share)],
                source: Source(file: "made-up.csv", place: "line \(k + 2)"))
        }
    }()

    static let targets = [
        Target(name: "Tc", transform: .log),
        Target(name: "hot", label: "Tc", classification: .above(30), weight: 0.3),
    ]

    static func plan(epochs: Int = 30, members: Int? = nil) -> TrainingPlan {
        var plan = TrainingPlan()
        plan.targets = targets
        plan.network = .composition(CompositionNetworkTests.small().configuration)
        (plan.training.epochs, plan.training.batchSize) = (epochs, 16)
        (plan.training.loss, plan.training.clipping) = (.logCosh, 1)
        (plan.training.members, plan.training.averaging) = (members, 0.9)
        plan.training.split = SplitRule(validation: 0.1, test: 0.2)
        return plan
    }

    static func training(_ plan: TrainingPlan) -> EnsembleTraining {
        EnsembleTraining(
            dataset: Dataset(records, targets: plan.targets, form: plan.network.form),
            network: plan.network, configuration: plan.training)
    }

    static func model(_ plan: TrainingPlan) throws -> TrainedModel {
        var training = training(plan)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        return TrainedModel(card: card, networks: training.finished.map(\.network))
    }

    @Test("learns a number and a question, and answers from its file as before")
    func learns() throws {
        #expect(Self.records.count == 90, "control")
        let model = try Self.model(Self.plan(epochs: 60, members: 2))
        let metrics = model.card.metrics
        #expect(metrics[0].learned.r2 > 0.8, "\(metrics[0].learned)")
        #expect(metrics[0].learned.count < metrics[1].learned.count, "a T_c of 0 has no logarithm")
        let bytes = try model.encoded()
        let back = try TrainedModel(decoding: bytes)
        #expect(try back.encoded() == bytes)
        #expect(back.card.plan?.network == Self.plan().network)
        let formulas = Self.records.map(\.composition)
        let (one, two) = (
            ModelPredictor(model, fingerprint: "").estimates(for: formulas),
            ModelPredictor(back, fingerprint: "").estimates(for: formulas)
        )
        #expect(one.map { $0.map(\.value) } == two.map { $0.map(\.value) })
        #expect(Set(one.map { $0[0].value }).count > 80, "control")
    }

    @Test("gives the same bits on any number of threads, and resumed after any epoch")
    func bits() throws {
        let plan = Self.plan(epochs: 4)
        let states = try [1, 3].map { threads in
            try Workers.withCount(threads) {
                var training = Self.training(plan)
                for _ in 0..<3 { _ = try training.runEpoch { _, _ in true } }
                return try training.encodedState(data: "d")
            }
        }
        #expect(states[0] == states[1])
        var whole = Self.training(plan)
        for _ in 0..<2 { _ = try whole.runEpoch { _, _ in true } }
        let middle = try whole.encodedState(data: "d")
        var resumed = Self.training(plan)
        try resumed.resume(from: middle, data: "d")
        _ = try whole.runEpoch { _, _ in true }
        _ = try resumed.runEpoch { _, _ in true }
        #expect(try whole.encodedState(data: "d") == resumed.encodedState(data: "d"))
        #expect(try whole.encodedState(data: "d") == states[0])
        #expect(middle != states[0], "control")
    }

    @Test("learns from the compositions of crystals, and answers for a crystal as for its formula")
    func crystals() throws {
        let records = TrainingTests.records
        let targets = [Target(name: "y", transform: .log10)]
        var plan = Self.plan(epochs: 2)
        plan.targets = targets
        plan.network.outputs = 1
        let dataset = Dataset(records, targets: targets, form: plan.network.form)
        #expect(dataset.rows.count == records.count)
        for (row, record) in zip(dataset.rows, records) {
            #expect(row.composition == record.crystal.composition)
        }
        #expect(dataset.elements == Set(records.flatMap { $0.crystal.composition.elements }))
        var training = EnsembleTraining(
            dataset: dataset, network: plan.network, configuration: plan.training)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        let predictor = ModelPredictor(
            TrainedModel(card: card, networks: training.finished.map(\.network)), fingerprint: "")
        let crystals = records.map(\.crystal)
        let together = predictor.estimates(for: crystals).map { $0[0].value }
        let formulas = predictor.estimates(for: crystals.map(\.composition)).map { $0[0].value }
        #expect(together == formulas && together.allSatisfy { $0 > 0 })
        var other = TrainingTests.ensemble(epochs: 1)
        _ = try other.runEpoch { _, _ in true }
        let graphs = ModelPredictor(TrainingTests.model(other), fingerprint: "")
        #expect(graphs.estimates(for: [crystals[0].composition])[0][0].value.isNaN)
        #expect(!graphs.readsCompositions && predictor.readsCompositions)
    }

    @Test("of one composition the mean counts, in which a 0 says that nothing was found")
    func average() throws {
        let rows = [("Nb3Sn", 18.0), ("Nb0.75Sn0.25", 0), ("Nb", 9.2), ("Nb6Sn2", 17), ("V", 0)]
        let records = try rows.enumerated().map { k, row in
            FormulaRecord(
                id: "\(k)", formula: row.0, composition: try Composition(formula: row.0),
                labels: ["Tc": row.1], source: Source(file: "f"))
        }
        var average = LabelAverage()
        average.zeroIsNone = true
        let (means, merged) = average.applied(to: records)
        #expect(means.map(\.id) == ["0", "2", "4"])
        #expect(means.map { $0.labels["Tc"] } == [17.5, 9.2, 0])
        #expect(merged.map(\.id) == ["1", "3"] && merged.allSatisfy { $0.rule == "average" })
        average.zeroIsNone = false
        #expect(average.applied(to: records).rows[0].labels["Tc"] == 35.0 / 3)
        // What a split by years tells apart stays apart, or the later would be learned from.
        let dated = zip(records, [1990.0, 2020, 1990, 1990, 1990]).map { record, year in
            var record = record
            record.labels["year"] = year
            return record
        }
        let apart = average.applied(to: dated, apartBy: "year").rows
        #expect(apart.map(\.id) == ["0", "1", "2", "4"])
        #expect(apart.map { $0.labels["year"] } == [1990, 2020, 1990, 1990])
        #expect(apart[0].labels["Tc"] == 17.5)
    }

    @Test("a plan names the kind of its network, and only composition networks say it on the card")
    func plans() throws {
        let plan = try TrainingPlan(overriding: [
            "network": ["kind": "composition", "blocks": 3, "encoding": ["linear": 16]],
            "cleaning": ["average": ["zeroIsNone": true]], "training": ["clipping": 1],
        ])
        guard case .composition(let shape) = plan.network else {
            Issue.record("\(plan.network)")
            return
        }
        #expect(shape.blocks == 3)
        #expect(shape.encoding.linear == 16 && shape.encoding.logarithmic == 24)
        #expect(plan.cleaning.average?.zeroIsNone == true && plan.training.clipping == 1)
        #expect(try TrainingPlan(overriding: [:]).cleaning.average == nil)
        let text = try CardJSON.text(of: plan)
        #expect(text.contains(#""kind":"composition""#))
        #expect(try CardJSON.value(TrainingPlan.self, from: text) == plan)
        let graph = try TrainingPlan(
            overriding: ["network": ["kind": "crystal-graph", "width": 32]])
        #expect(graph.network.crystalGraph?.width == 32)
        #expect(try !CardJSON.text(of: graph).contains("kind"))
        for wrong in [
            ["kind": "composition", "convolutions": 3], ["kind": "forest"], ["blocks": 2],
            ["kind": "composition", "width": 60],
        ] as [[String: Any]] {
            #expect(throws: PlanError.self, "\(wrong)") {
                try TrainingPlan(overriding: ["network": wrong])
            }
        }
    }

    @Test("the logarithm of the hyperbolic cosine is |x| far away, x²/(2 β) nearby, and 0 at 0")
    func logCosh() {
        func loss(_ x: Float) -> Double {
            Double(Loss.logCosh(Tensor([x], shape: [1, 1]), [0]).item)
        }
        #expect(abs(loss(0)) < 1e-7)
        for x in [0.01, -0.03, 0.2, -1.5] {
            // 2 β ln cosh(x / 2β), in Double.
            let expected = 0.2 * log(cosh(x / 0.2))
            #expect(abs(loss(Float(x)) - expected) < 1e-6, "\(x)")
        }
        let x = Tensor([0.3, -0.02, 1], shape: [3, 1])
        let check = GradientCheck(at: [x]) { Loss.logCosh($0[0], [0.1, 0, .nan]) }
        #expect(check.error < 3e-3 && check.largest > 0.05)
    }
}
