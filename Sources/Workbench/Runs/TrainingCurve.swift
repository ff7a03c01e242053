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

    private(set) var points: [Point] = []

    init(_ url: URL) {
        let lines = ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n")
        guard let header = lines.first?.split(separator: ",").map(String.init) else { return }
        points = lines.dropFirst().compactMap { Self.point(header, $0) }
    }

    private static let prefix = "validation_mae_"

    private static func point(_ header: [String], _ line: Substring) -> Point? {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        // The last line may be in the middle of being written.
        guard cells.count == header.count else { return nil }
        let values = Dictionary(zip(header, cells)) { first, _ in first }
        guard let epoch = values["epoch"].flatMap({ Int($0) }) else { return nil }
        // The table of a single network does not say which it is.
        let member = values["member"].flatMap { Int($0) } ?? 1
        var point = Point(
            member: member, epoch: epoch, loss: values["loss"].flatMap { Double($0) },
            validation: [:])
        for (name, cell) in zip(header, cells) where name.hasPrefix(prefix) {
            guard let value = Double(cell), value.isFinite else { continue }
            point.validation[String(name.dropFirst(prefix.count))] = value
        }
        return point
    }
}
