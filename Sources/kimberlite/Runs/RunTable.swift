internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// Many trainings on one dataset, with a table of what came of them.
///
/// `runs.csv` has a row for each finished run. Beside it `runs.json` says the same to the program: a run
/// whose settings and data are those of a record there is not trained again. A run that is interrupted
/// goes on from its saved state. Both files are replaced as a whole when a run ends.
struct RunTable {
    let inputs: TrainingInputs
    private let folder: String
    private let columns: [String]
    private let measures: RunMeasures
    private let progress: ProgressBar
    private var records: [FinishedRun]
    /// Epochs of the runs that have been asked for.
    private var epochsDone = 0

    private static let secondsBetweenSaves = 20.0

    private struct Contents: Codable {
        var columns: [String]
        var records: [FinishedRun]
    }

    /// - Parameters:
    ///   - columns: headings of the cells of a ``PlannedRun``.
    ///   - epochs: of all runs that will be asked for.
    ///   - restart: whether what is in the folder is thrown away.
    /// - Throws: Where another kind of table stands in the folder.
    init(
        _ inputs: TrainingInputs, folder: String, columns: [String], measures: RunMeasures,
        epochs: Int, options: CommonOptions, restart: Bool = false
    ) throws {
        (self.inputs, self.columns, self.measures) = (inputs, columns, measures)
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        progress = ProgressBar("training", total: epochs, unit: "epochs", isQuiet: options.quiet)
        records = []
        if restart { throwAway() } else { try load() }
    }

