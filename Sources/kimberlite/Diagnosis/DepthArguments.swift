internal import ArgumentParser
internal import Learning

/// Trainings of other depths, which a diagnosis makes only when asked.
struct DepthArguments: ParsableArguments {
    @Flag(
        name: .long,
        help: """
            Train networks of 1 to 8 convolutions on the data, and show error and oversmoothing against \
            depth. They stay in depth/ of the folder; stopped, the same command goes on.
            """)
    var depth = false

    @Option(
        name: .long, help: ArgumentHelp("Convolutions of the deepest of --depth.", valueName: "n"))
    var deepest = 8

    @Option(name: .long, help: ArgumentHelp("Epochs of each training of --depth.", valueName: "n"))
    var depthEpochs = 30

    @Option(
        name: .long,
        help: ArgumentHelp("Labels that each training of --depth learns from.", valueName: "n"))
    var depthLabels = 2000

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Features of an atom in the networks of --depth; no more than the model has.",
            valueName: "n"))
    var depthWidth = 32

    @Flag(name: .long, help: "Train the networks of --depth anew.")
    var restart = false

    func validate() throws {
        for (name, value) in [
            ("--deepest", deepest), ("--depth-epochs", depthEpochs),
            ("--depth-labels", depthLabels), ("--depth-width", depthWidth),
        ] where value < 1 {
            throw ValidationError("\(name) takes a number from 1 on.")
        }
        if deepest > 30 { throw ValidationError("--deepest takes a number up to 30.") }
        if depthWidth % 16 != 0 { throw ValidationError("--depth-width takes a multiple of 16.") }
    }

    /// The plan of a depth: the model's, of one small network that is trained from scratch.
    ///
    /// - Returns: nil for models of which there is none: of compositions, of positives and unlabelled
    ///   crystals, and of versions whose cards do not say all.
    func plan(_ card: ModelCard, convolutions: Int) -> TrainingPlan? {
        guard var plan = card.plan, var shape = card.network.crystalGraph,
            plan.positiveUnlabelled == nil
        else { return nil }
        (shape.convolutions, shape.sites) = (convolutions, nil)
        (shape.width, shape.outputs) = (min(shape.width, depthWidth), card.targets.count)
        plan.network = .crystalGraph(shape)
        plan.name = "\(card.name), \(convolutions) convolutions"
        (plan.training.epochs, plan.training.labels) = (depthEpochs, depthLabels)
        (plan.training.members, plan.training.averaging) = (nil, nil)
        (plan.transfer, plan.semiSupervised, plan.search) = (nil, nil, [])
        return plan
    }
}
