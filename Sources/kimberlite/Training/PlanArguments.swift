internal import ArgumentParser
internal import Foundation
internal import Learning
internal import Yams

/// The settings of a training: a file, and what stands on the command line instead.
struct PlanArguments: ParsableArguments {
    @Option(name: .long, help: "Label to learn; several may be given.")
    var target: [String] = []

    @Flag(name: .long, help: "Learn the decadic logarithm of the targets.")
    var log10 = false

    @Option(name: .long, help: ArgumentHelp("Settings of the training.", valueName: "file.yaml"))
    var config: String?

    /// Every file that is read.
    var files: [String] { [config].compactMap { $0 } }

    /// The file's settings as they stand in it; empty without one.
    func values() throws -> [String: Any] { try config.map(Self.values) ?? [:] }

    /// The plan of a file's settings.
    func plan(of values: [String: Any]) throws -> TrainingPlan {
        try Self.plan(of: values, at: config)
    }

    /// The plan that the options ask for, over the settings of a file.
    ///
    /// - Parameters:
    ///   - values: those of the file.
    ///   - split: changes of its split.
    ///   - name: on the card, where the plan has none.
    func plan(
        _ values: [String: Any], split: SplitArguments? = nil, name: String
    ) throws -> TrainingPlan {
        var plan = try plan(of: values)
        try complete(&plan, split: split, name: name)
        return plan
    }

    /// Changes a plan to what the options ask for.
    func complete(
        _ plan: inout TrainingPlan, split: SplitArguments?, name: String
    ) throws(CommandFailure) {
        if plan.positiveUnlabelled == nil, !target.isEmpty {
            plan.targets = target.map { Target(name: $0, transform: log10 ? .log10 : .identity) }
        } else if log10 {
            for k in plan.targets.indices { plan.targets[k].transform = .log10 }
        }
        if let objection = plan.targetObjection { throw CommandFailure(objection) }
        guard !plan.targets.isEmpty else {
            throw CommandFailure("no target: give --target NAME, or targets in the --config file")
        }
        plan.network.answer(for: plan.targets)
        if let split { plan.training.split = try split.applied(to: plan.training.split) }
        if plan.name.isEmpty { plan.name = name }
    }

    /// The plan that a file describes.
    static func plan(at path: String) throws -> TrainingPlan {
        try plan(of: values(path), at: path)
    }

    private static func plan(
        of values: [String: Any], at path: String?
    ) throws -> TrainingPlan {
        do {
            return try TrainingPlan(overriding: values)
        } catch let error as PlanError {
            throw CommandFailure(path.map { "\($0): \(error)" } ?? "\(error)")
        }
    }

    /// A YAML file of settings.
    static func values(_ path: String) throws -> [String: Any] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure("cannot read \(path)")
        }
        do {
            guard let values = try Yams.load(yaml: text) as? [String: Any] else {
                throw CommandFailure("\(path) is not a list of settings, key: value")
            }
            return values
        } catch let error as YamlError {
            throw CommandFailure("\(path) is not YAML: \(error)")
        }
    }
}
