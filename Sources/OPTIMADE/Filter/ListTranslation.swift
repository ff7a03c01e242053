internal import Crystals
internal import Discovery
internal import Store

// Comparisons with lists.
extension FilterTranslator {
    mutating func has(
        _ names: [PropertyName], _ quantifier: FilterExpression.Quantifier, _ entries: [[ListTest]]
    ) throws(OptimadeError) -> Condition {
        var meanings: [StructureField.Meaning] = []
        for name in names {
            guard let meaning = try meaning(name) else { return .none }
            meanings.append(meaning)
        }
        if names.count > 1 { return try correlated(names, meanings, quantifier, entries) }
        let tests = entries.map { $0[0] }
        switch meanings[0] {
        case .elements: return try elements(names[0], quantifier, tests)
        case .elementRatios: return try ratios(names[0], quantifier, tests)
        case .speciesAtSites: return try species(names[0], quantifier, tests)
        case .structureFeatures: return try features(names[0], quantifier, tests)
        case .dimensionTypes: return try dimensions(names[0], quantifier, tests)
        case .latticeVectors, .sitePositions, .species, .unknown: break
        case .column, .number, .text:
            throw .notImplemented("\(names[0]) is no list: it cannot be asked with HAS")
        }
        throw .notImplemented("filters by what \(names[0]) has are not supported")
    }

    private func elements(
        _ name: PropertyName, _ quantifier: FilterExpression.Quantifier, _ tests: [ListTest]
    ) throws(OptimadeError) -> Condition {
        var sets: [ElementSet] = []
        for test in tests { sets.append(try Self.elements(test, of: name)) }
        switch quantifier {
        case .all: return .and(sets.map { .hasAny($0) })
        case .any: return .hasAny(ElementSet(sets.flatMap { Array($0) }))
        case .only: return .hasOnly(ElementSet(sets.flatMap { Array($0) }))
        }
    }

    /// Those whose symbols a test holds for.
    private static func elements(
        _ test: ListTest, of name: PropertyName
    ) throws(OptimadeError) -> ElementSet {
        guard case .string(let symbol) = test.operand else { throw mismatch(name, "strings") }
        if test.comparison == .equal { return ElementSet([Element(symbol)].compactMap { $0 }) }
        return ElementSet(Element.all.filter { test.comparison.holds($0.symbol, symbol) })
    }

    private func ratios(
        _ name: PropertyName, _ quantifier: FilterExpression.Quantifier, _ tests: [ListTest]
    ) throws(OptimadeError) -> Condition {
        var bounds: [Condition.Bound] = []
        for test in tests { bounds.append(try Self.bound(test, of: name)) }
        let all = ElementSet(Element.all)
        switch quantifier {
        case .all: return .and(bounds.map { .ratio(all, [$0]) })
        case .any: return .or(bounds.map { .ratio(all, [$0]) })
        case .only:
            // None that every test is false for.
            let opposites = bounds.map { Condition.Bound($0.comparison.negated, $0.value) }
            return .not(.ratio(all, opposites))
        }
    }

    private static func bound(
        _ test: ListTest, of name: PropertyName
    ) throws(OptimadeError) -> Condition.Bound {
        guard case .number(let number) = test.operand else { throw mismatch(name, "numbers") }
        return Condition.Bound(test.comparison, number)
    }

    /// `elements:elements_ratios HAS "Al":>0.3`, in any order and number.
    private func correlated(
        _ names: [PropertyName], _ meanings: [StructureField.Meaning],
        _ quantifier: FilterExpression.Quantifier, _ entries: [[ListTest]]
    ) throws(OptimadeError) -> Condition {
        guard quantifier != .only else {
            throw .notImplemented("HAS ONLY with correlated lists is not supported")
        }
        var conditions: [Condition] = []
        for tests in entries {
            var elements = ElementSet(Element.all)
            var bounds: [Condition.Bound] = []
            for (index, test) in tests.enumerated() {
                switch meanings[index] {
                case .elements:
                    let allowed = try Self.elements(test, of: names[index])
                    elements = ElementSet(elements.filter { allowed.contains($0) })
                case .elementRatios: bounds.append(try Self.bound(test, of: names[index]))
                default:
                    throw .notImplemented(
                        "of correlated lists elements and elements_ratios are supported only")
                }
            }
            conditions.append(.ratio(elements, bounds))
        }
        return quantifier == .all ? .and(conditions) : .or(conditions)
    }

    private func species(
        _ name: PropertyName, _ quantifier: FilterExpression.Quantifier, _ tests: [ListTest]
    ) throws(OptimadeError) -> Condition {
        var conditions: [Condition] = []
        for test in tests {
            guard case .string(let text) = test.operand else {
                throw Self.mismatch(name, "strings")
            }
            guard test.comparison == .equal, quantifier != .only else {
                throw .notImplemented("\(name) can be asked for names that it HAS, equal ones only")
            }
            conditions.append(.hasSpecies(text))
        }
        return quantifier == .all ? .and(conditions) : .or(conditions)
    }

    /// A list with "disorder" in it or nothing.
    private func features(
        _ name: PropertyName, _ quantifier: FilterExpression.Quantifier, _ tests: [ListTest]
    ) throws(OptimadeError) -> Condition {
        let isDisordered = Condition.compare(.isOrdered, .equal, .number(0))
        var hold: [Bool] = []
        for test in tests {
            guard case .string(let text) = test.operand else {
                throw Self.mismatch(name, "strings")
            }
            hold.append(test.comparison.holds("disorder", text))
        }
        switch quantifier {
        case .all: return hold.allSatisfy(\.self) ? isDisordered : .none
        case .any: return hold.contains(true) ? isDisordered : .none
        case .only: return hold.contains(true) ? .all : .not(isDisordered)
        }
    }

    /// Three times 1.
    private func dimensions(
        _ name: PropertyName, _ quantifier: FilterExpression.Quantifier, _ tests: [ListTest]
    ) throws(OptimadeError) -> Condition {
        var hold: [Bool] = []
        for test in tests {
            guard case .number(let number) = test.operand else {
                throw Self.mismatch(name, "numbers")
            }
            hold.append(test.comparison.holds(1, number))
        }
        let holds = quantifier == .all ? hold.allSatisfy(\.self) : hold.contains(true)
        return holds ? .all : .none
    }

    mutating func length(
        _ name: PropertyName, _ comparison: Condition.Comparison, _ operand: FilterOperand
    ) throws(OptimadeError) -> Condition {
        guard let meaning = try meaning(name) else { return .none }
        guard case .number(let number) = operand else {
            throw Self.mismatch(name, "a whole number")
        }
        func count(_ column: CatalogueColumn) -> Condition {
            .compare(column, comparison, .number(number))
        }
        switch meaning {
        case .elements, .elementRatios: return count(.elementCount)
        case .speciesAtSites, .sitePositions:
            return name.parts.count > 1 ? count(.speciesCount) : count(.siteCount)
        case .species: return count(.speciesCount)
        case .latticeVectors, .dimensionTypes: return comparison.holds(3, number) ? .all : .none
        case .structureFeatures:
            let ordered = Condition.compare(.isOrdered, .equal, .number(1))
            return .or([
                comparison.holds(0, number) ? ordered : .none,
                comparison.holds(1, number) ? .not(ordered) : .none,
            ])
        case .column, .number, .text, .unknown:
            throw .notImplemented("\(name) is no list: it has no LENGTH")
        }
    }
}
