/// How rows are divided: what stands together, and which of it is kept for the test.
public enum SplitRule: Hashable, Sendable {
    /// Shares of the groups, each placed by its name and the seed alone: the same in whatever order or
    /// from whatever file the rows come, and known of groups that are not among them.
    case shares(by: Grouping, validation: Double, test: Double)
    /// Groups in folds of about as many rows (``GroupedFolds``), of which one tests. A share of the other
    /// groups validates, placed by their names.
    case fold(Int, of: Int, by: Grouping, validation: Double)
    /// Rows in the order in which the inputs have them, in scikit-learn's folds (``RowFolds``).
    case rowFold(Int, of: Int, validation: Double, state: UInt32)
    /// What came in a year or later tests, what came before it and from another year on validates.
    case years(label: String, validationFrom: Int?, testFrom: Int)

    /// Shares of the groups; the rest trains.
    public init(validation: Double = 0.05, test: Double = 0.05, by grouping: Grouping = .formula) {
        self = .shares(by: grouping, validation: validation, test: test)
    }

    /// A fold of Matbench (Dunn et al., npj Comput. Mater. 6, 138, 2020): five folds of the rows in their
    /// order, shuffled with its state 18012019.
    ///
    /// - Parameters:
    ///   - fold: from 1; Matbench counts its own from 0.
    ///   - validation: of the rows that do not test.
    public static func matbench(fold: Int, validation: Double = matbenchValidation) -> SplitRule {
        .rowFold(fold, of: matbenchFolds, validation: validation, state: matbenchState)
    }

    public static let (matbenchFolds, matbenchState): (Int, UInt32) = (5, 18_012_019)
    /// As CGCNN was trained for Matbench.
    public static let matbenchValidation = 0.25

    /// What stands together; nil where rows are counted in order.
    public var grouping: Grouping? {
        switch self {
        case .shares(let grouping, _, _), .fold(_, of: _, let grouping, _): grouping
        case .rowFold: nil
        case .years(let label, _, _): .label(label)
        }
    }

    /// Whether no composition, and so no structure, can be divided.
    public var keepsCompositions: Bool { grouping?.keepsCompositions ?? false }

    /// The number of the test's fold, from 1, and how many there are.
    public var folds: (number: Int, count: Int)? {
        switch self {
        case .fold(let number, let count, _, _), .rowFold(let number, let count, _, _):
            (number, count)
        default: nil
        }
    }

    /// The same folds, of which another tests; a rule without folds as it is.
    public func testing(_ number: Int) -> SplitRule {
        switch self {
        case .fold(_, of: let count, let grouping, let validation):
            .fold(number, of: count, by: grouping, validation: validation)
        case .rowFold(_, of: let count, let validation, let state):
            .rowFold(number, of: count, validation: validation, state: state)
        case .shares, .years: self
        }
    }

    /// What cannot be, in words; nil for a rule that can be followed.
    public var objection: String? {
        switch self {
        case .shares(_, let validation, let test):
            let shares = [validation, test]
            let isPossible = shares.allSatisfy((0..<1).contains) && shares.reduce(0, +) < 1
            return isPossible ? nil : "leaves nothing to train on"
        case .fold(let number, let count, _, let validation),
            .rowFold(let number, let count, let validation, _):
            if count < 2 { return "has \(count) folds, and needs 2 at least" }
            if !(1...count).contains(number) { return "has no fold \(number) among \(count)" }
            return (0..<1).contains(validation) ? nil : "leaves nothing to train on"
        case .years(_, let from?, let testFrom) where from >= testFrom:
            return "has validationFrom \(from), which is not before testFrom \(testFrom)"
        case .years: return nil
        }
    }
}

/// Where a group stands.
extension SplitRule {
    /// The side of a group, whether or not it is among the rows; nil where the group has none, or where
    /// that depends on the other rows.
    public func part(of group: String, seed: UInt64) -> Split.Part? {
        guard !group.isEmpty else { return nil }
        switch self {
        case .shares(_, let validation, let test):
            let place = Split.place(of: group, seed: seed)
            if place < test { return .test }
            return place < test + validation ? .validation : .train
        case .fold, .rowFold: return nil
        case .years(_, let validationFrom, let testFrom):
            guard let year = Double(group) else { return nil }
            if year >= Double(testFrom) { return .test }
            return year >= Double(validationFrom ?? testFrom) ? .validation : .train
        }
    }

    /// The side of each row; nil for one that has no group.
    ///
    /// - Parameters:
    ///   - groups: [rows]; places among the inputs from 0, in decimals, where ``grouping`` is nil.
    ///   - inputs: how many rows the inputs had, with those that have no place here.
    func parts(of groups: [String], inputs: Int, seed: UInt64) -> [Split.Part?] {
        switch self {
        case .shares, .years: return groups.map { part(of: $0, seed: seed) }
        case .fold(let number, let count, _, let validation):
            let folds = GroupedFolds(groups, count: count, seed: seed)
            return groups.map { group in
                guard !group.isEmpty else { return nil }
                if folds[group] == number { return .test }
                return Self.part(ofUntested: group, validation: validation, seed: seed)
            }
        case .rowFold(let number, let count, let validation, let state):
            let folds = RowFolds(rows: inputs, count: count, state: state)
            let parts = folds.parts(testing: number, validation: validation)
            return groups.map { Int($0).map { parts[$0] } }
        }
    }
}

extension SplitRule {
    /// The side of a group in folds of groups that is not in the test's.
    static func part(ofUntested group: String, validation: Double, seed: UInt64) -> Split.Part {
        // Under another name, lest the validation part follow the order within the folds.
        let place = Split.place(of: "validation " + group, seed: seed)
        return place < validation ? .validation : .train
    }
}

/// "formula", "formula, fold 2 of 5", "Matbench, fold 1 of 5", …
extension SplitRule: CustomStringConvertible {
    public var description: String {
        switch self {
        case .shares(let grouping, _, _): return grouping.words
        case .fold(let number, let count, let grouping, _):
            return "\(grouping.words), fold \(number) of \(count)"
        case .rowFold(let number, Self.matbenchFolds, _, Self.matbenchState):
            return "Matbench, fold \(number) of \(Self.matbenchFolds)"
        case .rowFold(let number, let count, _, let state):
            return "rows in their order shuffled by \(state), fold \(number) of \(count)"
        case .years(let label, _, let testFrom): return "\(label), test from \(testFrom)"
        }
    }
}
