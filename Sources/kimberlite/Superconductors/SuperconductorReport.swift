internal import Crystals
internal import Foundation
internal import Learning
internal import Physics

/// The trends of critical temperatures as text.
struct SuperconductorReport {
    private let slopes: [Slope]
    private let associations: [(family: SuperconductorFamily?, rows: [Row])]

    private typealias Row = (count: ElectronCount, association: Association)

    /// d ln T_c / d ln ⟨A⟩ of a family above a temperature.
    private struct Slope {
        var family: SuperconductorFamily
        var above: Double
        var trend: LinearTrend
    }

    /// The bootstrap's own; no result of a training depends on it.
    private static let seed: UInt64 = 1

    init(_ rows: [Superconductor], above temperature: Double) {
        let trends = SuperconductorTrends(rows)
        var generator = SplitMix64(seed: Self.seed)
        var slopes: [Slope] = []
        for family in SuperconductorFamily.allCases {
            for above in Set([0, temperature]).sorted() {
                guard let trend = trends.massTrend(of: family, above: above, using: &generator)
                else { continue }
                slopes.append(Slope(family: family, above: above, trend: trend))
            }
        }
        self.slopes = slopes
        associations = ([nil] + SuperconductorFamily.allCases).map { family in
            (family, trends.electronAssociations(of: family, above: 0))
        }
    }

    private static func text(_ x: Double) -> String { Decimals.text(x, 3) }

    var lines: [String] {
        var masses = Table([
            .words("family"), .number("T_c above, K"), .number("formulas"),
            .number("d ln T_c / d ln <A>"), .words("95 %"), .number("r"),
        ])
        for slope in slopes {
            let (trend, interval) = (slope.trend, slope.trend.slopeInterval)
            masses.append([
                slope.family.rawValue, "\(Decimals.text(slope.above, digits: 4))",
                "\(trend.count)", Self.text(trend.slope),
                "\(Self.text(interval.lowerBound)) … \(Self.text(interval.upperBound))",
                Self.text(trend.correlation),
            ])
        }
        var electrons = Table([
            .words("family"), .words("per atom"), .number("formulas"), .number("rho"),
            .number("eta²"),
        ])
        for (family, rows) in associations {
            for row in rows {
                electrons.append([
                    family?.rawValue ?? "all", row.count.rawValue, "\(row.association.count)",
                    Self.text(row.association.rankCorrelation),
                    Self.text(row.association.correlationRatio),
                ])
            }
        }
        return masses.lines + [""] + electrons.lines
    }

    /// An object a line.
    var json: [String] {
        let masses = slopes.map { slope in
            JSONLine([
                "family": slope.family.rawValue, "above": slope.above, "count": slope.trend.count,
                "slope": slope.trend.slope, "low": slope.trend.slopeInterval.lowerBound,
                "high": slope.trend.slopeInterval.upperBound, "r": slope.trend.correlation,
            ])
        }
        let electrons = associations.flatMap { family, rows in
            rows.map { row in
                JSONLine([
                    "family": family?.rawValue ?? "all", "electrons": row.count.rawValue,
                    "count": row.association.count, "rho": row.association.rankCorrelation,
                    "eta2": row.association.correlationRatio,
                ])
            }
        }
        return (masses + electrons).map(\.text)
    }
}

extension CrossFamilyTable {
    /// The table for people.
    var lines: [String] {
        var table = Table(
            [.words("learned from")] + families.map { .number($0.rawValue) } + [.number("formulas")]
        )
        for (k, family) in families.enumerated() {
            let cells = r2[k].map { $0.map { Decimals.text($0, 2) } ?? "" }
            table.append([family.rawValue] + cells + ["\(counts[k])"])
        }
        return ["", "R² of ln T_c, by column:"] + table.lines
    }

    /// An object a line.
    var json: [String] {
        families.indices.flatMap { source in
            families.indices.map { target in
                var values: [String: Any] = [
                    "learned": families[source].rawValue, "predicted": families[target].rawValue,
                    "count": counts[target],
                ]
                values["r2"] = r2[source][target]
                return JSONLine(values).text
            }
        }
    }
}

/// An object on one line, its keys in order.
private struct JSONLine {
    let text: String

    /// - Parameter values: words and numbers; those that are not finite are left out.
    init(_ values: [String: Any]) {
        let known = values.filter { ($0.value as? Double)?.isFinite ?? true }
        let data = try? JSONSerialization.data(withJSONObject: known, options: [.sortedKeys])
        text = data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
