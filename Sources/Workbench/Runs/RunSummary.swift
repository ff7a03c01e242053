internal import Foundation
internal import Store

/// A run as a list of them shows it.
struct RunSummary: Encodable, Sendable {
    var id: Int
    var kind: String
    var title: String
    var state: String
    var created: String
    var started: String?
    var ended: String?
    /// From 0 to 1; nil where nothing is known of it.
    var progress: Double?
    /// The sentence it ended with, or its last line of progress.
    var message: String?

    init(_ job: Job, _ laboratory: Laboratory) {
        (id, kind, title, state) = (job.id, job.kind, job.title, job.state.rawValue)
        created = Self.text(job.created)
        (started, ended) = (job.started.map(Self.text), job.ended.map(Self.text))
        // Lists of runs are asked for again and again: the log of one that has finished says nothing new.
        let latest =
            job.state == .finished
            ? nil : RunProgress.latest(in: laboratory.run(job.id).lastLines(20))
        progress = job.state == .finished ? 1 : latest?.share
        message = job.message ?? (job.state == .running ? latest?.line : nil)
    }

    private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}

/// A run as its own page shows it.
struct RunDetail: Encodable, Sendable {
    var summary: RunSummary
    var arguments: [String]
    var log: [String]
    var curve: [TrainingCurve.Point]
    var files: [RunFolder.File]

    private enum CodingKeys: CodingKey { case arguments, log, curve, files }

    init(_ job: Job, _ laboratory: Laboratory) {
        let folder = laboratory.run(job.id)
        summary = RunSummary(job, laboratory)
        arguments = job.arguments
        log = folder.lastLines(500)
        curve = TrainingCurve(folder.metrics).points
        files = folder.files()
    }

    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(arguments, forKey: .arguments)
        try values.encode(log, forKey: .log)
        try values.encode(curve, forKey: .curve)
        try values.encode(files, forKey: .files)
    }
}
