import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Model files")
struct CheckpointTests {
    @Test("tensors and metadata come back from their bytes")
    func roundTrip() throws {
        let file = SafeTensors(
            tensors: [
                ("a", Tensor([1, -2.5, .pi], shape: [3, 1])), ("b", Tensor([], shape: [0, 4])),
                ("c", Tensor(7)),
            ], metadata: ["note": "Å"])
        let back = try SafeTensors(decoding: file.encoded())
        #expect(back.metadata == ["note": "Å"])
        #expect(back["a"]?.scalars == [1, -2.5, .pi] && back["a"]?.shape == [3, 1])
        #expect(back["b"]?.shape == [0, 4] && back["c"]?.item == 7)
    }

    @Test("no cut or changed byte of a file crashes the reader")
    func damage() throws {
        let tensors = [(name: "a", tensor: Tensor([1, 2, 3]))]
        let whole = try SafeTensors(tensors: tensors, metadata: ["k": "v"]).encoded()
        for length in 0..<whole.count {
            #expect(throws: (any Error).self) { try SafeTensors(decoding: whole.prefix(length)) }
        }
        var generator = SplitMix64(seed: 2)
        for _ in 0..<2000 {
            var bytes = whole
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[bytes.startIndex + place] = UInt8.random(in: 0...255, using: &generator)
            _ = try? SafeTensors(decoding: bytes)
        }
    }

    @Test("a model predicts the same after being written and read", arguments: [nil, 3])
    func model(members: Int?) throws {
        var training = TrainingTests.ensemble(epochs: 2, members: members)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        let model = TrainingTests.model(training)
        let back = try TrainedModel(decoding: model.encoded())
        let crystals = TrainingTests.records.map(\.crystal)
        let one = ModelPredictor(model, fingerprint: "").predict(crystals)
        let two = ModelPredictor(back, fingerprint: "").predict(crystals)
        #expect(one == two)
        #expect(one.allSatisfy { $0[0] > 0 })
        #expect(try model.encoded() == back.encoded())
        #expect(model.card.metrics[0].physical.count > 0)
        #expect(model.card.members?.count == members && model.networks.count == members ?? 1)
    }

    @Test("a file without a card says so")
    func noCard() throws {
        let file = try SafeTensors(tensors: [], metadata: [:]).encoded()
        #expect(throws: CheckpointError.self) { try TrainedModel(decoding: file) }
    }

    @Test(
        "a value of another kind is refused with its place and what it takes",
        arguments: [
            (["training": ["epochs": "many"]], "training.epochs takes a whole number"),
            (["training": ["learningRate": "fast"]], "training.learningRate takes a number"),
            (["network": ["rule": ["ties": "cut"]]], "network.rule.ties takes settings of its own"),
            (["targets": 3], "targets takes a list"), (["name": [1]], "name takes a word"),
            (["training": ["epochs": 2.5]], "training.epochs takes a whole number"),
            (["training": ["seed": -1]], "training.seed takes a whole number from 0 on"),
            (["training": ["learningRate": Double.infinity]], "learningRate takes a finite number"),
            (["training": ["weightDecay": -50.0]], "training.weightDecay is below 0"),
            (
                ["training": ["epochs": 9_223_372_036_854_775_807]],
                "training.epochs is 9223372036854775807, not from 1 to 10000000"
            ),
            (
                ["training": ["schedule": ["oneCycle": ["warmup": 5]] as [String: [String: Int]]]],
                "training.schedule.oneCycle.warmup is a share of the training"
            ),
            (
                [
                    "training": [
                        "schedule": [
                            "step": ["milestones": [0.5], "factor": -1.0] as [String: any Sendable]
                        ]
                    ]
                ],
                "training.schedule.step.factor is not above 0"
            ),
            (
                ["targets": [["name": "K"]], "training": ["loss": "bce"]] as [String: any Sendable],
                "training.loss: bce is of questions"
            ),
            (["maximumSites": 0], "maximumSites is not above 0"),
            (["cleaning": ["disagreement": -1]], "cleaning.disagreement is not above 0"),
            (["training": ["loss": "huberr"]], "training.loss: there is no huberr; there are mse,"),
            (
                ["targets": [["name": "K", "transform": "log2"]]],
                "targets[1].transform: there is no log2; there are identity, log10, log"
            ),
        ] as [([String: any Sendable], String)])
    func kinds(values: [String: any Sendable], words: String) throws {
        let error = #expect(throws: PlanError.self) { try TrainingPlan(overriding: values) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(
        "a setting that there is none of is refused with its place, however deep it stands",
        arguments: [
            (
                #"{"adaptations":[{"file":"a","energy":{"from":"e","to":"f","presure":10}}]}"#,
                "no setting adaptations[1].energy.presure; here stand from, pressure, references, to"
            ),
            (
                #"{"targets":[{"name":"K","classification":{"above":10,"foo":2}}]}"#,
                "no setting targets[1].classification.foo; here stand above, atMost"
            ),
            (
                #"{"network":{"basis":{"step":0.2,"centers":41,"foo":1}}}"#,
                "no setting network.basis.foo; here stand centers, step"
            ),
            (
                #"{"training":{"schedule":{"oneCycle":{"warmup":0.1,"foo":1}}}}"#,
                "no setting training.schedule.oneCycle.foo; here stand warmup"
            ),
        ])
    func unknown(text: String, words: String) throws {
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let values = try #require(json as? [String: Any])
        let error = #expect(throws: PlanError.self) { try TrainingPlan(overriding: values) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test("a shape whose product no integer holds is refused, with an extent of 0 too")
    func shapes() throws {
        for shape in ["[1000000000,1000000000,1000000000]", "[4000000000,4000000000,4000000000,0]"]
        {
            let text = #"{"a":{"dtype":"F32","shape":"# + shape + #","data_offsets":[0,0]}}"#
            let length = (0..<8).map { UInt8(truncatingIfNeeded: text.utf8.count >> (8 * $0)) }
            #expect(throws: (any Error).self) {
                try SafeTensors(decoding: Data(length) + Data(text.utf8))
            }
        }
    }

