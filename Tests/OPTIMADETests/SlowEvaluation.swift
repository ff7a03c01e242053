import Crystals
import Foundation
import Store

@testable import OPTIMADE

/// What a filter says of a crystal, by walking through the filter with the crystal's values in hand: the definition,
/// without SQL, indices or sets of bits.
struct SlowEvaluation {
    enum Value {
        case number(Double)
        case text(String)
        case numbers([Double])
        case texts([String])
        case unknown
    }

    let values: [String: Value]

    init(_ known: Fixture.Known) {
        let (entry, crystal) = (known.entry, known.crystal)
        let composition = crystal.composition
        let symbols = composition.elements.map(\.symbol).sorted()
        func number(_ value: Double?) -> Value { value.map { .number($0) } ?? .unknown }
        func text(_ value: String?) -> Value { value.map { .text($0) } ?? .unknown }
        values = [
            "id": .text(entry.identifier), "nelements": .number(Double(symbols.count)),
            "nsites": .number(Double(crystal.sites.count)), "elements": .texts(symbols),
            "elements_ratios": .numbers(
                symbols.compactMap { Element($0) }.map { composition.fraction(of: $0) }),
            "chemical_formula_reduced": text(entry.reducedFormula),
            "chemical_formula_anonymous": text(entry.anonymousFormula),
            "chemical_formula_hill": text(entry.hillFormula),
            "space_group_it_number": number((entry.spaceGroup?.number).map(Double.init)),
            "space_group_symbol_hermann_mauguin": text(entry.hermannMauguin),
            "nperiodic_dimensions": .number(3),
            "structure_features": .texts(crystal.isOrdered ? [] : ["disorder"]),
            "dimension_types": .numbers([1, 1, 1]),
            "_kimberlite_bulk_modulus": number(known.labels["K"]),
            "_kimberlite_shear_modulus": number(known.labels["G"]),
            "_other_thing": .unknown, "immutable_id": .unknown,
        ]
    }

    func holds(_ expression: FilterExpression) -> Bool {
        switch expression {
        case .or(let parts): parts.contains { holds($0) }
        case .and(let parts): parts.allSatisfy { holds($0) }
        case .not(let part): !holds(part)
        case .comparison(let a, let comparison, let b):
            Self.compare(value(a), comparison, value(b))
        case .substring(let name, let place, let operand): match(name, place, operand)
        case .known(let name, let isKnown): Self.isKnown(value(.property(name))) == isKnown
        case .has(let names, let quantifier, let entries): has(names, quantifier, entries)
        case .length(let name, let comparison, let operand):
            Self.compare(Self.length(value(.property(name))), comparison, value(operand))
        case .truth: false
        }
    }

    private func value(_ operand: FilterOperand) -> Value {
        switch operand {
        case .string(let text): .text(text)
        case .number(let number): .number(number)
        case .truth: .unknown
        case .property(let name): values[name.description] ?? .unknown
        }
    }

    private static func isKnown(_ value: Value) -> Bool {
        if case .unknown = value { false } else { true }
    }

    private static func compare(
        _ a: Value, _ comparison: Condition.Comparison, _ b: Value
    ) -> Bool {
        switch (a, b) {
        case (.number(let p), .number(let q)): comparison.holds(p, q)
        case (.text(let p), .text(let q)):
            comparison.holds(Self.order(p, q), 0)
        default: false
        }
    }

    /// -1, 0 or 1: by code points, not by what a language sorts.
    private static func order(_ p: String, _ q: String) -> Int {
        if p.utf8.elementsEqual(q.utf8) { return 0 }
        return p.utf8.lexicographicallyPrecedes(q.utf8) ? -1 : 1
    }

    private func match(
        _ name: PropertyName, _ place: Condition.TextPlace, _ operand: FilterOperand
    ) -> Bool {
        guard case .text(let own) = value(.property(name)), case .text(let part) = value(operand)
        else { return false }
        return switch place {
        case .start: own.hasPrefix(part)
        case .end: own.hasSuffix(part)
        case .anywhere: part.isEmpty || own.contains(part)
        }
    }

    private static func length(_ value: Value) -> Value {
        switch value {
        case .numbers(let list): .number(Double(list.count))
        case .texts(let list): .number(Double(list.count))
        default: .unknown
        }
    }

    /// The entries of the lists side by side.
    private func has(
        _ names: [PropertyName], _ quantifier: FilterExpression.Quantifier, _ entries: [[ListTest]]
    ) -> Bool {
        let lists = names.map { name -> [Value] in
            switch value(.property(name)) {
            case .numbers(let list): list.map { .number($0) }
            case .texts(let list): list.map { .text($0) }
            default: []
            }
        }
        if names.contains(where: { !Self.isKnown(value(.property($0))) }) { return false }
        let rows = (0..<(lists.map(\.count).min() ?? 0)).map { row in lists.map { $0[row] } }
        func fits(_ row: [Value], _ tests: [ListTest]) -> Bool {
            zip(row, tests).allSatisfy { Self.compare($0, $1.comparison, value($1.operand)) }
        }
        return switch quantifier {
        case .any: entries.contains { tests in rows.contains { fits($0, tests) } }
        case .all: entries.allSatisfy { tests in rows.contains { fits($0, tests) } }
        case .only: rows.allSatisfy { row in entries.contains { fits(row, $0) } }
        }
    }
}
