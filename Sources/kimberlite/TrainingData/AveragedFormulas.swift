internal import Crystals
internal import Learning

extension ModelCard {
    /// The rows that have a usable label, averaged as those were that the model learned from: by the same
    /// rule, and apart where its split keeps them apart.
    func averaged(_ records: [FormulaRecord]) -> [FormulaRecord] {
        let known = records.filter { record in targets.contains { $0.isKnown(of: record) } }
        return cleaning?.average?.applied(
            to: known, apartBy: training.split.grouping?.label
        ).rows ?? known
    }
}
