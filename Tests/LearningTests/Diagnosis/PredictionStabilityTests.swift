import Crystals
import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("Stability of predictions")
struct PredictionStabilityTests {
    private static func predictor() throws -> ModelPredictor {
        var training = TrainingTests.ensemble(epochs: 8)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        return ModelPredictor(TrainingTests.model(training), fingerprint: "")
    }

    private static let crystals = TrainingTests.records.prefix(12).map(\.crystal)

    @Test("nothing changes where nothing is done, and more where more is")
    func size() throws {
        let stability = try PredictionStability(
            try Self.predictor(), crystals: Self.crystals, seed: 3,
            disturbances: [.noise(0), .noise(0.02), .noise(0.1), .strain(0), .strain(0.02)])
        let changes = stability.targets[0].map(\.rootMeanSquare)
        #expect(changes[0] < 1e-6 && changes[3] < 1e-6, "\(changes)")
        #expect(changes[1] > 1e-4 && changes[2] > 1.5 * changes[1], "\(changes)")
        #expect(changes[4] > 1e-3, "\(changes)")
        #expect(stability.crystals == 12 && stability.targets.count == 1)
    }

    @Test("a strain changes every length by its share, and the change is the difference")
    func strain() throws {
        let predictor = try Self.predictor()
        let stability = try PredictionStability(
            predictor, crystals: Self.crystals, seed: 3, disturbances: [.strain(-0.02)])
        let change = stability.targets[0][0]
        for (crystal, found) in zip(Self.crystals, change.changes) {
            let a = crystal.lattice.rows[0].x
            let small = Crystal(lattice: .cubic(0.98 * a), sites: crystal.sites)
            let both = predictor.estimates(for: [small, crystal]).map { $0[0].mean }
            #expect(abs(both[0] - both[1] - found) < 1e-5)
        }
        let mean = change.changes.reduce(0, +) / 12
        let square = change.changes.reduce(0) { $0 + $1 * $1 } / 12
        #expect(abs(change.mean - mean) < 1e-12)
        #expect(abs(change.deviation * change.deviation + mean * mean - square) < 1e-12)
        #expect(abs(change.rootMeanSquare - square.squareRoot()) < 1e-12)
        #expect(change.largest == change.changes.map(abs).max())
    }

    @Test("displacements depend on the seed and the crystal's place alone")
    func seeds() throws {
        let predictor = try Self.predictor()
        func changes(_ seed: UInt64, _ count: Int) throws -> [Double] {
            try PredictionStability(
                predictor, crystals: Array(Self.crystals.prefix(count)), seed: seed,
                disturbances: [.noise(0.05)]
            ).targets[0][0].changes
        }
        let few = try changes(1, 4)
        #expect(try Array(changes(1, 12).prefix(4)) == few)
        #expect(try changes(2, 4) != few)
        #expect(Set(few).count == 4)
        // Of one crystal at two places.
        let twice = try PredictionStability(
            predictor, crystals: [Self.crystals[0], Self.crystals[0]], seed: 1,
            disturbances: [.noise(0.05)]
        ).targets[0][0].changes
        #expect(twice[0] == few[0] && abs(twice[1] - twice[0]) > 1e-6)
    }
}
