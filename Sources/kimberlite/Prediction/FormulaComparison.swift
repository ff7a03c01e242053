internal import Crystals
internal import Foundation
internal import Learning
internal import Physics

/// What the formulas of the Debye rung say of the thermal properties that a model predicts: of the same
/// crystals, from labelled moduli and from predicted ones.
struct FormulaComparison {
    /// One thermal property of one crystal, in its unit.
    private struct Row {
        var truth, network: Double
        /// NaN where the moduli are not known.
        var fromLabels, fromModel: Double
        var isMetallic: Bool
    }

    /// [properties]
    private var rows = [[Row]](repeating: [], count: Self.properties.count)

    /// The label of each property, how the rung has it at 300 K, its unit and the factor to print it with.
    private static let properties: [Property] = [
        Property(label: "debye_T", unit: "K", scale: 1) { $0.debyeTemperature },
        Property(label: "alpha_V_300K", unit: "1e-6/K", scale: 1e6) { $0.volumetricExpansion },
        Property(label: "kappa_300K", unit: "W/(m·K)", scale: 1) { $0.slackConductivity() },
    ]

    private struct Property: Sendable {
        var label, unit: String
        var scale: Double
        var value: @Sendable (MaterialEstimate) -> Double
    }

    /// - Parameters:
    ///   - estimates: [targets] of the model that is evaluated.
    ///   - moduli: K and G of another model, GPa; nil without one.
    mutating func add(
        _ record: some LabelledMaterial, _ estimates: [PropertyEstimate], _ targets: [Target],
        moduli: (bulk: Double, shear: Double)?
    ) {
        guard let crystal = record.structure else { return }
        let asked = Self.properties.enumerated().compactMap { place, property in
            targets.firstIndex { ($0.label ?? $0.name) == property.label }
                .map { (place, property, $0) }
        }
        guard !asked.isEmpty else { return }
        let labelled = Self.estimate(record.labels["K"], record.labels["G"], crystal)
        let predicted = Self.estimate(moduli?.bulk, moduli?.shear, crystal)
        for (place, property, k) in asked {
            guard let truth = targets[k].value(of: record), truth > 0 else { continue }
            rows[place].append(
                Row(
                    truth: truth, network: estimates[k].value,
                    fromLabels: labelled.map(property.value) ?? .nan,
                    fromModel: predicted.map(property.value) ?? .nan,
                    isMetallic: crystal.composition.isMetallic))
        }
    }

    private static func estimate(
        _ bulk: Double?, _ shear: Double?, _ crystal: Crystal
    ) -> MaterialEstimate? {
        guard let bulk, let shear else { return nil }
        return try? MaterialEstimate(
            bulk: bulk, shear: shear, crystal: crystal,
            atomsPerCell: (try? CrystalSymmetry(crystal))?.primitiveSites, temperature: 300)
    }

    /// Fewer crystals say nothing of which errs less.
    private static let leastCount = 20

    /// The crystals for which the formulas of all columns that are shown have a value, so that all errors are
    /// of the same ones; a column of fewer than ``leastCount`` is not shown.
    private static func comparable(_ rows: [Row]) -> [Row] {
        let shown = [\Row.fromLabels, \Row.fromModel].filter { column in
            rows.count { $0[keyPath: column].isFinite } >= leastCount
        }
        guard !shown.isEmpty else { return [] }
        let hidden = [\Row.fromLabels, \Row.fromModel].filter { !shown.contains($0) }
        return rows.filter { row in shown.allSatisfy { row[keyPath: $0].isFinite } }.map { row in
            var row = row
            for column in hidden { row[keyPath: column] = .nan }
            return row
        }
    }

    /// For each property the mean absolute errors of the network and of the formulas, over all and by
    /// part; nothing of fewer than ``leastCount`` crystals.
    var lines: [String] {
        zip(Self.properties, rows).flatMap { property, rows -> [String] in
            let rows = Self.comparable(rows)
            guard rows.count >= Self.leastCount else { return [] }
            let sorted = rows.sorted { $0.truth < $1.truth }
            let (third, last) = (sorted.count / 3, 2 * sorted.count / 3)
            let parts = [
                ("all", rows), ("metals and alloys", rows.filter(\.isMetallic)),
                ("others", rows.filter { !$0.isMetallic }),
                ("lowest third", Array(sorted[..<third])),
                ("middle third", Array(sorted[third..<last])),
                ("highest third", Array(sorted[last...])),
            ]
            return ["  \(property.label) (\(property.unit)) beside the formulas of the Debye rung:"]
                + parts.filter { !$0.1.isEmpty }.map { Self.line($0, $1, property.scale) }
        }
    }

    private static func line(_ name: String, _ rows: [Row], _ scale: Double) -> String {
        func error(_ value: KeyPath<Row, Double>) -> String {
            let known = rows.filter { $0[keyPath: value].isFinite }
            guard !known.isEmpty else { return "–" }
            let sum = known.reduce(0) { $0 + abs($1[keyPath: value] - $1.truth) }
            return Decimals.text(scale * sum / Double(known.count), digits: 3)
        }
        return
            "    \(name), \(rows.count) crystals: MAE network \(error(\.network)), formula from labelled "
            + "moduli \(error(\.fromLabels)), from predicted moduli \(error(\.fromModel))"
    }
}
