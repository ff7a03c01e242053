import Crystals
import Foundation
import Learning
import TestKit
import Testing

@testable import Discovery

@Suite("Error bars in a screening")
struct ErrorBarTests {
    /// A predictor of both moduli that knows how wrong it is, with made-up networks.
    private static func model(scenarios: [[Double]]) throws -> ModelPredictor {
        let records = (0..<30).map { k in
            CrystalRecord(
                id: "x\(k)",
                crystal: Crystal(
                    lattice: .cubic(3.5 + 0.02 * Double(k)),
                    sites: SampleCrystals.rockSalt.sites),
                labels: ["K": 100 + Double(k), "G": 50 + Double(k)], source: Source(file: "made"))
        }
        var plan = TrainingPlan()
        plan.targets = ["K", "G"].map { Target(name: $0, transform: .log10) }
        var shape = CGCNN.Configuration()
        (shape.width, shape.hiddenWidth, shape.convolutions, shape.outputs) = (16, 16, 1, 2)
        plan.network = .crystalGraph(shape)
        (plan.training.epochs, plan.training.split) = (
            1, .init(validation: 0.2, test: 0.2, by: .row)
        )
        var training = EnsembleTraining(
            dataset: Dataset(
                records, targets: plan.targets, rule: shape.rule,
                grouping: plan.training.split.grouping),
            network: plan.network, configuration: plan.training)
        _ = try training.runEpoch { _, _ in true }
        var card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        let scale = try CardJSON.value(
            UncertaintyScale.self, from: #"{"floor":0.05,"inflation":1,"quantile":1.5}"#)
        let json =
            #"{"count":99,"scales":[\#(try CardJSON.text(of: scale)),"#
            + #"\#(try CardJSON.text(of: scale))],"scenarios":\#(try CardJSON.text(of: scenarios))}"#
        card.calibration = try CardJSON.value(Calibration.self, from: json)
        return ModelPredictor(
            TrainedModel(card: card, networks: training.finished.map(\.network)),
            fingerprint: "f")
    }

    /// 39 errors of both moduli, that of G twice that of K.
    private static let together = (-19...19).map { [Double($0) / 10, Double($0) / 5] }

    @Test("each scenario moves both moduli by the errors of one crystal")
    func scenarios() throws {
        let model = try Self.model(scenarios: Self.together)
        let scenarios = try #require(ModulusScenarios([model]))
        let crystal = SampleCrystals.rockSalt
        let estimate = model.estimates(for: [crystal])[0]
        let pairs = scenarios.moduli(bulk: estimate[0], shear: estimate[1])
        #expect(pairs.count == 39)
        for (k, pair) in pairs.enumerated() {
            let z = Double(k - 19) / 10
            #expect(abs(log10(pair.bulk / estimate[0].value) - 0.05 * z) < 1e-9)
            #expect(abs(log10(pair.shear / estimate[1].value) - 0.1 * z) < 1e-9)
        }
        // Of 39, the second from either end: the errors of ±1.8.
        let bars = try #require(pairs.intervals(of: crystal))
        let ends = [pairs[1], pairs[37]].mechanics(of: crystal).map(\.hardness).sorted()
        #expect(abs(bars.hardness.lowerBound - ends[0]) < 1e-9 * ends[0])
        #expect(abs(bars.hardness.upperBound - ends[1]) < 1e-9 * ends[1])
        #expect(bars.hardness.lowerBound < bars.hardness.upperBound, "control")
        #expect(Array(pairs.prefix(10)).intervals(of: crystal) == nil)
    }

    @Test("a screened crystal has the ends of its bars, each with the origin of its quantity")
    func screened() throws {
        let model = try Self.model(scenarios: Self.together)
        let set = try ModelSet(
            [model], sizesCrystals: false,
            ladder: Ladder(rungs: [
                .init(name: "networks", kind: .networks)
            ]))
        let prediction = set.mechanics(of: [SampleCrystals.rockSalt])[0]
        let known = try #require(prediction.withMechanics(of: SampleCrystals.rockSalt))
        for quantity in [Quantity.bulkModulus, .shearModulus, .hardness, .toughness] {
            let interval = try #require(known.interval(of: quantity))
            let value = try #require(known[quantity])
            #expect(interval.contains(value) && interval.lowerBound < interval.upperBound)
        }
        #expect(known.interval(of: .youngModulus) == nil)
        let origins = set.origins
        #expect(origins[.bulkModulusLow] == origins[.bulkModulus])
        #expect(origins[.shearModulusHigh]?.kind == .network)
    }

    private static func placed(_ ladder: Ladder) throws -> [Int] {
        let ledger = MemoryLedger()
        try ledger.begin(
            RunRecord(command: "c", version: "v", models: [], ladder: ladder.yaml))
        let samples: [(Double, Double, Double, Double)] = [
            (60, 20, 5, 2), (55, 50, 4.5, 4.2), (40, 38, 3, 2.9),
        ]
        let crystals = samples.enumerated().map { k, sample in
            let row = ScreenedCrystal(
                entry: k, id: "c\(k)", formula: "SiC", spaceGroup: nil, origin: "", sites: 2,
                primitiveSites: 2, isOrdered: true, elements: ElementSet([]),
                quantities: Quantities([
                    .hardness: sample.0, .hardnessLow: sample.1, .hardnessHigh: 100,
                    .toughness: sample.2, .toughnessLow: sample.3, .toughnessHigh: 9,
                    .bulkModulus: 200, .shearModulus: 200,
                ]))
            return (row, Crystal(lattice: .cubic(4), sites: []))
        }
        try ledger.append(
            ScreenedChunk(first: 0, count: 3, crystals: crystals, rejections: [], origins: [:]))
        let ranking = try Ranking(of: ledger, by: ladder)
        var names = PlaceNames(
            ranking.placements, by: ladder.ranking, crystal: ledger.crystal(at:))
        let others = try names.others(than: ranking.placements[2])
        let isLower = ladder.ranking == .lowerEnds
        #expect(others.rivals[0].contains(isLower ? "at least 38.0 GPa, 2.90" : "55.0 GPa, 4.50"))
        let reason = PlaceReason(ladder: ladder)(
            ranking.placements[0], crystals[ranking.placements[0].entry].0,
            others: try names.others(than: ranking.placements[0]))
        #expect(reason.contains(isLower ? "H 55.0 (50.0–100) GPa" : "H 60.0 (20.0–100) GPa"))
        return ranking.placements.map(\.entry)
    }

    @Test("by lower ends the sure stand before the lucky; by predictions, as they come out")
    func order() throws {
        let rungs = [Ladder.Rung(name: "networks", kind: .networks)]
        #expect(try Self.placed(Ladder(rungs: rungs)) == [1, 2, 0])
        #expect(try Self.placed(Ladder(rungs: rungs, ranking: .predictions)) == [0, 1, 2])
    }

    @Test("a ladder's basis is read, written, and refused where there is no such")
    func text() throws {
        let ladder = try Ladder(yaml: "ranking: predictions\nrungs:\n  - kind: networks\n")
        #expect(ladder.ranking == .predictions && ladder.yaml.hasPrefix("ranking: predictions\n"))
        #expect(try Ladder(yaml: ladder.yaml) == ladder)
        #expect(try Ladder(yaml: "rungs: [{kind: networks}]").ranking == .lowerEnds)
        #expect(throws: LadderError.self) {
            try Ladder(yaml: "ranking: luck\nrungs: [{kind: networks}]")
        }
    }
}
