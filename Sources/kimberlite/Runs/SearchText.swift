internal import Foundation
internal import Learning

/// What a search says of itself: on the card of the model that comes of it, and to the user.
struct SearchText {
    let search: SettingsSearch
    let outcome: SearchOutcome
    let seed: UInt64

    /// For the card.
    var lines: [String] {
        let rungs = search.schedule.rungs.map { "\($0.runs) for \($0.epochs) epochs" }
        let runs = search.method == .random ? "random search" : "successive halving"
        let head = "\(runs) (seed \(seed)): \(rungs.joined(separator: ", then "))"
        let ranked = outcome.ranked
        let best = ranked.first.map { "best of the last: \(Self.text($0, search))" }
        let second = ranked.dropFirst().first.map { "next: \(Self.text($0, search))" }
        return [head] + [best, second].compactMap { $0 }
    }

    private static func text(
        _ run: (draw: Int, record: FinishedRun), _ search: SettingsSearch
    ) -> String {
        "\(search.draws[run.draw]): validation error \(error(run.record)) of the labels' spread"
    }

    private static func error(_ record: FinishedRun) -> String {
        String(format: "%.4f", record.error)
    }

    /// The runs of the last rung.
    static func table(
        _ ranked: [(draw: Int, record: FinishedRun)], _ search: SettingsSearch
    ) -> Table {
        let keys = search.draws[0].settings.map { Table.Column.number($0.key) }
        var table = Table(
            [.number("place"), .number("draw")] + keys + [.number("validation error")])
        for (place, run) in ranked.prefix(10).enumerated() {
            table.append(
                ["\(place + 1)", "\(run.draw + 1)"]
                    + search.draws[run.draw].settings.map(\.value) + [error(run.record)])
        }
        return table
    }

    private struct Line: Encodable {
        var settings: [String: String]
        var epochs: Int
        var error: Double
    }

    static func json(_ draw: SearchDraw, _ record: FinishedRun) -> String {
        let pairs = draw.settings.map { ($0.key, $0.value) }
        let line = Line(
            settings: Dictionary(uniqueKeysWithValues: pairs), epochs: record.epochs,
            error: record.error)
        return (try? CardJSON.text(of: line)) ?? "{}"
    }
}
