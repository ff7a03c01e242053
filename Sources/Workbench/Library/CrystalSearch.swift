internal import HTTPTypes
internal import Hummingbird
internal import Store

/// A search with its order and page.
struct CrystalSearch {
    struct Answer: Encodable, Sendable {
        var total: Int
        var crystals: [CrystalSummary]
    }

    private let query: LibraryQuery
    private let order: [CatalogueOrder]
    private let names: [String]
    private let offset: Int
    private let limit: Int
    private static let standardNames = [
        "hardness", "toughness", "K", "G", "e_form", "band_gap", "synthesizability",
    ]
    private static let mostNames = 20

    init(_ parameters: Parameters, _ columns: LibraryColumns) throws {
        query = try LibraryQuery(parameters, columns)
        order = try columns.order(parameters["sort"])
        names = parameters["columns"].map(LibraryColumns.names) ?? Self.standardNames
        guard names.count <= Self.mostNames else {
            throw Refusal(.badRequest, "at most \(Self.mostNames) columns")
        }
        for name in names { _ = try columns.column(name) }
        offset = try Self.number(parameters["offset"], "offset", 0...10_000_000) ?? 0
        limit =
            try Self.number(parameters["limit"], "limit", 1...LibraryQuery.mostRows)
            ?? (parameters["rows"] == nil ? 50 : LibraryQuery.mostRows)
    }

    private static func number(
        _ text: Substring?, _ name: String, _ range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Refusal(
                .badRequest, "\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func run(_ reader: CatalogueReader) throws -> Answer {
        let entries = try reader.search(
            query.condition, order: order, values: CrystalSummary.columns(names), offset: offset,
            limit: limit)
        return Answer(
            total: try reader.count(query.condition),
            crystals: entries.map { CrystalSummary($0, names: names) })
    }
}
