/// A ``SplitRule`` as plans and cards write it. Which keys stand there tells which rule it is:
///
///     {by: formula, validation: 0.05, test: 0.05}           shares
///     {by: formula, folds: 5, fold: 1, validation: 0.05}    a fold of groups
///     {by: input-order, folds: 5, fold: 1, randomState: 0, validation: 0.05}
///     {by: matbench, fold: 1, validation: 0.25}             folds of rows in their order
///     {by: year, validationFrom: 2017, testFrom: 2018}      years
struct SplitSettings: Hashable, Codable {
    var by: String?
    var validation: Double?
    var test: Double?
    var folds: Int?
    var fold: Int?
    var randomState: UInt32?
    var validationFrom: Int?
    var testFrom: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case by, validation, test, folds, fold, randomState, validationFrom, testFrom
    }

    static let (inputOrder, matbench) = ("input-order", "matbench")
    static let names = ["formula", "chemical-system", "prototype", "row", "year", "label:NAME"]

    init() {}

    init(_ rule: SplitRule) {
        switch rule {
        case .shares(let grouping, let validation, let test):
            // As versions wrote it that knew no other.
            by = grouping == .formula ? nil : grouping.description
            (self.validation, self.test) = (validation, test)
        case .fold(let number, let count, let grouping, let validation):
            (by, fold, folds, self.validation) = (grouping.description, number, count, validation)
        case .rowFold(let number, let count, let validation, let state):
            (by, fold, folds, self.validation) = (Self.inputOrder, number, count, validation)
            randomState = state
        case .years(let label, let validationFrom, let testFrom):
            by = Grouping.label(label).description
            (self.validationFrom, self.testFrom) = (validationFrom, testFrom)
        }
    }

    /// - Throws: ``SplitRuleError`` where the settings are of no rule.
    func rule() throws(SplitRuleError) -> SplitRule {
        if testFrom != nil || validationFrom != nil { return try years() }
        if by == Self.matbench || by == Self.inputOrder { return try rowFold() }
        if folds != nil || fold != nil { return try groupFold() }
        try allow(["by", "validation", "test"], for: "shares of groups")
        return .shares(by: try grouping(), validation: validation ?? 0.05, test: test ?? 0.05)
    }

    private func years() throws(SplitRuleError) -> SplitRule {
        try allow(["by", "validationFrom", "testFrom"], for: "years")
        guard let testFrom else { throw SplitRuleError("has validationFrom and no testFrom") }
        guard case .label(let label)? = by.map(Grouping.init) ?? .label("year") else {
            throw SplitRuleError("tests from \(testFrom) on by \(by ?? ""), which is no label")
        }
        return .years(label: label, validationFrom: validationFrom, testFrom: testFrom)
    }

    private func rowFold() throws(SplitRuleError) -> SplitRule {
        try allow(["by", "folds", "fold", "randomState", "validation"], for: "rows in their order")
        let isMatbench = by == Self.matbench
        let count = folds ?? SplitRule.matbenchFolds
        let state = randomState ?? SplitRule.matbenchState
        if isMatbench, count != SplitRule.matbenchFolds || state != SplitRule.matbenchState {
            throw SplitRuleError(
                "is Matbench's, which has \(SplitRule.matbenchFolds) folds and randomState "
                    + "\(SplitRule.matbenchState); by input-order takes others")
        }
        let validation = validation ?? (isMatbench ? SplitRule.matbenchValidation : 0.05)
        return .rowFold(fold ?? 1, of: count, validation: validation, state: state)
    }

    private func groupFold() throws(SplitRuleError) -> SplitRule {
        try allow(["by", "folds", "fold", "validation"], for: "folds")
        guard let folds else { throw SplitRuleError("has a fold and does not say of how many") }
        return .fold(fold ?? 1, of: folds, by: try grouping(), validation: validation ?? 0.05)
    }

    private func grouping() throws(SplitRuleError) -> Grouping {
        guard let by else { return .formula }
        guard let grouping = Grouping(by) else {
            let names = (Self.names + [Self.inputOrder, Self.matbench]).joined(separator: ", ")
            throw SplitRuleError("has no rule by \(by); there are \(names)")
        }
        return grouping
    }

    private func allow(_ names: Set<String>, for what: String) throws(SplitRuleError) {
        let given: [(CodingKeys, Bool)] = [
            (.validation, validation != nil), (.test, test != nil), (.folds, folds != nil),
            (.fold, fold != nil), (.randomState, randomState != nil),
            (.validationFrom, validationFrom != nil), (.testFrom, testFrom != nil),
        ]
        for (key, isGiven) in given where isGiven && !names.contains(key.rawValue) {
            throw SplitRuleError("has \(key.rawValue), which does not go with \(what)")
        }
    }
}

/// What is wrong with the settings of a split: "has a fold and does not say of how many".
public struct SplitRuleError: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// What a command line says of a split, over what a plan says.
public struct SplitChanges: Hashable, Sendable {
    /// A name of a ``Grouping``, "input-order" or "matbench".
    public var by: String?
    public var folds: Int?
    /// From 1.
    public var fold: Int?
    public var validationFrom: Int?
    public var testFrom: Int?

    public init(
        by: String? = nil, folds: Int? = nil, fold: Int? = nil, validationFrom: Int? = nil,
        testFrom: Int? = nil
    ) {
        (self.by, self.folds, self.fold) = (by, folds, fold)
        (self.validationFrom, self.testFrom) = (validationFrom, testFrom)
    }

    /// The rule with the changes: what does not go with them is dropped from it.
    ///
    /// - Throws: ``SplitRuleError`` where the changes are of no rule.
    public func applied(to rule: SplitRule) throws(SplitRuleError) -> SplitRule {
        var settings = SplitSettings(rule)
        if let by {
            let isOther = settings.by != by
            if isOther && rule.grouping == nil || settings.testFrom != nil
                || by == SplitSettings.matbench
            {
                settings = SplitSettings()
            }
            settings.by = by
            if by == SplitSettings.inputOrder { settings.test = nil }
        }
        if folds != nil || fold != nil { settings.test = nil }
        if testFrom != nil || validationFrom != nil {
            if by == nil, settings.testFrom == nil { settings.by = nil }
            (settings.validation, settings.test) = (nil, nil)
            (settings.folds, settings.fold, settings.randomState) = (nil, nil, nil)
        }
        settings.folds = folds ?? settings.folds
        settings.fold = fold ?? settings.fold
        settings.validationFrom = validationFrom ?? settings.validationFrom
        settings.testFrom = testFrom ?? settings.testFrom
        return try settings.rule()
    }
}

/// As ``SplitSettings``; a setting that there is none of is refused.
extension SplitRule: Codable {
    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        func refused(_ why: String) -> DecodingError {
            .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: why))
        }
        let allowed = SplitSettings.CodingKeys.allCases.map(\.rawValue)
        let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let unknown = keys.sorted().first(where: { !allowed.contains($0) }) {
            throw refused(
                "it has no \(unknown); here stand \(allowed.sorted().joined(separator: ", "))")
        }
        do {
            self = try SplitSettings(from: decoder).rule()
        } catch let error as SplitRuleError {
            throw refused("it \(error)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        try SplitSettings(self).encode(to: encoder)
    }
}
