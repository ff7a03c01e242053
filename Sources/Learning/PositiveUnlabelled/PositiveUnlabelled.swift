/// How a training learns from positives and unlabelled crystals, of which some are positive too.
public struct PositiveUnlabelled: Hashable, Sendable, Codable {
    public var method = Method.bagging
    /// B.
    public var bags = 100
    /// K, unlabelled crystals of a bag; nil for ``BaggingPlan/standardBagSize(positives:unlabelled:)``.
    public var bagSize: Int?
    /// In so many turns the positives rest, so that each is scored by bags that do without it; 1 for none,
    /// after which positives teach the model as certain.
    public var turns = 5
    /// The heads of the bags on what encoders say; without encoders every bag is a whole network.
    public var head = PerceptronLearner.Configuration()
    /// Networks of each encoder that are asked, where it is an ensemble; nil for all.
    public var encoderNetworks: Int?
    /// π, the share of positives among the unlabelled, for the risk; nil to estimate it from bags.
    public var prior: Double?
    /// The loss in the risk.
    public var surrogate = NonNegativeRisk.Surrogate.sigmoid
    /// A score above it counts as positive in the reports.
    public var threshold = 0.5
    /// The encoders: names and SHA-256. Filled in by the program.
    public var encoders: [Transfer.Source]?

    public enum Method: String, Hashable, Sendable, NamedChoice {
        /// Transductive bagging; one model learns the scores of all bags (``TransductiveBagging``).
        case bagging
        /// One network by ``NonNegativeRisk``.
        case nonNegativeRisk = "nnpu"
    }

    public init() {}

    var objection: String? {
        switch true {
        case bags < 1: "bags is \(bags)"
        case bagSize.map({ $0 < 1 }) == true: "bagSize is \(bagSize ?? 0)"
        case !(1...bags).contains(turns): "turns is \(turns), and there are \(bags) bags"
        case encoderNetworks.map({ $0 < 1 }) == true: "encoderNetworks is \(encoderNetworks ?? 0)"
        case prior.map({ $0 > 0 && $0 < 1 }) == false: "prior is not between 0 and 1"
        case !(threshold > 0 && threshold < 1): "threshold is not between 0 and 1"
        default: head.objection.map { "head.\($0)" }
        }
    }
}
