/// Positives kept back from a positive-unlabelled learning, to see how many of them it finds.
///
/// By formula, a composition is hidden as a whole: its unlabelled rows go too, and are
/// scored without having been taught. By row, another structure of a hidden composition may be taught, as
/// in Jang et al.
public struct HiddenPositives: Hashable, Sendable {
    /// Rows to teach as positive.
    public private(set) var positives: [Int] = []
    /// Rows to draw bags from.
    public private(set) var unlabelled: [Int] = []
    /// Positives that are kept back.
    public private(set) var hidden: [Int] = []
    /// Unlabelled rows of hidden compositions; none if hidden by row.
    public private(set) var hiddenUnlabelled: [Int] = []

    public enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
        case formula
        case row
    }

    /// - Parameters:
    ///   - isPositive: [rows]
    ///   - groups: [rows] reduced formulas.
    ///   - ids: [rows] what a row is called, unique.
    ///   - share: of the positives, or of their formulas; about as many are hidden.
    public init(
        isPositive: [Bool], groups: [String], ids: [String], share: Double = 0.2,
        by unit: Unit = .formula, seed: UInt64
    ) {
        precondition(
            isPositive.count == groups.count && groups.count == ids.count,
            "\(isPositive.count) labels, \(groups.count) groups, \(ids.count) ids")
        precondition((0..<1).contains(share), "a share of \(share) hidden")
        for row in isPositive.indices {
            let name = unit == .formula ? groups[row] : ids[row]
            let isHidden = Split.place(of: name, seed: seed) < share
            switch (isPositive[row], isHidden) {
            case (true, false): positives.append(row)
            case (true, true): hidden.append(row)
            case (false, true) where unit == .formula: hiddenUnlabelled.append(row)
            case (false, _): unlabelled.append(row)
            }
        }
    }

    /// What no bag teaches.
    public var untaught: [Int] { hidden + hiddenUnlabelled }

    /// All unlabelled rows: those that bags are drawn from, then those that are hidden.
    public var allUnlabelled: [Int] { unlabelled + hiddenUnlabelled }
}
