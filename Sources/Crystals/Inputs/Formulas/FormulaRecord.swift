/// A formula as it came in, without a structure: what it is called, where it stood, what was measured
/// of it.
public struct FormulaRecord: Sendable {
    /// The row's own id, or the formula as it is written.
    public var id: String
    /// As written: "Ba0.4K0.6Fe2As2".
    public var formula: String
    public var composition: Composition
    /// Numbers of the other columns, by name, in the unit of the file.
    public var labels: [String: Double]
    public var source: Source

    public init(
        id: String, formula: String, composition: Composition, labels: [String: Double] = [:],
        source: Source
    ) {
        (self.id, self.formula, self.composition) = (id, formula, composition)
        (self.labels, self.source) = (labels, source)
    }
}

/// One formula with what became of it. Every row gets exactly one.
public struct ExaminedFormula: Sendable {
    public enum Verdict: Sendable {
        case accepted(FormulaRecord)
        case acceptedWithWarning(FormulaRecord, [Finding])
        case rejected(Finding)
    }

    /// No two of a run are the same.
    public var id: String
    public var source: Source
    public var verdict: Verdict

    /// The formula, if it can be used.
    public var record: FormulaRecord? {
        switch verdict {
        case .accepted(let record), .acceptedWithWarning(let record, _): record
        case .rejected: nil
        }
    }

    /// "accepted", "warning" or "rejected", as tables show it.
    public var status: String {
        switch verdict {
        case .accepted: "accepted"
        case .acceptedWithWarning: "warning"
        case .rejected: "rejected"
        }
    }

    /// What was found, the reason of a rejection included.
    public var findings: [Finding] {
        switch verdict {
        case .accepted: []
        case .acceptedWithWarning(_, let findings): findings
        case .rejected(let finding): [finding]
        }
    }
}
