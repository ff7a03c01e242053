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
        try complete(&plan)
        return try beginning(of: plan)
    }

    /// Says in a plan what the sources decide: the shape of the network, and what they are.
    ///
    /// - Parameter teacher: who will label the crystals, where that is nobody yet.
    func complete(
        _ plan: inout TrainingPlan, teacher: Transfer.Source? = nil
    ) throws(CommandFailure) {
        if let model {
            var transfer = plan.transfer ?? Transfer()
            transfer.source = Transfer.Source(
                name: URL(fileURLWithPath: model.path).lastPathComponent,
                sha256: model.predictor.fingerprint)
            plan.transfer = transfer
            plan.network = Inheritance.shape(
                of: model.predictor.model, head: plan.network,
                keepsHead: transfer.keepsHead == true)
        }
        guard let unlabelled else { return }
        let known = self.teacher.map {
            Transfer.Source(name: "teacher", sha256: $0.predictor.fingerprint)
        }
        let teachers = [teacher ?? known].compactMap { $0 }
        var settings = plan.semiSupervised ?? SemiSupervised()
        if settings.method == .pseudoLabels, teachers.isEmpty {
            throw CommandFailure(
                "the plan has semiSupervised.method: pseudoLabels; name who makes them with --teacher"
            )
        }
        settings.method = teachers.isEmpty ? .meanTeacher : .pseudoLabels
        settings.sources = unlabelled.files + teachers
        plan.semiSupervised = settings
        // A teacher that is the network itself would agree with all it says.
        if teachers.isEmpty, plan.training.averaging == nil { plan.training.averaging = 0.99 }
        guard plan.network.crystalGraph != nil else {
            throw CommandFailure("--unlabelled needs a network of crystal graphs")
        }
    }

    /// What the training of a completed plan begins with.
    func beginning(of plan: TrainingPlan) throws(CommandFailure) -> Beginning {
        Beginning(
            inheritance: try inheritance(plan), unlabelled: try pool(plan),
            teachers: unlabelled == nil ? [] : [teacher?.predictor.model.card].compactMap { $0 })
    }

    private func inheritance(_ plan: TrainingPlan) throws(CommandFailure) -> Inheritance? {
        guard let model, let transfer = plan.transfer else { return nil }
        do {
            return try Inheritance(
                transfer, from: model.predictor.model, for: plan.network, targets: plan.targets)
        } catch {
            throw CommandFailure("nothing can be taken over from \(model.path): \(error)")
        }
    }

    private func pool(_ plan: TrainingPlan) throws(CommandFailure) -> UnlabelledPool? {
        guard let unlabelled, let settings = plan.semiSupervised,
            let rule = plan.network.crystalGraph?.rule
        else { return nil }
        guard let teacher else {
            return UnlabelledPool(settings, crystals: unlabelled.crystals, rule: rule)
        }
        do {
            return try UnlabelledPool(
                settings, crystals: unlabelled.crystals, rule: rule,
                teacher: teacher.predictor, targets: plan.targets)
        } catch {
            throw CommandFailure("\(teacher.path) cannot teach: \(error)")
        }
    }
}
