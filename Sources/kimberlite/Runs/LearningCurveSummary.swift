internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// The means over the seeds, as a table and as a figure.
struct LearningCurveSummary {
    private let target: Target
    private let rows: [Row]

    private struct Row {
        var way: LearningWay
        var labels: Int
        var epochs: Int
        /// Test error on the scale of learning.
        var error: RepeatedMeasure
        /// How many times the error of other ways on the same labels it is, by ``references``.
        var ratios: [RatioOfMeans?]
    }

    /// What others are compared with.
    private static let references: [LearningWay] = [.scratch, .transfer]

    /// - Parameter column: of the measures, where the test error of the target is.
    init(_ target: Target, column: Int, _ points: [LearningCurvePoint], ways: [LearningWay]) {
        self.target = target
        rows = Set(points.map(\.labels)).sorted().flatMap { labels in
            let runs = Dictionary(grouping: points.filter { $0.labels == labels }, by: \.way)
            let errors = runs.mapValues { $0.map { $0.record.values[column] } }
            return ways.map { way in
                let its = errors[way] ?? []
                return Row(
                    way: way, labels: labels, epochs: runs[way]?.first?.record.epochs ?? 0,
                    error: RepeatedMeasure(its),
                    ratios: Self.references.map { reference in
                        guard Self.isCompared(way, with: reference) else { return nil }
                        return errors[reference].map { RatioOfMeans(its, to: $0) }
                    })
            }
        }
    }

    /// Ways stand in the order in which one builds on the other.
    private static func isCompared(_ way: LearningWay, with other: LearningWay) -> Bool {
        let order = LearningWay.allCases
        return (order.firstIndex(of: way) ?? 0) > (order.firstIndex(of: other) ?? 0)
    }

    static let header = CSV.row(
        ["target", "way", "labels", "epochs", "seeds", "test_mae", "standard_error"]
            + references.flatMap {
                ["ratio_to_\($0.rawValue)", "ratio_to_\($0.rawValue)_standard_error"]
            })

    var csv: String {
        rows.map { row in
            let ratios = row.ratios.flatMap { [$0?.value ?? .nan, $0?.standardError ?? .nan] }
            let numbers = [row.error.mean, row.error.standardError] + ratios
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
            y: .init("Test MAE of \(target.name)\(unit)", scale: .logarithmic))
        chart.series = ways.enumerated().map { k, way in
            // A little beside each other, or the error bars would hide one another.
            let shift = pow(1.02, Double(k) - Double(ways.count - 1) / 2)
            let points = rows.filter { $0.way == way && $0.error.mean > 0 }.map { row in
                let error = row.error.standardError.isFinite ? row.error.standardError : 0
                return Chart.Point(
                    Double(row.labels) * shift, row.error.mean,
                    range: (row.error.mean - error)...(row.error.mean + error))
            }
            return Chart.Series(way.words, points, style: .lineAndMarks, color: k)
        }
        return chart
    }
}

/// To the user.
extension LearningCurveSummary {
    func report(_ options: CommonOptions) {
        if options.json {
            for row in rows { Console.line((try? CardJSON.text(of: line(row))) ?? "{}") }
        } else {
            let unit = target.learnedUnit.isEmpty ? "" : " (\(target.learnedUnit))"
            Console.line("\(target.name): mean absolute error of the test part\(unit)")
            for line in table.lines { Console.line(line) }
        }
    }

    private var table: Table {
        let shown = Self.references.indices.filter { k in rows.contains { $0.ratios[k] != nil } }
        var table = Table(
            [.number("labels"), .words("way"), .number("seeds"), .number("MAE")]
                + shown.map { .number("to \(Self.references[$0].words)") })
        for row in rows {
            table.append(
                [
                    "\(row.labels)", row.way.words, "\(row.error.count)",
                    Self.text(row.error.mean, row.error.standardError, 4),
                ]
                    + shown.map { k in
                        row.ratios[k].map { Self.text($0.value, $0.standardError, 3) } ?? ""
                    })
        }
        return table
    }

    private static func text(_ value: Double, _ error: Double, _ decimals: Int) -> String {
        let text = Decimals.text(value, decimals)
        return error.isFinite ? "\(text) ± \(Decimals.text(error, decimals))" : text
    }

    private struct Line: Encodable {
        var target, way: String
        var labels, seeds: Int
        var test_mae, standard_error: Double
        var ratio_to_scratch, ratio_to_transfer: Double?
    }

    private func line(_ row: Row) -> Line {
        Line(
            target: target.name, way: row.way.rawValue, labels: row.labels,
            seeds: row.error.count, test_mae: row.error.mean,
            standard_error: row.error.standardError,
            ratio_to_scratch: row.ratios[0]?.value, ratio_to_transfer: row.ratios[1]?.value)
    }
}
