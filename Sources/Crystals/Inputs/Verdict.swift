/// What became of one input. Every input gets exactly one.
public enum Verdict: Sendable {
    case accepted(CrystalRecord)
    case acceptedWithWarning(CrystalRecord, [Finding])
    case rejected(Finding)

    /// The crystal, if it can be used.
    public var record: CrystalRecord? {
        switch self {
        case .accepted(let record), .acceptedWithWarning(let record, _): record
        case .rejected: nil
        }
    }

    /// What was found, the reason of a rejection included.
    public var findings: [Finding] {
        switch self {
        case .accepted: []
        case .acceptedWithWarning(_, let findings): findings
        case .rejected(let finding): [finding]
        }
    }

    /// "accepted", "warning" or "rejected", as tables show it.
    public var status: String {
        switch self {
        case .accepted: "accepted"
        case .acceptedWithWarning: "warning"
        case .rejected: "rejected"
        }
    }
}

/// One input with its verdict.
public struct ExaminedInput: Sendable {
    /// The record's own name, or one made from the file's name and the place; no two usable inputs
    /// of a run share it, and none that was usable shares it with a rejected one after it.
    public var id: String
    public var source: Source
    public var verdict: Verdict

    public init(id: String, source: Source, verdict: Verdict) {
        (self.id, self.source, self.verdict) = (id, source, verdict)
    }
}

/// Counts of verdicts that add up to the inputs.
public struct InputTally: Sendable, Equatable, Codable {
    public private(set) var accepted = 0
    public private(set) var acceptedWithWarning = 0
    public private(set) var rejected = 0
    /// Findings of accepted inputs; one input can have several.
    public private(set) var warnings: [Category: Int] = [:]
    /// Rejected inputs by the reason; adds up to ``rejected``.
    public private(set) var rejections: [Category: Int] = [:]
    /// The first rejected inputs of each reason, in words: what, where and why.
    public private(set) var firstRejections: [Category: [String]] = [:]

    private static let namedRejections = 3

    public init() {}

    public var inputs: Int { accepted + acceptedWithWarning + rejected }

    /// Crystals that can be used.
    public var usable: Int { accepted + acceptedWithWarning }

    /// Whether an argument led nowhere: a file that cannot be read, an empty folder, a pattern
    /// that matches nothing. A command then ends with an error, whatever else it did.
    public var hasFailedArguments: Bool {
        [.unreadableFile, .emptyFolder, .noMatch].contains { rejections[$0] != nil }
    }

    public mutating func count(_ input: ExaminedInput) {
        count(isUsable: input.verdict.record != nil, input.verdict.findings) {
            "\(input.id) (\(input.source.description))"
        }
    }

    public mutating func count(_ formula: ExaminedFormula) {
        count(isUsable: formula.record != nil, formula.findings) {
            "\(formula.id) (\(formula.source.description))"
        }
    }

    private mutating func count(isUsable: Bool, _ findings: [Finding], name: () -> String) {
        guard isUsable else {
            rejected += 1
            for finding in findings {
                rejections[finding.category, default: 0] += 1
                if rejections[finding.category, default: 0] <= Self.namedRejections {
                    firstRejections[finding.category, default: []].append(
                        "\(name()): \(finding.message)")
                }
            }
            return
        }
        if findings.isEmpty { accepted += 1 } else { acceptedWithWarning += 1 }
        for finding in findings { warnings[finding.category, default: 0] += 1 }
    }

    /// The counts in words: a line for all, then one for each category, and where it is asked for, the first
    /// rejected inputs of each.
    public func lines(namingRejected isNaming: Bool) -> [String] {
        let all =
            "\(inputs) input\(inputs == 1 ? "" : "s"): \(accepted) accepted, \(acceptedWithWarning) with a warning, "
            + "\(rejected) rejected"
        func lines(_ counts: [Category: Int], _ kind: String) -> [String] {
            Category.allCases.compactMap { category in
                counts[category].map { "  \(kind) \(category.rawValue): \($0)" }
            }
        }
        guard isNaming else {
            return [all] + lines(warnings, "warning") + lines(rejections, "rejected")
        }
        let named = Category.allCases.flatMap { category -> [String] in
            guard let count = rejections[category] else { return [] }
            let first = firstRejections[category, default: []]
            return lines([category: count], "rejected") + first.map { "    \($0)" }
                + (count > first.count ? ["    …"] : [])
        }
        return [all] + lines(warnings, "warning") + named
    }
}