    /// With saved states and models, which are of the runs that are no longer wanted.
    private func throwAway() {
        for path in [recordsPath, "\(folder)/states", "\(folder)/models"] {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private var recordsPath: String { "\(folder)/runs.json" }
    var path: String { "\(folder)/runs.csv" }
    func statePath(_ key: String) -> String { "\(folder)/states/\(key).training" }
    func modelPath(_ key: String) -> String { "\(folder)/models/\(key).safetensors" }

    private var header: [String] { columns + measures.names }

    private mutating func load() throws {
        guard FileManager.default.fileExists(atPath: recordsPath) else { return }
        let other = "another --output, or --restart to begin anew"
        guard let text = try? String(contentsOfFile: recordsPath, encoding: .utf8),
            let contents = try? CardJSON.value(Contents.self, from: text)
        else { throw CommandFailure("\(recordsPath) cannot be read; give \(other)") }
        guard contents.columns == header else {
            throw CommandFailure(
                "\(folder) has runs of another kind (\(contents.columns.joined(separator: ", "))); "
                    + "give \(other)")
        }
        records = contents.records
        try writeTable()
    }

    /// What comes of a run: from the table, or from its training.
    ///
    /// - Throws: Where a run of the same key but other settings or data is there, or the user has asked
    ///   for the end.
    mutating func record(of run: PlannedRun) throws -> FinishedRun {
        let identity = try run.identity(inputs)
        defer { epochsDone += run.epochs }
        let isThere = !run.keepsModel || FileManager.default.fileExists(atPath: modelPath(run.key))
        if let known = records.first(where: { $0.key == run.key }) {
            guard known.identity == identity else {
                throw CommandFailure(
                    "\(folder) has a run \(run.key) of other settings or other data; give another "
                        + "--output, or --restart to begin anew")
            }
            // Of a run without a result there is no model.
            if isThere || known.failure != nil {
                progress.skip(to: epochsDone + run.epochs)
                return known
            }
        }
        let record = try withoutTeacher(run, identity) ?? train(run, identity)
        records.removeAll { $0.key == run.key }
        records.append(record)
        // Whatever was done in one go, and what after a stop.
        records.sort { $0.precedes($1) }
        try write()
        try? FileManager.default.removeItem(atPath: statePath(run.key))
        return record
    }

    /// Ends the progress, and removes the folder of the saved states, which is empty then.
    func finish() {
        progress.finish()
        let states = "\(folder)/states"
        if (try? FileManager.default.contentsOfDirectory(atPath: states))?.isEmpty == true {
            try? FileManager.default.removeItem(atPath: states)
        }
    }

    private func write() throws {
        let contents = Contents(columns: header, records: records)
        try OutputFile.write(try CardJSON.text(of: contents) + "\n", to: recordsPath)
        try writeTable()
    }

    private func writeTable() throws {
        let heading = columns + ["epochs", "train", "validation", "test", "error"]
        let rows = records.map { record in
            let counts = [record.epochs, record.train, record.validation, record.test]
            let numbers = ([record.error] + record.values).map {
                $0.isFinite ? Decimals.text($0, digits: 6) : ""
            }
            return CSV.row(
                record.cells + counts.map { "\($0)" } + numbers + [record.failure ?? ""])
        }
        let text = CSV.row(heading + measures.names + ["failure"]) + rows.joined()
        try OutputFile.write(text, to: path)
    }
}

/// One training.
extension RunTable {
    /// What comes of a run whose teacher is a run without a result; nil where there is nothing amiss.
    private func withoutTeacher(_ run: PlannedRun, _ identity: String) -> FinishedRun? {
        guard let teacher = records.first(where: { $0.key == run.teacher }),
            let failure = teacher.failure
        else { return nil }
        return FinishedRun(
            key: run.key, identity: identity, cells: run.cells, epochs: run.plan.training.epochs,
            train: teacher.train, validation: teacher.validation, test: teacher.test, error: .nan,
            values: [Double](repeating: .nan, count: measures.names.count),
            failure: "its teacher \(teacher.key) has no result: \(failure)")
    }

    private func train(_ run: PlannedRun, _ identity: String) throws -> FinishedRun {
        var training = try EnsembleTraining(
            dataset: inputs.dataset, network: run.plan.network, configuration: run.plan.training,
            beginning: run.beginning(), kernel: run.plan.kernel)
        guard !training.split.train.isEmpty, !training.split.validation.isEmpty else {
            throw CommandFailure(
                "the split leaves \(training.split.train.count) crystals to train on and "
                    + "\(training.split.validation.count) to compare by; it needs both")
        }
        try training.checkMemory(for: run.plan.kernel)
        resume(&training, run, identity)
        do {
            try train(&training, run, identity)
        } catch let failure as TrainingFailure {
            return record(of: run, identity, training, failure: "\(failure)")
        }
        if run.keepsModel { try write(training, run, identity) }
        return record(of: run, identity, training)
    }

    /// A state that does not fit is of a run that is no longer wanted.
    private func resume(_ training: inout EnsembleTraining, _ run: PlannedRun, _ identity: String) {
        let path = statePath(run.key)
        guard let state = try? Data(contentsOf: URL(fileURLWithPath: path)),
            let others = try? training.resume(from: state, data: identity)
        else { return }
        Console.warning(others.warning(goingOnWith: .present, "training"))
    }

    private func train(
        _ training: inout EnsembleTraining, _ run: PlannedRun, _ identity: String
    ) throws {
        var saved = ContinuousClock.now
        progress.skip(to: epochsDone + training.epochsDone)
        while !training.isFinished {
            let isComplete = try training.runEpoch { _, _ in !Interruption.isRequested }
            progress.advance(to: epochsDone + training.epochsDone, detail: run.key)
            let isLate = (ContinuousClock.now - saved) / .seconds(1) > Self.secondsBetweenSaves
            if !isComplete || isLate {
                let state = try training.encodedState(data: identity)
                try OutputFile.write([UInt8](state), to: statePath(run.key))
                saved = .now
            }
            guard isComplete else {
                progress.finish()
                throw CommandFailure.interrupted(
                    "interrupted after \(records.count) runs and epoch \(training.epochsDone) of "
                        + "\(run.key); the same command goes on from there")
            }
        }
        guard training.fitKernel(progress: { _ in !Interruption.isRequested }) else {
            progress.finish()
            throw CommandFailure.interrupted(
                "interrupted in the kernel regression of \(run.key); the same command goes on from there"
            )
        }
    }

    private func record(
        of run: PlannedRun, _ identity: String, _ training: EnsembleTraining,
        failure: String? = nil
    ) -> FinishedRun {
        let split = training.split
        let isOver = failure == nil
        return FinishedRun(
            key: run.key, identity: identity, cells: run.cells, epochs: run.plan.training.epochs,
            train: split.train.count, validation: split.validation.count, test: split.test.count,
            error: isOver ? RunMeasures.validationError(training) : .nan,
            values: isOver
                ? measures.values(training)
                : [Double](repeating: .nan, count: measures.names.count),
            failure: failure)
    }

    private func write(
        _ training: EnsembleTraining, _ run: PlannedRun, _ identity: String
    ) throws {
        let card = inputs.card(of: training, plan: run.plan, identity: identity)
        let model = training.model(card)
        try OutputFile.write([UInt8](model.encoded()), to: modelPath(run.key))
    }
}
