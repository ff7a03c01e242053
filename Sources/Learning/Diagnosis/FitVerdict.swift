/// Whether a network has learned too little or too much by heart, by stated limits.
///
/// With E the mean absolute error of the finished network on crystals it learned from and on those it
/// did not, and E₀ that of one answer for all crystals (the mean of the labels it learned from):
///
/// - it underfits if E(learned) > E₀/2: it does not even know what it was taught;
/// - it overfits if E(not learned) > 1.5 E(learned), and the difference is beyond chance (twice its
///   standard error);
/// - it was trained too long if the validation error of the last epochs is over 5 % above its least,
///   both as means of a tenth of the epochs.
public struct FitVerdict: Hashable, Sendable {
    public var findings: Set<Finding>
    public var learned: Part
    public var unseen: Part
    /// E₀ on the crystals that it did not learn from.
    public var baseline: Double
    /// Validation error of the last epochs over the least of all; nil where that is not known.
    public var rise: Double?

    public enum Finding: String, Hashable, Sendable, CaseIterable {
        case underfitting, overfitting, trainedTooLong
    }

    /// Errors on one part.
    public struct Part: Hashable, Sendable {
        public var count: Int
        /// Mean absolute error.
        public var error: Double
        /// Of that mean.
        public var standardError: Double

        /// - Parameter errors: ŷ − y; those that are not finite are left out.
        public init(errors: [Double]) {
            let measure = RepeatedMeasure(errors.map(abs))
            (count, error, standardError) = (measure.count, measure.mean, measure.standardError)
        }
    }

    public static let (underfit, overfit, tooLong) = (0.5, 1.5, 1.05)

    /// - Parameters:
    ///   - validation: error after each epoch; empty where that is not known.
    /// - Returns: nil where one of the parts has fewer than two crystals.
    public init?(learned: Part, unseen: Part, baseline: Double, validation: [Double] = []) {
        guard learned.count > 1, unseen.count > 1 else { return nil }
        (self.learned, self.unseen, self.baseline) = (learned, unseen, baseline)
        rise = Self.rise(validation)
        var findings = Set<Finding>()
        if learned.error > Self.underfit * baseline { findings.insert(.underfitting) }
        let chance =
            (learned.standardError * learned.standardError
            + unseen.standardError * unseen.standardError).squareRoot()
        if unseen.error > Self.overfit * learned.error, unseen.error - learned.error > 2 * chance {
            findings.insert(.overfitting)
        }
        if let rise, rise > Self.tooLong { findings.insert(.trainedTooLong) }
        self.findings = findings
    }

    /// Mean of the last tenth of the epochs over the least mean of as many; nil for fewer than ten.
    static func rise(_ errors: [Double]) -> Double? {
        let width = errors.count / 10
        guard width > 0, errors.allSatisfy(\.isFinite) else { return nil }
        let means = (0...(errors.count - width)).map { first in
            errors[first..<(first + width)].reduce(0, +) / Double(width)
        }
        guard let last = means.last, let least = means.min(), least > 0 else { return nil }
        return last / least
    }
}

extension FitVerdict: CustomStringConvertible {
    /// "overfits", "underfits and was trained too long", "fits well".
    public var description: String {
        let words: [(Finding, String)] = [
            (.underfitting, "underfits"), (.overfitting, "overfits"),
            (.trainedTooLong, "was trained too long"),
        ]
        let found = words.filter { findings.contains($0.0) }.map(\.1)
        return found.isEmpty ? "fits well" : found.joined(separator: " and ")
    }
}
