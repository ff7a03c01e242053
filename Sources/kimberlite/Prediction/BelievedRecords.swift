internal import Crystals
internal import Learning

extension ModelCard {
    /// The records whose labels the cleaning of the model's own data would have believed, in order.
    func believed(_ records: [CrystalRecord]) -> [CrystalRecord] {
        var cleaner = LabelCleaner(
            rules: cleaning ?? CleaningRules(), targets: targets, maximumSites: maximumSites,
            adaptations: adaptations ?? [])
        let admitted = records.compactMap { cleaner.admit($0) }
        cleaner.reconsider(cleaner.doubtful.map { ($0, admitted[$0]) })
        let dismissed = cleaner.dismissed
        return admitted.enumerated().filter { dismissed[$0.offset] == nil }.map(\.element)
    }
}
