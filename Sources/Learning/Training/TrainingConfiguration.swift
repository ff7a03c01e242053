internal import Crystals

/// Everything that decides the outcome of a training besides the data: written on the model's card.
public struct TrainingConfiguration: Hashable, Sendable, Codable {
    public var epochs = 100
    /// Crystals or formulas in a mini-batch.
    public var batchSize = 64
    public var optimizer = OptimizerChoice.adamW
    /// Peak of the schedule.
    public var learningRate = 0.005
    public var weightDecay = 0.01
    public var schedule = Schedule.oneCycle(warmup: 0.1)
    public var loss = Loss.meanAbsoluteError
    public var seed: UInt64 = 1
    public var split = SplitRule()
    /// By which the split places its groups, where it is to stay the same for other seeds. nil: ``seed``.
    public var splitSeed: UInt64?
    /// Rows of the training part that are learned from, drawn by the seed, to see what so few labels are
    /// good for; those for a smaller number are among those for a larger. The validation part has no more
    /// rows than that either: who has few labels has no others to choose by. nil: all.
    public var labels: Int?
    public var selection = Selection.last
    /// Share of the running average of the network that a step keeps; the average is what is
    /// validated and kept in the end. nil: the network itself. 0.999 averages some thousand steps.
    public var averaging: Double?
    /// Networks that are trained one after the other, from other initial weights and in another order of
    /// the crystals, and ask as one: the mean of their answers errs less than any of them, and their
    /// spread says where none should be believed. nil: one.
    public var members: Int?
    /// Largest length of the gradient of all parameters together; a longer one is shortened to it. nil: any.
    public var clipping: Double?
    /// Epochs between two saved states.
    public var saveEvery = 2

    /// Which epoch's network is kept.
    public enum Selection: String, Hashable, Sendable, NamedChoice {
        /// The last: right for a schedule that ends at a rate of nothing, where the epochs at the end
        /// differ by less than a small validation part can tell.
        case last
        /// The one with the least validation error.
        case best
    }

    public init() {}

    /// More of anything that is counted is a mistake.
    private static let most = 10_000_000

    /// What cannot be, in words behind "training."; nil for settings that can be followed.
    var objection: String? {
        let counts = [("epochs", epochs), ("batchSize", batchSize), ("saveEvery", saveEvery)]
        for (name, count) in counts where !(1...Self.most).contains(count) {
            return "\(name) is \(count), not from 1 to \(Self.most)"
        }
        return switch true {
        case labels.map({ $0 < 1 }) == true: "labels is not above 0"
        case !(1...TrainedModel.mostMembers).contains(memberCount):
            "members is \(memberCount), not from 1 to \(TrainedModel.mostMembers)"
        case averaging.map({ (0..<1).contains($0) }) == false: "averaging is not in 0..<1"
        case !(learningRate > 0): "learningRate is not above 0"
        case !(weightDecay >= 0): "weightDecay is below 0"
        case clipping.map({ $0 > 0 }) == false: "clipping is not above 0"
        default: schedule.objection ?? split.objection.map { "split \($0)" }
        }
    }

    /// What places the groups of the split.
    public var seedOfSplit: UInt64 { splitSeed ?? seed }

    /// How many networks are trained.
    var memberCount: Int { members ?? 1 }

    /// What the chance of one member follows from; that of the first is ``seed`` itself.
    func seed(ofMember member: Int) -> UInt64 {
        seed &+ UInt64(member) &* 0xA076_1D64_78BD_642F
    }

    /// The rows of a part that are used, in their order.
    func labelled(among rows: [Int]) -> [Int] {
        guard let labels, labels < rows.count else { return rows }
        var generator = SplitMix64(seed: seed ^ 0x6C61_6265_6C73)
        return rows.shuffled(using: &generator).prefix(labels).sorted()
    }

    /// Steps of one epoch over `rows` crystals; the last batch may be smaller.
    func steps(rows: Int) -> Int { (rows + batchSize - 1) / batchSize }
}
