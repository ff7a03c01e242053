internal import Crystals
internal import Foundation

/// One input as a JSON object: the fields that its verdict has.
struct Inspection: Encodable {
    private var id: String
    private var source: String
    private var verdict: String
    private var findings: [Remark]
    private var crystal: CrystalDescription?
    private var labels: [String: Double]?
    /// [sites] of each name; null where a site has none.
    private var siteLabels: [String: [Double?]]?

    private struct Remark: Encodable {
        var category: String
        var message: String
    }

    init(_ input: ExaminedInput, _ crystal: CrystalDescription?) {
        (id, source, verdict) = (input.id, input.source.description, input.verdict.status)
        findings = input.verdict.findings.map {
            Remark(category: $0.category.rawValue, message: $0.message)
        }
        self.crystal = crystal
        labels = input.verdict.record?.labels
        let ofSites = input.verdict.record?.siteLabels ?? [:]
        siteLabels =
            ofSites.isEmpty ? nil : ofSites.mapValues { $0.map { $0.isFinite ? $0 : nil } }
    }

    /// Keys sorted, so that equal inputs give equal lines.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
