internal import Crystals
internal import Foundation
internal import Learning
internal import Physics

/// Networks of a plan that learn ln T_c from some superconductors and tell that of others.
struct FamilyFit {
    private let plan: TrainingPlan
    private let isQuiet: Bool

    private static let target = Target(name: "Tc", transform: .log)

    var seed: UInt64 { plan.training.seed }

    /// - Parameter plan: whose network and training are taken; its targets and split are not.
    init(_ plan: TrainingPlan, isQuiet: Bool) throws(CommandFailure) {
        guard plan.network.crystalGraph == nil else {
            throw CommandFailure(
                "the plan's network reads crystal graphs; set network: {kind: composition}")
        }
        var plan = plan
        plan.targets = [Self.target]
        plan.network.answer(for: plan.targets)
        plan.training.split = SplitRule(validation: 0, test: 0)
        (self.plan, self.isQuiet) = (plan, isQuiet)
    }

    /// - Throws: ``TrainingFailure``, or where the user interrupts.
    func fit(_ rows: [Superconductor]) throws -> ([Superconductor]) -> [Double] {
        let records = rows.enumerated().map { k, row in
            FormulaRecord(
                id: "\(k)", formula: "", composition: row.composition,
                labels: [Self.target.name: row.criticalTemperature], source: Source(file: ""))
        }
        var training = EnsembleTraining(
            dataset: Dataset(records, targets: plan.targets, form: plan.network.form),
            network: plan.network, configuration: plan.training,
            kernel: plan.kernel)
        try training.checkMemory(for: plan.kernel)
        let bar = ProgressBar(
            "\(rows.count) formulas", total: training.epochsInAll, unit: "epochs", isQuiet: isQuiet)
        while !training.isFinished {
            try Interruption.check()
            _ = try training.runEpoch { _, _ in true }
            bar.advance()
        }
        bar.finish()
        guard training.fitKernel(progress: { _ in !Interruption.isRequested }) else {
            throw CommandFailure.interrupted("interrupted")
        }
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "")
        let predictor = ModelPredictor(training.model(card), fingerprint: "")
        return { others in
            predictor.estimates(for: others.map(\.composition)).map { $0[0].mean }
        }
    }
}
