/// A kernel regression of compositions beside the networks of an ensemble, as a plan has it
/// (``KernelRegression``).
public struct KernelSettings: Hashable, Sendable, Codable {
    /// How fast two compositions become strangers with the mean difference of their statistics, in
    /// standard deviations.
    public var statistics = 4.0
    /// The same with the sum over the elements of the difference of the square roots of their shares.
    public var fractions = 0.3
    /// λ: what is added to the kernel of a composition with itself. The larger, the less a single label
    /// is believed.
    public var ridge = 0.02
    /// Share of the regression in the answers, 0…1, the networks having the rest. nil: of each target what
    /// the validation part finds best, and a half where there is none.
    public var share: Double?

    public init() {}

    /// What is wrong with it, in words.
    var objection: String? {
        switch true {
        case !(statistics >= 0 && statistics.isFinite): "statistics is \(statistics)"
        case !(fractions >= 0 && fractions.isFinite): "fractions is \(fractions)"
        case statistics == 0 && fractions == 0: "statistics and fractions are both 0"
        case !(ridge >= 1e-6 && ridge.isFinite): "ridge is \(ridge), not from 1e-6 on"
        case share.map({ (0...1).contains($0) }) == false: "share is not in 0...1"
        default: nil
        }
    }
}
