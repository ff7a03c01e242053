internal import Foundation

/// The losses of a training by epoch, from the table that `train` writes beside its model.
struct TrainingCurve {
    struct Point: Encodable, Sendable, Hashable {
        var member: Int
        var epoch: Int
        var loss: Double?
        /// Mean absolute errors on the validation part, on the scale of learning, by target.
        var validation: [String: Double]
    }

    let points: [Point]

    init(_ url: URL) {
        var reader = TrainingCurveReader(url)
        var points: [Point] = []
        while true {
            let more = reader.newPoints()
            if more.isEmpty { break }
            points += more
        }
        self.points = points
    }

    private static let prefix = "validation_mae_"

    fileprivate static func point(_ header: [String], _ line: String) -> Point? {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        guard cells.count == header.count else { return nil }
        let values = Dictionary(zip(header, cells)) { first, _ in first }
        guard let epoch = values["epoch"].flatMap({ Int($0) }) else { return nil }
        // The table of a single network does not say which it is.
        let member = values["member"].flatMap { Int($0) } ?? 1
        var point = Point(
            member: member, epoch: epoch,
            loss: values["loss"].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil },
            validation: [:])
        for (name, cell) in zip(header, cells) where name.hasPrefix(prefix) {
            guard let value = Double(cell), value.isFinite else { continue }
            point.validation[String(name.dropFirst(prefix.count))] = value
        }
        return point
    }
}

/// Reads the table of a training that goes on, each line of it once.
struct TrainingCurveReader {
    private var lines: LogReader
    private var header: [String]?

    init(_ url: URL) { lines = LogReader(url) }

    /// Epochs that have been finished since the last call.
    mutating func newPoints() -> [TrainingCurve.Point] {
        while true {
            var new = lines.newLines()
            if new.isEmpty { return [] }
            if header == nil { header = new.removeFirst().split(separator: ",").map(String.init) }
            let points = new.compactMap { TrainingCurve.point(header ?? [], $0) }
            if !points.isEmpty { return points }
        }
    }
}
