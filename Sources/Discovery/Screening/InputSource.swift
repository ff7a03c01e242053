public import Crystals

/// The user's own crystals as the inputs of a run.
///
/// To go on in the middle, the inputs before are read and examined again, for ids and verdicts
/// depend on what came before; that is quick beside the prediction.
public struct InputSource: ScreeningSource {
    private let arguments: [String]
    private let maximumSites: Int

    /// - Parameter arguments: as ``CrystalInputs`` takes them.
    public init(_ arguments: [String], maximumSites: Int) {
        (self.arguments, self.maximumSites) = (arguments, maximumSites)
    }

    public func count() -> Int? { nil }

    public func entries(from first: Int) -> ScreeningEntries {
        let examiner = CrystalExaminer(maximumSites: maximumSites)
        var inputs = CrystalInputs(arguments, examiner: examiner).makeIterator()
        for _ in 0..<first { _ = inputs.next() }
        return ScreeningEntries { inputs.next().map { ScreeningEntry($0) } }
    }
}

extension ScreeningEntry {
    /// What a run makes of an examined input, whether it comes from a file or from a library.
    ///
    /// - Parameter symmetry: of the crystal, where it is known.
    public init(_ input: ExaminedInput, symmetry: CrystalSymmetry? = nil) {
        func remark(_ finding: Finding) -> Remark {
            Remark(category: finding.category.rawValue, message: finding.message)
        }
        let content: Content =
            switch input.verdict {
            case .accepted(let record):
                .crystal(record.crystal, remarks: [], symmetry: symmetry)
            case .acceptedWithWarning(let record, let findings):
                // What is wrong with a label does not concern a screening, which uses none.
                .crystal(
                    record.crystal,
                    remarks: findings.filter { !$0.category.concernsLabels }.map(remark),
                    symmetry: symmetry)
            case .rejected(let finding): .rejected(remark(finding))
            }
        self.init(id: input.id, origin: input.source.description, content: content)
    }
}
