internal import Crystals
internal import Foundation
internal import Learning

/// What trainings learn from besides their labelled inputs, read once.
struct BeginningSources {
    typealias Model = (path: String, predictor: ModelPredictor)

    /// Whose layers are taken over.
    var model: Model?
    /// Crystals without labels, and the files that they are of.
    var unlabelled: (crystals: [Crystal], files: [Transfer.Source])?
    /// Who labels them; without it, the running average of the network.
    var teacher: Model?

    /// What a training begins with, and its plan completed by it.
    func beginning(for plan: inout TrainingPlan) throws(CommandFailure) -> Beginning {
        let inheritance = try model.map { (model) throws(CommandFailure) in
            try Self.inherit(model, &plan)
        }
        return Beginning(inheritance: inheritance, unlabelled: try pool(&plan))
    }

    /// The plan with the shape of network that the source asks for.
    private static func inherit(
        _ model: Model, _ plan: inout TrainingPlan
    ) throws(CommandFailure) -> Inheritance {
        let source = model.predictor
        var transfer = plan.transfer ?? Transfer()
        transfer.source = Transfer.Source(
            name: URL(fileURLWithPath: model.path).lastPathComponent, sha256: source.fingerprint)
        plan.transfer = transfer
        plan.network = Inheritance.shape(
            of: source.model, head: plan.network, keepsHead: transfer.keepsHead == true)
        do {
            return try Inheritance(transfer, from: source.model, for: plan.network)
        } catch {
            throw CommandFailure("nothing can be taken over from \(model.path): \(error)")
        }
    }

    private func pool(_ plan: inout TrainingPlan) throws(CommandFailure) -> UnlabelledPool? {
        guard let unlabelled else { return nil }
        var settings = plan.semiSupervised ?? SemiSupervised()
        settings.method = teacher == nil ? .meanTeacher : .pseudoLabels
        settings.sources =
            unlabelled.files
            + (teacher.map {
                [Transfer.Source(name: "teacher", sha256: $0.predictor.fingerprint)]
            } ?? [])
        plan.semiSupervised = settings
        // A teacher that is the network itself would agree with all it says.
        if teacher == nil, plan.training.averaging == nil { plan.training.averaging = 0.99 }
        guard let teacher else {
            return UnlabelledPool(
                settings, crystals: unlabelled.crystals, rule: plan.network.rule)
        }
        do {
            return try UnlabelledPool(
                settings, crystals: unlabelled.crystals, rule: plan.network.rule,
                teacher: teacher.predictor, targets: plan.targets)
        } catch {
            throw CommandFailure("\(teacher.path) predicts none of the plan's targets")
        }
    }
}
