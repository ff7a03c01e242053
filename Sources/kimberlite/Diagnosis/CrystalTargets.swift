internal import Crystals
internal import Learning

/// A model's targets without those of sites, whose rows are no crystals: what a diagnosis is of.
struct CrystalTargets {
    /// The model's card as if it had no others.
    let card: ModelCard
    /// Names of the targets of sites.
    let left: [String]
    private let columns: [Int]
    private let count: Int

    /// - Throws: Where all targets are of sites.
    init(_ whole: ModelCard) throws(CommandFailure) {
        let columns = whole.targets.indices.filter { !whole.targets[$0].isOfSites }
        self.columns = columns
        left = whole.targets.filter(\.isOfSites).map(\.name)
        count = whole.targets.count
        guard !columns.isEmpty else {
            throw CommandFailure(
                "all targets of \(whole.name) are of sites, and a diagnosis is of crystals; evaluate gives "
                    + "their errors")
        }
        var card = whole
        card.targets = columns.map { whole.targets[$0] }
        card.normalizers = columns.map { whole.normalizers[$0] }
        if var calibration = whole.calibration {
            calibration.scales = columns.map { calibration.scales[$0] }
            calibration.scenarios = calibration.scenarios.map { row in columns.map { row[$0] } }
            card.calibration = calibration
        }
        self.card = card
    }

    /// The curves of the training beside a model file; nil where there are none.
    func history(besides model: String) -> LearningHistory? {
        guard var history = TrainingCurves.read(besides: model, targets: count) else { return nil }
        history.members = history.members.map { epochs in
            epochs.map { epoch in
                var own = epoch
                own.validation = columns.map { epoch.validation[$0] }
                return own
            }
        }
        return history
    }
}
