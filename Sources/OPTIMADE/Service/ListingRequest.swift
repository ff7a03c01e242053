internal import Foundation
internal import Store

/// What a request to `/structures` or `/structures/ID` asks for, checked.
struct ListingRequest: Sendable {
    var condition: Condition
    var isFiltered: Bool
    var order: [CatalogueOrder]
    var writer: StructureWriter
    /// Whether structures are asked for as those get them who do not say what they want.
    var isUsual: Bool
    var page: Page
    var warnings: [String]

    /// Where the page begins.
    struct Page: Sendable {
        var limit = defaultLimit
        var offset = 0
        /// Crystals with larger keys; with an order pages are counted instead.
        var after: Int64?

        static let defaultLimit = 20
        static let maximumLimit = 1000
    }

    private static let known: Set<String> = [
        "filter", "response_format", "email_address", "response_fields", "sort", "include",
        "page_limit", "page_offset", "page_number", "page_above", "api_hint",
    ]

    /// - Parameter isSingle: of one structure: only what its answer consists of is looked at.
    init(
        _ parameters: QueryParameters, _ fields: FieldTable, isSingle: Bool = false
    ) throws(OptimadeError) {
        warnings = []
        isUsual = parameters["response_fields"] == nil
        try Self.checkFormat(parameters)
        (writer, warnings) = try Self.writer(parameters["response_fields"], fields)
        (condition, isFiltered, order, page) = (.all, false, [], Page())
        if isSingle { return }
        for (name, _) in parameters.all where !Self.known.contains(name) {
            if name.hasPrefix("_"), !name.hasPrefix(Specification.prefix) {
                warnings.append("the parameter \(name) is of another provider and does nothing")
            } else {
                throw .badRequest("there is no parameter \(name)")
            }
        }
        order = try Self.order(parameters["sort"], fields)
        page = try Self.page(parameters, isOrdered: !order.isEmpty)
        guard let expression = try FilterParser.parse(parameters["filter"] ?? "") else { return }
        var translator = FilterTranslator(fields)
        (condition, isFiltered) = (try translator.condition(expression), true)
        warnings += translator.warnings
    }

    private static func checkFormat(_ parameters: QueryParameters) throws(OptimadeError) {
        if let format = parameters["response_format"], format != "json" {
            throw .badRequest("the response format \(format) is not one of these: json")
        }
        let paths = (parameters["include"] ?? "").split(separator: ",")
        if let path = paths.first(where: { $0 != "references" }) {
            throw .badRequest("structures have no relationship \(path) to include")
        }
    }

    private static func writer(
        _ names: String?, _ fields: FieldTable
    ) throws(OptimadeError) -> (StructureWriter, [String]) {
        guard let names else { return (fields.standardWriter, []) }
        var (chosen, unknown): ([StructureField], [String]) = ([], [])
        for name in names.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            switch fields.lookup(name) {
            case .field(let field):
                if !chosen.contains(where: { $0.name == name }) { chosen.append(field) }
            case .foreign: if !unknown.contains(name) { unknown.append(name) }
            case .missing: throw .badRequest("there is no property \(name) to respond with")
            }
        }
        return (StructureWriter(chosen, unknown: unknown), unknown.map(FieldTable.warning))
    }

    private static let mostOrders = 16

    private static func order(
        _ names: String?, _ fields: FieldTable
    ) throws(OptimadeError) -> [CatalogueOrder] {
        var order: [CatalogueOrder] = []
        let parts = (names ?? "").split(separator: ",")
        guard parts.count <= mostOrders else {
            throw .badRequest("structures are sorted by \(mostOrders) properties at most")
        }
        for part in parts {
            let isDescending = part.hasPrefix("-")
            let name = String(isDescending ? part.dropFirst() : part)
            guard let column = fields[name]?.sortColumn else {
                throw .badRequest("structures cannot be sorted by \(name)")
            }
            order.append(CatalogueOrder(column, isDescending: isDescending))
        }
        return order
    }

    private static func page(
        _ parameters: QueryParameters, isOrdered: Bool
    ) throws(OptimadeError) -> Page {
        var page = Page()
        if let limit = try number("page_limit", parameters, from: 1) {
            guard limit <= Page.maximumLimit else {
                throw .forbidden("page_limit is at most \(Page.maximumLimit), not \(limit)")
            }
            page.limit = limit
        }
        if let offset = try number("page_offset", parameters, from: 0) { page.offset = offset }
        if let number = try number("page_number", parameters, from: 1) {
            page.offset = (number - 1).multipliedReportingOverflow(by: page.limit).partialValue
            guard page.offset / page.limit == number - 1 else {
                throw .badRequest("page_number is too large")
            }
        }
        if let above = try number("page_above", parameters, from: 0) {
            if isOrdered { throw .badRequest("page_above goes with no sort: use page_offset") }
            page.after = Int64(above)
        }
        return page
    }

    private static func number(
        _ name: String, _ parameters: QueryParameters, from lowest: Int
    ) throws(OptimadeError) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let number = Int(text), number >= lowest else {
            throw .badRequest("\(name) is a whole number from \(lowest) on, not \"\(text)\"")
        }
        return number
    }
}
