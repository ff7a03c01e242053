import Crystals
import Foundation
import Learning
import TestKit
import Testing

@Suite("Over- and underfitting")
struct FitVerdictTests {
    /// So many errors about a mean size.
    private static func part(
        _ size: Double, _ count: Int = 400, spread: Double = 0.2
    )
        -> FitVerdict.Part
    {
        let errors = (0..<count).map { (k: Int) -> Double in
            let size = size * (1 + (k.isMultiple(of: 2) ? spread : -spread))
            return k % 4 < 2 ? size : -size
        }
        return FitVerdict.Part(errors: errors)
    }

    /// [learned error, other error, last validation over least], and what is said.
    static let cases: [(Double, Double, Double, String)] = [
        (0.06, 0.08, 1, "fits well"),
        (0.06, 0.092, 1, "overfits"),
        (0.6, 0.62, 1, "underfits"),
        (0.06, 0.08, 1.2, "was trained too long"),
        (0.02, 0.08, 1.2, "overfits and was trained too long"),
        (0.51, 0.8, 1, "underfits and overfits"),
    ]

    @Test("are named by errors on either side and by the end of the curve", arguments: cases)
    func verdicts(learned: Double, unseen: Double, rise: Double, words: String) throws {
        let curve = (0..<100).map { (epoch: Int) -> Double in
            let late = Double(epoch - 69) / 30
            return epoch < 70 ? 2 - Double(epoch) / 70 : 1 + (rise - 1) * late
        }
        let verdict = try #require(
            FitVerdict(
                learned: Self.part(learned), unseen: Self.part(unseen), baseline: 1,
                validation: curve))
        #expect(verdict.description == words)
        #expect(abs(verdict.learned.error - learned) < 1e-12)
    }

    @Test("a difference within its standard error is chance")
    func chance() throws {
        let (few, many) = (Self.part(0.1, 4, spread: 0.9), Self.part(0.16, 4, spread: 0.9))
        let verdict = try #require(FitVerdict(learned: few, unseen: many, baseline: 1))
        #expect(verdict.description == "fits well" && verdict.rise == nil)
        let sure = try #require(
            FitVerdict(learned: Self.part(0.1), unseen: Self.part(0.16), baseline: 1))
        #expect(sure.findings == [.overfitting])
        #expect(FitVerdict(learned: Self.part(0.1, 1), unseen: many, baseline: 1) == nil)
    }

    /// A training with the labels of the tests' crystals, or with each other's, which no rule is behind.
    private static func training(epochs: Int, mixed: Bool) -> (EnsembleTraining, [CrystalRecord]) {
        let plain = TrainingTests.ensemble(epochs: epochs)
        guard mixed else { return (plain, TrainingTests.records) }
        var (records, generator) = (TrainingTests.records, SplitMix64(seed: 6))
        let labels = records.map { $0.labels["y"] }.shuffled(using: &generator)
        for k in records.indices { records[k].labels["y"] = labels[k] }
        let dataset = Dataset(records, targets: plain.dataset.targets, rule: .standard)
        let training = EnsembleTraining(
            dataset: dataset, network: plain.current.network.configuration,
            configuration: plain.configuration)
        return (training, records)
    }

    @Test(
        "an epoch underfits, labels without a rule can only be overfitted, those with one need not")
    func networks() throws {
        let cases: [(epochs: Int, mixed: Bool, finding: FitVerdict.Finding?)] = [
            (1, false, .underfitting), (150, true, .overfitting), (150, false, nil),
        ]
        for (epochs, mixed, finding) in cases {
            var (training, records) = Self.training(epochs: epochs, mixed: mixed)
            while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
            let model = TrainingTests.model(training)
            let estimates = ModelPredictor(model, fingerprint: "")
                .estimates(for: records.map(\.crystal))
            let crystals = zip(records, estimates).map {
                DiagnosedCrystal(
                    $0, side: model.card.side(of: $0), targets: model.card.targets, estimates: $1)
            }
            let verdict = try #require(FitVerdict(crystals, target: 0))
            #expect(
                finding.map { verdict.findings.contains($0) } ?? verdict.findings.isEmpty,
                "\(epochs), \(mixed): \(verdict)")
            #expect(verdict.learned.count == training.split.train.count)
            #expect(
                verdict.unseen.count == training.split.validation.count + training.split.test.count)
        }
    }

    @Test("curves are read as train writes them, of one network and of several")
    func history() throws {
        let one = "epoch,learning_rate,loss,validation_mae_K\n1,0.1,0.5,0.25\n2,0.05,0.4,0.125\n"
        let history = try #require(LearningHistory(csv: one, targets: 1))
        #expect(history.members.map(\.count) == [2] && history.validation(0) == [0.25, 0.125])
        #expect(history.members[0][1].loss == 0.4 && history.members[0][1].number == 2)
        let two = """
            member,epoch,learning_rate,loss,validation_mae_K,validation_mae_G
            1,1,0.1,0.5,0.2,0.4
            1,2,0.1,0.3,0.1,
            2,1,0.1,0.6,0.4,0.2
            """
        let both = try #require(LearningHistory(csv: two, targets: 2))
        #expect(both.members.map(\.count) == [2, 1])
        // As far as both have come.
        #expect(both.validation(1).count == 1 && abs(both.validation(1)[0] - 0.3) < 1e-12)
        #expect(both.members[0][1].validation[1].isNaN)
        #expect(LearningHistory(csv: two, targets: 1) == nil)
        #expect(LearningHistory(csv: "epoch,loss\n", targets: 1) == nil)
        for number in ["nan", "inf", "1e300", "1.5"] {
            let damaged = one.replacing("\n2,", with: "\n\(number),")
            #expect(LearningHistory(csv: damaged, targets: 1) == nil, "\(number)")
        }
        #expect(LearningHistory(csv: "", targets: 1) == nil)
    }
}
