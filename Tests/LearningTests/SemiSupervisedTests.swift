import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Crystals without labels")
struct SemiSupervisedTests {
    private static let crystals = TrainingTests.records.map(\.crystal)

    private static func training(
        _ pool: UnlabelledPool, epochs: Int = 4, labels: Int? = nil
    ) -> EnsembleTraining {
        let plain = TrainingTests.ensemble(epochs: epochs)
        var configuration = plain.configuration
        (configuration.averaging, configuration.labels) = (0.9, labels)
        return EnsembleTraining(
            dataset: plain.dataset, network: plain.current.network.configuration,
            configuration: configuration, beginning: Beginning(unlabelled: pool))
    }

    @Test("atoms move by as much as was asked, and as many edges are left out")
    func perturbation() throws {
        let rule = GraphRule.standard
        let supercell = SampleCrystals.rockSalt
        var generator = SplitMix64(seed: 4)
        var builder = CrystalGraphBuilder(rule: rule)
        let whole = builder.graph(of: supercell)
        var (edges, squares, count) = (0, 0.0, 0)
        for _ in 0..<200 {
            let thin = Perturbation(noise: 0, droppedEdges: 0.25)
                .graph(of: supercell, by: &builder, using: &generator)
            edges += thin.edgeCount
            let moved = Perturbation(noise: 0.02, droppedEdges: 0)
                .graph(of: supercell, by: &builder, using: &generator)
            // The six bonds of 2.82 Å; along a bond, both ends move: σ√2.
            for atom in moved.atoms.indices {
                for edge in moved.edges(of: atom).prefix(6) {
                    squares += pow(Double(moved.distances[edge]) - 2.82, 2)
                    count += 1
                }
            }
        }
        // Each atom keeps its nearest neighbour.
        let expected = 200 * (8 + 0.75 * Double(whole.edgeCount - 8))
        #expect(abs(Double(edges) / expected - 1) < 0.02)
        let deviation = (squares / Double(count)).squareRoot()
        #expect(abs(deviation - 0.02 * 2.0.squareRoot()) < 0.002, "\(deviation)")
        let still = Perturbation(noise: 0, droppedEdges: 0)
            .graph(of: supercell, by: &builder, using: &generator)
        #expect(still == whole)
    }

    @Test("the weight rises as exp(−5 (1 − t)²) and stays")
    func weights() {
        var settings = SemiSupervised()
        (settings.weight, settings.rampUp) = (2, 0.5)
        #expect(abs(settings.weight(at: 0) - 2 * exp(-5)) < 1e-12)
        #expect(abs(settings.weight(at: 0.25) - 2 * exp(-1.25)) < 1e-12)
        #expect(settings.weight(at: 0.5) == 2 && settings.weight(at: 0.99) == 2)
    }

    @Test("a draw follows from its seed alone, whatever the threads")
    func draws() {
        let pool = UnlabelledPool(SemiSupervised(), crystals: Self.crystals, rule: .standard)
        let draws = [1, 2, 3].map { count in Workers.withCount(count) { pool.draw(seed: 7) } }
        #expect(draws[0].graphs == draws[1].graphs && draws[0].teachers == draws[2].teachers)
        #expect(draws[0].graphs.count == 60 && draws[0].labels == nil)
        #expect(draws[0].graphs != draws[0].teachers, "two perturbations")
        #expect(draws[0].graphs != pool.draw(seed: 8).graphs)
    }

    @Test("a mean teacher changes the training; resumed, it ends with the same bits")
    func meanTeacher() throws {
        var settings = SemiSupervised()
        settings.batchSize = 16
        let pool = UnlabelledPool(settings, crystals: Self.crystals, rule: .standard)
        var whole = Self.training(pool)
        _ = try whole.runEpoch { _, _ in true }
        let state = try whole.encodedState(data: "d")
        while !whole.isFinished { _ = try whole.runEpoch { _, _ in true } }
        var second = Self.training(pool)
        try second.resume(from: state, data: "d")
        while !second.isFinished { _ = try second.runEpoch { _, _ in true } }
        let bytes = try TrainingTests.model(whole).encoded()
        #expect(try TrainingTests.model(second).encoded() == bytes)
        settings.weight = 0
        var without = Self.training(
            UnlabelledPool(settings, crystals: Self.crystals, rule: .standard))
        while !without.isFinished { _ = try without.runEpoch { _, _ in true } }
        #expect(try TrainingTests.model(without).encoded() != bytes)
    }

    @Test("a teacher on another scale is understood, and one that answers another question refused")
    func scales() throws {
        var teacher = TrainingTests.ensemble(epochs: 2)
        while !teacher.isFinished { _ = try teacher.runEpoch { _, _ in true } }
        let predictor = ModelPredictor(TrainingTests.model(teacher), fingerprint: "")
        var settings = SemiSupervised()
        (settings.method, settings.batchSize) = (.pseudoLabels, 60)
        func labels(_ target: Target) throws -> [Double] {
            let pool = try UnlabelledPool(
                settings, crystals: Self.crystals, rule: .standard, teacher: predictor,
                targets: [target])
            return try #require(pool.draw(seed: 1).labels).map { $0[0] }
        }
        let logarithms = try labels(Target(name: "y", unit: "", transform: .log10))
        let plain = try labels(Target(name: "y", unit: ""))
        #expect(Set(logarithms).count > 10, "control")
        for (a, b) in zip(logarithms, plain) { #expect(abs(pow(10, a) / b - 1) < 1e-9) }
        for other in [
            Target(name: "y", classification: .above(3)), Target(name: "y", above: 3),
            Target(name: "y", perSite: true), Target(name: "y", label: "z"),
        ] { #expect(throws: TransferError.self) { try labels(other) } }
        #expect(throws: TransferError.self) { try labels(Target(name: "z")) }
    }

    @Test("with few labels, pseudo-labels of a good teacher bring the student near to it")
    func pseudoLabels() throws {
        var teacher = TrainingTests.ensemble(epochs: 40, members: 3)
        while !teacher.isFinished { _ = try teacher.runEpoch { _, _ in true } }
        let predictor = ModelPredictor(TrainingTests.model(teacher), fingerprint: "")
        var settings = SemiSupervised()
        (settings.method, settings.certain, settings.rampUp) = (.pseudoLabels, 0.8, 0)
        (settings.batchSize, settings.noise) = (16, 0.01)
        let pool = try UnlabelledPool(
            settings, crystals: Self.crystals, rule: .standard, teacher: predictor,
            targets: teacher.dataset.targets)
        #expect(pool.count == 48)
        let taught = predictor.estimates(for: Self.crystals).map { $0[0].mean }
        func distance(_ pool: UnlabelledPool) throws -> Double {
            var student = Self.training(pool, epochs: 60, labels: 6)
            #expect(student.split.train.count == 6)
            while !student.isFinished { _ = try student.runEpoch { _, _ in true } }
            let its = ModelPredictor(TrainingTests.model(student), fingerprint: "")
                .estimates(for: Self.crystals).map { $0[0].mean }
            return zip(taught, its).reduce(0) { $0 + abs($1.0 - $1.1) } / 60
        }
        var none = settings
        none.weight = 0
        let alone = try UnlabelledPool(
            none, crystals: Self.crystals, rule: .standard, teacher: predictor,
            targets: teacher.dataset.targets)
        let (with, without) = (try distance(pool), try distance(alone))
        #expect(with < 0.5 * without, "\(with), \(without)")
        #expect(throws: TransferError.self) {
            try UnlabelledPool(
                settings, crystals: Self.crystals, rule: .standard, teacher: predictor,
                targets: [Target(name: "other")])
        }
    }
}
