/// Learns to tell positives from the unlabelled rows of a bag: a whole network, or a head on fixed
/// representations.
///
/// Owed by every implementation: the classifier depends on the bag alone, whatever runs beside it, and
/// has seen no rows but the bag's positives and negatives; a probability depends on the
/// classifier and the row.
public protocol BagLearner: Sendable {
    associatedtype Classifier: Sendable

    func classifier(taught bag: Bag) throws -> Classifier

    /// That each row is positive, in [0, 1].
    func probabilities(by classifier: Classifier, of rows: [Int]) -> [Double]
}
