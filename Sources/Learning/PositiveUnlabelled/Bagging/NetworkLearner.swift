internal import Crystals

/// A whole network for each bag, as Jang et al. have it: every bag is an ordinary training, and a
/// bagging takes as long as so many.
///
/// Both sides of a bag weigh the same: rows of the smaller one come several times in an epoch.
public struct NetworkLearner: BagLearner {
    /// With a question as its only target, whose labels are those of the bags.
    public let dataset: Dataset
    public let network: PropertyNetwork.Configuration
    public let configuration: TrainingConfiguration
    public let beginning: Beginning

    public init(
        _ dataset: Dataset, network: PropertyNetwork.Configuration,
        configuration: TrainingConfiguration, beginning: Beginning = Beginning()
    ) {
        (self.dataset, self.network) = (dataset, network)
        (self.configuration, self.beginning) = (configuration, beginning)
    }

    /// - Throws: ``TrainingFailure`` where the numbers leave the range of Float.
    public func classifier(taught bag: Bag) throws -> PropertyNetwork {
        var configuration = configuration
        configuration.seed = bag.seed
        var training = Training(
            dataset: dataset, network: network, configuration: configuration,
            beginning: beginning, split: Split(train: Self.balanced(bag)))
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        return training.best
    }

    public func probabilities(by classifier: PropertyNetwork, of rows: [Int]) -> [Double] {
        TrainingRows(dataset, for: network)
            .predictions(rows, by: classifier, normalizers: [.logistic]).map { $0[0] }
    }

    /// The rows of a bag, those of the smaller side in turns until it is as large as the other.
    static func balanced(_ bag: Bag) -> [Int] {
        let sides = [bag.positives, bag.negatives]
        let count = sides.map(\.count).max() ?? 0
        return sides.filter { !$0.isEmpty }.flatMap { side in
            (0..<count).map { side[$0 % side.count] }
        }
    }
}
