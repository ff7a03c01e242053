internal import Crystals
internal import Discovery
internal import Foundation

/// An input and what was found of it, a row of the page's tables.
struct InputRow: Encodable, Sendable {
    struct Value: Encodable, Sendable {
        var value: Double
        var low: Double?
        var high: Double?
        var unit: String
    }

    var id: String
    var file: String
    var place: String?
    /// accepted, warning or rejected.
    var verdict: String
    var findings: [Remark]
    var formula: String?
    var spaceGroup: String?
    var sites: Int?
    /// By the names of the tables that `discover` writes.
    var values: [String: Value] = [:]

    init(_ input: ExaminedInput) {
        id = input.id
        file = URL(fileURLWithPath: input.source.file).lastPathComponent
        place = input.source.place
        verdict = input.verdict.status
        findings = input.verdict.findings.map {
            Remark(category: $0.category.rawValue, message: $0.message)
        }
        guard let crystal = input.verdict.record?.crystal else { return }
        formula = crystal.composition.reducedFormula
        sites = crystal.sites.count
    }

    /// With what the networks say of it.
    func with(_ crystal: ScreenedCrystal) -> InputRow {
        var row = self
        row.spaceGroup = crystal.spaceGroup?.symbol
        row.add(crystal.caveats)
        for (quantity, value) in crystal.quantities.known where !Self.ends.contains(quantity) {
            let interval = crystal.quantities.interval(of: quantity)
            row.values[quantity.rawValue] = Value(
                value: value, low: interval?.lowerBound, high: interval?.upperBound,
                unit: quantity.unit)
        }
        return row
    }

    /// Read, but of no use to the networks.
    func with(_ rejection: Rejection) -> InputRow {
        var row = self
        guard row.verdict != "rejected" else { return row }
        row.verdict = "rejected"
        row.findings = []
        row.add([rejection.remark])
        return row
    }

    private mutating func add(_ remarks: [Remark]) {
        for remark in remarks
        where !findings.contains(where: { $0.message == remark.message }) {
            findings.append(remark)
        }
        if verdict == "accepted", !findings.isEmpty { verdict = "warning" }
    }

    private static let ends = Set(
        Quantity.allCases.compactMap(\.interval).flatMap { [$0.low, $0.high] })
}
