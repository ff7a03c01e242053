public import Crystals
internal import Foundation

/// What makes a label too suspect to learn from, as data of the training plan.
public struct CleaningRules: Hashable, Sendable, Codable {
    /// Believed values of a label, [smallest, largest], in its unit.
    public var ranges: [String: [Double]] = [:]
    public var ratios: [Ratio] = []
    /// Largest relative difference between entries of one crystal that both may be right;
    /// nil keeps all.
    ///
    /// Of labels that are all above 0: a share of what may be 0 says nothing.
    public var disagreement: Double?
    /// Makes one row of all formulas of one composition; nil keeps them apart.
    public var average: LabelAverage?

    /// An upper bound on the quotient of two labels, as G/K ≤ 1.25.
    public struct Ratio: Hashable, Sendable, Codable {
        public var of: String
        public var to: String
        public var maximum: Double

        private enum CodingKeys: String, CodingKey, CaseIterable { case of, to, maximum }

        /// Those of a plan.
        static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

        public init(of: String, to: String, maximum: Double) {
            (self.of, self.to, self.maximum) = (of, to, maximum)
        }
    }

    public init() {}

    /// Why the labels of a record cannot be believed by themselves: the rule, "range" or "ratio", and
    /// the values that break it. nil for labels that can.
    public func objection(to record: some LabelledMaterial) -> (rule: String, reason: String)? {
        rangeObjection(record.labels) ?? siteObjection(record.siteLabels)
            ?? ratioObjection(record.labels)
    }

    private func rangeObjection(_ labels: [String: Double]) -> (rule: String, reason: String)? {
        for (name, bounds) in ranges.sorted(by: { $0.key < $1.key }) where bounds.count == 2 {
            if let value = labels[name], !(bounds[0]...bounds[1]).contains(value) {
                return ("range", "\(name) = \(value) is outside \(bounds[0])…\(bounds[1])")
            }
        }
        return nil
    }

    private func siteObjection(_ labels: [String: [Double]]) -> (rule: String, reason: String)? {
        for (name, bounds) in ranges.sorted(by: { $0.key < $1.key }) where bounds.count == 2 {
            let values = labels[name] ?? []
            if let k = values.firstIndex(where: { $0 < bounds[0] || $0 > bounds[1] }) {
                return (
                    "range",
                    "\(name) = \(values[k]) of site \(k + 1) is outside \(bounds[0])…\(bounds[1])"
                )
            }
        }
        return nil
    }

    private func ratioObjection(_ labels: [String: Double]) -> (rule: String, reason: String)? {
        for ratio in ratios {
            if let a = labels[ratio.of], let b = labels[ratio.to],
                !(a <= ratio.maximum * b)
            {
                let value = String(format: "%.3g", a / b)
                return ("ratio", "\(ratio.of)/\(ratio.to) = \(value), above \(ratio.maximum)")
            }
        }
        return nil
    }
}

/// A record that cleaning left out, and why.
public struct LeftOut: Sendable {
    public var id: String
    public var formula: String
    public var source: String
    /// "range", "ratio", "disagreement", "no target", "too many sites", "volume", "average"; "rejected" of an
    /// input that is no crystal or formula.
    public var rule: String
    /// The values that broke it.
    public var reason: String
}
