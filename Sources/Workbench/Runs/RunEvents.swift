internal import Foundation
internal import Hummingbird
internal import NIOCore
internal import Store

/// What happens to a run, as it happens, until it has ended or nobody listens.
struct RunEvents {
    private let id: Int
    private let laboratory: Laboratory

    init(_ id: Int, _ laboratory: Laboratory) { (self.id, self.laboratory) = (id, laboratory) }

    private struct State: Encodable, Equatable {
        var state: String
        var progress: Double?
        var message: String?
    }

    private struct Line: Encodable { var line: String }
    private struct Curve: Encodable { var point: TrainingCurve.Point }

    func response() -> Response {
        EventStream.response { writer in
            var log = LogReader(laboratory.run(id).log)
            var curve = TrainingCurveReader(laboratory.run(id).metrics)
            var told: State?
            while true {
                let job = try laboratory.jobs.job(id)
                // Whatever a run that has ended said is told before the end: a piece of the log at a time.
                var lines = log.newLines()
                while !lines.isEmpty {
                    try await writer.write(
                        ByteBuffer(
                            string: try lines.map { try Self.event(Line(line: $0)) }.joined()))
                    lines = log.newLines()
                }
                var text = ""
                for point in curve.newPoints() { text += try Self.event(Curve(point: point)) }
                let summary = RunSummary(job, laboratory)
                let state = State(
                    state: summary.state, progress: summary.progress, message: summary.message)
                if state != told { text += try Self.event(state) }
                told = state
                // A comment now and then tells whether anybody still listens.
                try await writer.write(ByteBuffer(string: text.isEmpty ? ": \n\n" : text))
                guard job.state.isOpen else { break }
                try await Task.sleep(for: .milliseconds(300))
            }
            try await writer.write(ByteBuffer(string: EventStream.end))
        }
    }

    private static func event(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return EventStream.event(try encoder.encode(value))
    }
}
