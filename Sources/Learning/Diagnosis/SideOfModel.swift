public import Crystals

extension ModelCard {
    /// Where a material that is among the model's data stood in its training.
    ///
    /// - Returns: nil where the card does not tell: of folds of rows in their order only those that tested
    ///   are known, and of a training that took only some of its labels, not which.
    public func side(of record: some LabelledMaterial) -> Split.Part? {
        if holdsOut(record) { return .test }
        let side = sideOfUntested(record)
        return side == .train && training.labels != nil ? nil : side
    }

    private func sideOfUntested(_ record: some LabelledMaterial) -> Split.Part? {
        let rule = training.split
        guard let group = rule.grouping?.group(of: record), !group.isEmpty else { return nil }
        if case .fold(_, of: _, by: _, let validation) = rule {
            return SplitRule.part(
                ofUntested: group, validation: validation, seed: training.seedOfSplit)
        }
        return rule.part(of: group, seed: training.seedOfSplit)
    }
}
