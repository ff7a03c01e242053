internal import Discovery
internal import GRDB

/// Writes the numbers of the first rung, a row for each crystal, and where each quantity comes from.
struct EstimateWriter {
    private let db: Database
    private let statement: Statement
    private let values: ValueWriter
    private let properties: PropertyTable
    /// Of quantities that stand in no column.
    private let origins: [Quantity: Origin]

    /// - Throws: ``LedgerError/damaged(_:)`` where a quantity came from elsewhere before.
    init(
        _ db: Database, _ properties: PropertyTable, origins: [Quantity: Origin]
    ) throws {
        (self.db, self.properties, self.origins) = (db, properties, origins)
        values = try ValueWriter(db, properties)
        let columns = PropertyTable.estimated.map(\.rawValue)
        let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
        statement = try db.cachedStatement(
            sql: """
                INSERT INTO estimate (entry, \(columns.joined(separator: ", ")))
                VALUES (\(marks))
                """)
        for quantity in PropertyTable.estimated { try keepOrigin(of: quantity) }
    }

    private func keepOrigin(of quantity: Quantity) throws {
        guard let origin = try origins[quantity]?.id(in: db) else { return }
        let property = try properties.id(quantity)
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO estimateOrigin (property, origin) VALUES (?, ?)"
        ).execute(arguments: [property, origin])
        let kept = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT origin FROM estimateOrigin WHERE property = ?"),
            arguments: [property])
        guard kept == origin else {
            throw LedgerError.damaged("\(quantity.rawValue) comes from another origin than before")
        }
    }

    func write(_ quantities: Quantities, entry: Int) throws {
        var arguments: [DatabaseValue] = [entry.databaseValue]
        var others = quantities
        for quantity in PropertyTable.estimated {
            let value = quantities[quantity]
            if value != nil, origins[quantity] == nil { throw Self.lacksOrigin(quantity) }
            arguments.append(value?.databaseValue ?? .null)
            others[quantity] = nil
        }
        try statement.execute(arguments: StatementArguments(arguments))
        for (quantity, value) in others.known {
            guard let origin = origins[quantity] else { throw Self.lacksOrigin(quantity) }
            try values.write(value, of: quantity, entry: entry, origin: origin.id(in: db))
        }
    }

    private static func lacksOrigin(_ quantity: Quantity) -> LedgerError {
        .damaged("\(quantity.rawValue) has no origin")
    }
}
