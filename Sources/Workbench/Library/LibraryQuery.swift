internal import Crystals
internal import Discovery
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Store

/// What is searched for, as the page's addresses say it.
///
///     elements=C,N      all of these     without=O,F   none of these     only=true   nothing but `elements`
///     formula=BN        in any order     spacegroup=227    collection=NAME   text=diam, in a name or formula
///     min.hardness=20   max.hardness=90  rows=12,55    of any property, by its name
struct LibraryQuery {
    private(set) var condition = Condition.all

    /// - Throws: ``Refusal`` that says which part cannot be.
    init(_ query: Parameters, _ columns: LibraryColumns) throws {
        var parts: [Condition] = []
        let elements = try Self.elements(query["elements"], "elements")
        if !elements.isEmpty { parts.append(.hasAll(ElementSet(elements))) }
        if query["only"] == "true", !elements.isEmpty {
            parts.append(.hasOnly(ElementSet(elements)))
        }
        let others = try Self.elements(query["without"], "without")
        if !others.isEmpty { parts.append(.not(.hasAny(ElementSet(others)))) }
        if let formula = query["formula"], !formula.isEmpty {
            parts.append(try Self.formula(String(formula)))
        }
        if let group = query["spacegroup"], !group.isEmpty {
            guard let number = Int(group), (1...230).contains(number) else {
                throw Refusal(.badRequest, "spacegroup is a number from 1 to 230, not \(group)")
            }
            parts.append(.compare(.spaceGroup, .equal, .number(Double(number))))
        }
        if let name = query["collection"], !name.isEmpty {
            parts.append(.compare(.collection, .equal, .text(String(name))))
        }
        if let text = query["text"], !text.isEmpty {
            let words = String(text)
            parts.append(
                .or([
                    .text(.name, .anywhere, words), .text(.reducedFormula, .anywhere, words),
                    .text(.identifier, .anywhere, words),
                ]))
        }
        if let rows = query["rows"] { parts.append(.keys(try Self.rows(String(rows)))) }
        parts += try Self.bounds(query, columns)
        if !parts.isEmpty { condition = .and(parts) }
    }

    private static func elements(_ list: Substring?, _ name: String) throws -> [Element] {
        try (list ?? "").split { ",; ".contains($0) }.map { symbol in
            guard let element = Element(String(symbol)) else {
                throw Refusal(.badRequest, "\(name): there is no element \(symbol)")
            }
            return element
        }
    }

    private static func formula(_ text: String) throws -> Condition {
        guard let composition = try? Composition(formula: text) else {
            throw Refusal(.badRequest, "\(text) is not a formula")
        }
        return .compare(.formula, .equal, .text(composition.reducedFormula))
    }

    static let mostRows = 1000

    private static func rows(_ list: String) throws -> [Int64] {
        let rows = list.split(separator: ",").map { Int64($0) }
        guard rows.count <= mostRows, rows.allSatisfy({ $0 != nil }) else {
            throw Refusal(.badRequest, "rows are at most \(mostRows) numbers with commas between")
        }
        return rows.compactMap { $0 }
    }

    /// Every `min.NAME` and `max.NAME`.
    private static func bounds(
        _ query: Parameters, _ columns: LibraryColumns
    ) throws -> [Condition] {
        try query.compactMap { written, text -> Condition? in
            // Of an address only the values have been decoded.
            let key = String(written).removingPercentEncoding ?? String(written)
            let isLower = key.hasPrefix("min.")
            guard isLower || key.hasPrefix("max."), !text.isEmpty else { return nil }
            guard let value = Double(text), value.isFinite else {
                throw Refusal(.badRequest, "\(key) is a number, not \(text)")
            }
            let column = try columns.column(String(key.dropFirst(4)))
            return .compare(column, isLower ? .greaterOrEqual : .lessOrEqual, .number(value))
        }
    }
}
