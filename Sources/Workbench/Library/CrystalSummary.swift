internal import Crystals
internal import Store

/// A crystal of the catalogue as a row of a table.
struct CrystalSummary: Encodable, Sendable {
    struct Group: Encodable, Sendable {
        var number: Int
        var symbol: String
    }

    struct Value: Encodable, Sendable {
        var value: Double
        var low: Double?
        var high: Double?
    }

    var row: Int64
    var id: String
    var name: String
    var collection: String
    var formula: String
    var spaceGroup: Group?
    var sites: Int
    var density: Double
    var rank: Int?
    var status: String?
    var values: [String: Value] = [:]

    /// - Parameters:
    ///   - names: of the properties whose values, lower and upper ends the entry has, in this order.
    init(_ entry: CatalogueEntry, names: [String]) {
        (row, id, name) = (entry.key, entry.identifier, entry.name)
        (collection, formula, sites) = (entry.collection, entry.formula, entry.sites)
        spaceGroup = entry.spaceGroup.map { Group(number: $0.number, symbol: $0.symbol) }
        (density, rank, status) = (entry.density, entry.rank, entry.status)
        for (k, name) in names.enumerated() {
            guard let value = entry.values[3 * k] else { continue }
            values[name] = Value(
                value: value, low: entry.values[3 * k + 1], high: entry.values[3 * k + 2])
        }
    }

    /// The columns to be asked for.
    static func columns(_ names: [String]) -> [CatalogueColumn] {
        names.flatMap { [$0, "\($0)_low", "\($0)_high"] }.map { .property($0) }
    }
}
