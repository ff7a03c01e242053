import Crystals
import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("Error bars")
struct UncertaintyTests {
    /// Residuals of Laplace's distribution whose scale is √(c² + s² σ²).
    private static func sample(
        _ count: Int, floor: Double, inflation: Double, seed: UInt64
    ) -> (residuals: [Double], spreads: [Double]) {
        var generator = SplitMix64(seed: seed)
        let spreads = (0..<count).map { _ in
            0.05 * exp(Double.random(in: -2...2, using: &generator))
        }
        let residuals = spreads.map { spread in
            let u = (floor * floor + inflation * inflation * spread * spread).squareRoot()
            let x = Double.random(in: -1..<1, using: &generator)
            return -u * log(1 - abs(x)) * (x < 0 ? -1 : 1)
        }
        return (residuals, spreads)
    }

    @Test("the scale of made-up residuals is found, and its intervals cover 90 % of further ones")
    func recovery() throws {
        let (residuals, spreads) = Self.sample(4000, floor: 0.03, inflation: 1.8, seed: 1)
        let scale = try #require(UncertaintyScale(residuals: residuals, spreads: spreads))
        #expect(abs(scale.floor - 0.03) < 0.004, "\(scale)")
        #expect(abs(scale.inflation - 1.8) < 0.15, "\(scale)")
        // Of |r|/u with Laplace's distribution.
        #expect(abs(scale.quantile - log(10)) < 0.15)
        let (truths, itsSpreads) = Self.sample(4000, floor: 0.03, inflation: 1.8, seed: 2)
        let zeros = truths.map { _ in 0.0 }
        let covered = try #require(scale.share(within: zeros, itsSpreads, of: truths))
        #expect(abs(covered - 0.9) < 0.015, "\(covered)")
        // Where the members agree and where they do not, alike.
        for wide in [true, false] {
            let part = truths.indices.filter { (itsSpreads[$0] > 0.05) == wide }
            let share = try #require(
                scale.share(
                    within: part.map { _ in 0 }, part.map { itsSpreads[$0] },
                    of: part.map { truths[$0] }))
            #expect(abs(share - 0.9) < 0.025, "\(share), wide: \(wide)")
        }
    }

    @Test("intervals made of few residuals hold nearly 90 % of further ones", arguments: [20, 300])
    func few(count: Int) throws {
        let (truths, spreads) = Self.sample(1000, floor: 0.03, inflation: 1.8, seed: 1)
        let zeros = truths.map { _ in 0.0 }
        let trials = 60_000 / (count + 100)
        let shares = try (0..<trials).map { trial in
            let made = Self.sample(count, floor: 0.03, inflation: 1.8, seed: UInt64(trial + 2))
            let scale = try #require(
                UncertaintyScale(residuals: made.residuals, spreads: made.spreads))
            return try #require(scale.share(within: zeros, spreads, of: truths))
        }
        let mean = shares.reduce(0, +) / Double(trials)
        #expect(abs(mean - (count == 20 ? 0.89 : 0.90)) < 0.01, "\(mean) of \(trials) trials")
    }

    @Test("without a spread it is one width for all: the conformal quantile of the residuals")
    func single() throws {
        let residuals = (1...99).map { Double($0) * ($0.isMultiple(of: 2) ? 1 : -1) }
        let scale = try #require(
            UncertaintyScale(residuals: residuals, spreads: residuals.map { _ in 0 }))
        #expect(scale.inflation == 0)
        #expect(abs(scale.halfWidth(spread: 0) - 90) < 1e-9)
        #expect(UncertaintyScale(residuals: [1, 2, 3], spreads: [0, 0, 0]) == nil)
    }

    @Test("ranks: of 199 scenarios the 10th from either end, of fewer than 19 none")
    func ranks() {
        let values = (1...199).map(Double.init).shuffledBy(3)
        #expect(Calibration.interval(values) == 10...190)
        #expect(Calibration.interval((1...19).map(Double.init)) == 1...19)
        #expect(Calibration.interval((1...18).map(Double.init)) == nil)
        #expect(Calibration.interval(values + [.nan]) == nil)
    }

    @Test("scenarios keep how the errors of two targets go together; a question has no bars")
    func scenarios() throws {
        var generator = SplitMix64(seed: 9)
        let errors = (0..<500).map { _ in Double.random(in: -0.1...0.1, using: &generator) }
        let answers = EnsembleAnswers([errors.map { _ in [1, 2, 0.5] }])
        let truths = errors.map { [1 + $0, 2 - 2 * $0, 1] }
        let targets = [
            Target(name: "K"), Target(name: "G"),
            Target(name: "metal", label: "gap", classification: .atMost(0)),
        ]
        let calibration = try #require(
            Calibration(answers, truths: truths, targets: targets))
        #expect(calibration.count == 500 && calibration.scenarios.count == 199)
        #expect(calibration.scales[2] == nil && calibration.scales[0] != nil)
        for scenario in calibration.scenarios {
            #expect(abs(scenario[0] + scenario[1]) < 2e-4 && scenario[2].isNaN)
        }
        #expect(calibration.scenarios.contains { abs($0[0]) > 0.5 }, "control")
    }

    @Test("scenarios of two targets are there though a third is known of other crystals")
    func otherCrystals() throws {
        var generator = SplitMix64(seed: 10)
        let errors = (0..<600).map { _ in Double.random(in: -0.1...0.1, using: &generator) }
        let answers = EnsembleAnswers([errors.map { _ in [1, 2, 3] }])
        // Two in three have both moduli, the others the third.
        let truths = errors.enumerated().map { k, error in
            k % 3 == 0 ? [.nan, .nan, 3 + error] : [1 + error, 2 - 2 * error, .nan]
        }
        let targets = ["K", "G", "foo"].map { Target(name: $0) }
        let calibration = try #require(
            Calibration(answers, truths: truths, targets: targets))
        #expect(calibration.scales.allSatisfy { $0 != nil })
        #expect(calibration.scenarios.count == 199)
        for scenario in calibration.scenarios {
            #expect(abs(scenario[0] + scenario[1]) < 2e-4 && scenario[2].isNaN)
        }
        #expect(calibration.scenarios.contains { abs($0[0]) > 0.5 }, "control")
    }

    @Test("of many scenarios those are kept that say the same of what follows from both targets")
    func thinning() {
        var generator = SplitMix64(seed: 17)
        func normal() -> Double {
            let u = Double.random(in: 1e-9..<1, using: &generator)
            return (-2 * log(u)).squareRoot()
                * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
        }
        let rows = (0..<1200).map { _ in
            let (a, b) = (normal(), normal())
            return [a, 0.6 * a + 0.8 * b]
        }
        func worst(_ few: [[Double]]) -> Double {
            stride(from: 0.0, to: .pi, by: 0.2).map { angle in
                func value(_ row: [Double]) -> Double { cos(angle) * row[0] + sin(angle) * row[1] }
                guard let bars = Calibration.interval(few.map(value)) else { return 1 }
                let inside = rows.filter { bars.contains(value($0)) }.count
                return abs(Double(inside) / Double(rows.count) - 0.9)
            }.max() ?? 1
        }
        let few = Calibration.thinned(rows)
        #expect(few.count == 199 && Calibration.thinned(few) == few)
        #expect(worst(few) < 0.01, "\(worst(few))")
        #expect(
            worst(Array(rows.prefix(199))) > 0.015, "control: as they come they say something else")
    }

    @Test("the bars of a model hold its value, in the target's unit")
    func intervals() throws {
        var training = TrainingTests.ensemble(epochs: 5, members: 3)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        var model = TrainingTests.model(training)
        // The validation part of so few crystals is too small for bars.
        #expect(model.card.calibration == nil)
        let scale = UncertaintyScale(floor: 0.1, inflation: 1, quantile: 2)
        model.card.calibration = Calibration(count: 100, scales: [scale], scenarios: [])
        let back = try TrainedModel(decoding: model.encoded())
        for row in ModelPredictor(back, fingerprint: "").estimates(
            for: TrainingTests.records.map(\.crystal))
        {
            let estimate = row[0]
            #expect(estimate.hasInterval && estimate.low < estimate.value)
            let half = 2 * (0.01 + estimate.spread * estimate.spread).squareRoot()
            #expect(abs(log10(estimate.high / estimate.value) - half) < 1e-9)
            #expect(abs(log10(estimate.value / estimate.low) - half) < 1e-9)
        }
    }
}

extension Array {
    fileprivate func shuffledBy(_ seed: UInt64) -> [Element] {
        var generator = SplitMix64(seed: seed)
        return shuffled(using: &generator)
    }
}
