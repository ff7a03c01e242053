internal import Discovery
internal import GRDB

/// The rows of `property` by what they stand for.
struct PropertyTable: Sendable {
    private let ids: [Quantity: Int64]
    private let quantities: [Int64: Quantity]

    init(_ db: Database) throws {
        var ids: [Quantity: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM property") {
            guard let quantity = Quantity(rawValue: row[1]) else { continue }
            ids[quantity] = row[0]
        }
        self.ids = ids
        quantities = Dictionary(uniqueKeysWithValues: ids.map { ($1, $0) })
    }

    /// nil for a property that the screening does not know, such as an imported label.
    func quantity(_ id: Int64) -> Quantity? { quantities[id] }

    func id(_ quantity: Quantity) throws -> Int64 {
        guard let id = ids[quantity] else {
            throw LedgerError.damaged("property \(quantity.rawValue) is missing")
        }
        return id
    }
}

extension Origin {
    /// The row of this origin, made if it is not there.
    func id(in db: Database) throws -> Int64 {
        try db.execute(
            sql: "INSERT OR IGNORE INTO origin (kind, name, fingerprint) VALUES (?, ?, ?)",
            arguments: [kind.rawValue, name, fingerprint])
        let id = try Int64.fetchOne(
            db, sql: "SELECT id FROM origin WHERE kind = ? AND name = ? AND fingerprint = ?",
            arguments: [kind.rawValue, name, fingerprint])
        guard let id else { throw LedgerError.damaged("origin \(name) cannot be written") }
        return id
    }
}
