internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// The means over the seeds, as a table and as figures.
struct LearningCurveSummary {
    private let target: Target
    private let rows: [Row]

    private struct Row {
        var way: LearningWay
        var labels: Int
        var epochs: Int
        /// Test error on the scale of learning.
        var error: RepeatedMeasure
        /// Share by which it is below that from scratch, and the error of that by the pairs.
        var cut: RepeatedMeasure?
    }

    /// - Parameter column: of the measures, where the test error of the target is.
    init(_ target: Target, column: Int, _ points: [LearningCurvePoint], ways: [LearningWay]) {
        self.target = target
        func errors(_ way: LearningWay, _ labels: Int) -> [LearningCurvePoint] {
            points.filter { $0.way == way && $0.labels == labels }
        }
        let counts = Set(points.map(\.labels)).sorted()
        rows = counts.flatMap { labels in
            let scratch = errors(.scratch, labels).map { $0.record.values[column] }
            let mean = RepeatedMeasure(scratch).mean
            return ways.map { way in
                let its = errors(way, labels)
                let values = its.map { $0.record.values[column] }
                // Of the mean, by the differences within a seed: its test part is the same.
                let cuts = zip(scratch, values).map { ($0 - $1) / mean }
                return Row(
                    way: way, labels: labels, epochs: its.first?.record.epochs ?? 0,
                    error: RepeatedMeasure(values),
                    cut: way == .scratch ? nil : RepeatedMeasure(cuts))
            }
        }
    }

    static let header = CSV.row([
        "target", "way", "labels", "epochs", "seeds", "test_mae", "standard_error",
        "below_scratch_percent", "below_scratch_standard_error",
    ])

    var csv: String {
        rows.map { row in
            let numbers = [row.error.mean, row.error.standardError]
                + [row.cut?.mean, row.cut?.standardError].map { ($0 ?? .nan) * 100 }
            return CSV.row(
                [
                    target.name, row.way.rawValue, "\(row.labels)", "\(row.epochs)",
                    "\(row.error.count)",
                ] + numbers.map { $0.isFinite ? Decimals.text($0, digits: 5) : "" })
        }.joined()
    }

    var figure: Chart {
        let ways = LearningWay.allCases.filter { way in rows.contains { $0.way == way } }
        let unit = target.learnedUnit.isEmpty ? "" : " (\(target.learnedUnit))"
        var chart = Chart(
            title: "Test error of \(target.name) against the number of labels",
            x: .init("Labels", scale: .logarithmic),
            y: .init("Mean absolute error\(unit)", scale: .logarithmic))
        chart.series = ways.enumerated().map { k, way in
            let points = rows.filter { $0.way == way && $0.error.mean.isFinite }.map { row in
                let error = row.error.standardError.isFinite ? row.error.standardError : 0
                return Chart.Point(
                    Double(row.labels), row.error.mean,
                    range: (row.error.mean - error)...(row.error.mean + error))
            }
            return Chart.Series(way.words, points, style: .lineAndMarks, color: k)
        }
        return chart
    }

    func report(_ options: CommonOptions) {
        if options.json {
            for row in rows {
                let line = Line(
                    target: target.name, way: row.way.rawValue, labels: row.labels,
                    seeds: row.error.count, test_mae: row.error.mean,
                    standard_error: row.error.standardError, below_scratch: row.cut?.mean)
                Console.line((try? CardJSON.text(of: line)) ?? "{}")
            }
            return
        }
        let unit = target.learnedUnit.isEmpty ? "" : " (\(target.learnedUnit))"
        Console.line("\(target.name): test error\(unit)")
        var table = Table([
            .number("labels"), .words("way"), .number("seeds"), .number("MAE"),
            .number("below scratch"),
        ])
        for row in rows {
            table.append([
                "\(row.labels)", row.way.words, "\(row.error.count)",
                Self.text(row.error, "%.4f ± %.4f", 1),
                row.cut.map { Self.text($0, "%.1f ± %.1f %%", 100) } ?? "",
            ])
        }
        for line in table.lines { Console.line(line) }
    }

    private struct Line: Encodable {
        var target, way: String
        var labels, seeds: Int
        var test_mae, standard_error: Double
        var below_scratch: Double?
    }

    private static func text(
        _ measure: RepeatedMeasure, _ format: String, _ factor: Double
    ) -> String {
        guard measure.standardError.isFinite else {
            return String(format: "%.4g", measure.mean * factor) + (factor == 100 ? " %" : "")
        }
        return String(format: format, measure.mean * factor, measure.standardError * factor)
    }
}
