internal import Discovery
internal import GRDB

/// The rows of `property` by what they stand for.
struct PropertyTable: Sendable {
    private let ids: [Quantity: Int64]
    private let quantities: [Int64: Quantity]

    /// Those that stand in columns of `estimate`, in the order of ``columns``.
    static let estimated: [Quantity] = [
        .bulkModulus, .shearModulus, .youngModulus, .poissonRatio, .hardness, .toughness,
        .formationEnergy, .bandGap, .predictedVolume, .volumePerAtom, .debyeTemperature,
        .bulkModulusLow, .bulkModulusHigh, .shearModulusLow, .shearModulusHigh, .hardnessLow,
        .hardnessHigh, .toughnessLow, .toughnessHigh, .formationEnergyLow, .formationEnergyHigh,
        .synthesizability,
    ]

    /// The columns of `estimate`.
    static let columns = estimated.map { "estimate.\($0.rawValue)" }.joined(separator: ", ")

    init(_ db: Database) throws {
        var ids: [Quantity: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM property") {
            guard let quantity = Quantity(rawValue: row[1]) else { continue }
            ids[quantity] = row[0]
        }
        self.ids = ids
        quantities = Dictionary(uniqueKeysWithValues: ids.map { ($1, $0) })
    }

    /// Sets the quantity of a property; those that the screening does not know, such as an imported
    /// label, are passed over.
    func set(_ id: Int64, to value: Double, in quantities: inout Quantities) {
        if let quantity = self.quantities[id] { quantities[quantity] = value }
    }

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
        let arguments: StatementArguments = [kind.rawValue, name, fingerprint]
        let known = try db.cachedStatement(
            sql: "SELECT id FROM origin WHERE kind = ? AND name = ? AND fingerprint = ?")
        if let id = try Int64.fetchOne(known, arguments: arguments) { return id }
        try db.cachedStatement(
            sql: "INSERT INTO origin (kind, name, fingerprint) VALUES (?, ?, ?)"
        ).execute(arguments: arguments)
        return db.lastInsertedRowID
    }
}