    @Test("a state whose steps or averages are no numbers is refused, and does not end the program")
    func damagedState() throws {
        var training = TrainingTests.training()
        _ = try training.runEpoch { _, _ in true }
        let whole = try training.encodedState(data: "d")
        for name in ["optimizer.steps", "optimizer.0.0"] {
            let file = try SafeTensors(decoding: whole)
            let tensors = file.tensors.map { tensor -> (name: String, tensor: Tensor) in
                guard tensor.name == name else { return tensor }
                return (
                    name,
                    Tensor(tensor.tensor.scalars.map { _ in .nan }, shape: tensor.tensor.shape)
                )
            }
            let damaged = try SafeTensors(tensors: tensors, metadata: file.metadata).encoded()
            var other = TrainingTests.training()
            #expect(throws: CheckpointError.self, "\(name)") {
                try other.resume(from: damaged, data: "d")
            }
        }
    }

    @Test(
        "a schedule is read as a word or with its parameters, and written as cards always had it",
        arguments: [
            (.constant, "{\"constant\":{}}"), (.cosine, "{\"cosine\":{}}"),
            (.oneCycle(warmup: 0.25), "{\"oneCycle\":{\"warmup\":0.25}}"),
            (
                .step(milestones: [0.5, 0.75], factor: 0.125),
                "{\"step\":{\"factor\":0.125,\"milestones\":[0.5,0.75]}}"
            ),
        ] as [(Schedule, String)])
    func schedules(schedule: Schedule, text: String) throws {
        #expect(try CardJSON.text(of: schedule) == text)
        #expect(try CardJSON.value(Schedule.self, from: text) == schedule)
        func plan(_ value: Any) throws -> Schedule {
            try TrainingPlan(overriding: ["training": ["schedule": value]]).training.schedule
        }
        #expect(try plan("cosine") == .cosine && plan("constant") == .constant)
        for wrong in ["cosin", ["cosin": [:]], ["cosine": [:], "constant": [:]]] as [Any] {
            let error = #expect(throws: PlanError.self) { try plan(wrong) }
            #expect(
                error?.description.contains("training.schedule: there") == true
                    && error?.description.contains("constant, cosine") == true)
        }
    }

    @Test("a plan overrides what it names, and refuses what there is not")
    func plan() throws {
        let plan = try TrainingPlan(overriding: [
            "targets": [["name": "K", "unit": "GPa", "transform": "log10"]],
            "training": ["epochs": 7, "schedule": ["step": ["milestones": [0.5], "factor": 0.1]]],
            "cleaning": ["ranges": ["K": [10, 500]], "disagreement": 0.3],
            "maximumSites": 20,
        ])
        #expect(plan.training.epochs == 7 && plan.maximumSites == 20)
        #expect(plan.training.schedule == .step(milestones: [0.5], factor: 0.1))
        #expect(plan.training.batchSize == TrainingConfiguration().batchSize)
        #expect(plan.cleaning.ranges == ["K": [10, 500]] && plan.cleaning.disagreement == 0.3)
        #expect(throws: PlanError.self) {
            try TrainingPlan(overriding: ["training": ["epoch": 7]])
        }
        for (section, values) in [
            ("training", ["epochs": "many"] as [String: Any]), ("training", ["batchSize": 0]),
            ("training", ["saveEvery": 0]), ("network", ["width": 60]),
            ("network", ["hiddenLayers": -1]), ("network", ["basis": ["step": 0.2, "centers": 7]]),
            ("cleaning", ["ranges": ["K": [500, 10]]]), ("cleaning", ["ranges": ["K": [1]]]),
            ("cleaning", ["ranges": ["K": [1, 2, NSNull()]]]),
        ] {
            #expect(throws: PlanError.self, "\(section) \(values)") {
                try TrainingPlan(overriding: [section: values])
            }
        }
    }
}
