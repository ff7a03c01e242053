internal import Crystals
internal import Discovery
internal import Foundation
internal import GRDB

/// The labels of crystals, and of their sites, in a store.
struct LabelTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Whether the store has these labels of the crystal, and no others; of no crystal, whether it has none.
    func areThose(of record: CrystalRecord?, number: Int) throws -> Bool {
        try ofCrystal(number) == record?.labels ?? [:]
            && ofSites(number) == (record?.siteLabels ?? [:]).mapValues(Self.encode)
    }

    private func ofCrystal(_ number: Int) throws -> [String: Double] {
        var labels: [String: Double] = [:]
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT property.name, value.value FROM value JOIN property
                    ON property.id = value.property WHERE value.entry = ?
                    """), arguments: [number])
        for row in rows { labels[Self.label(ofProperty: row[0])] = row[1] }
        return labels
    }

    private func ofSites(_ number: Int) throws -> [String: Data] {
        var labels: [String: Data] = [:]
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT property.name, numbers FROM siteValue JOIN property
                    ON property.id = siteValue.property WHERE entry = ?
                    """), arguments: [number])
        for row in rows { labels[Self.label(ofProperty: row[0])] = row[1] }
        return labels
    }

    func insert(_ record: CrystalRecord, number: Int) throws {
        guard !record.labels.isEmpty || !record.siteLabels.isEmpty else { return }
        let origin = try Origin(kind: .label, name: record.source.file).id(in: db)
        for (name, value) in record.labels.sorted(by: { $0.key < $1.key }) {
            try insert(name, number: number, origin: origin, value, into: "value (value,")
        }
        for (name, values) in record.siteLabels.sorted(by: { $0.key < $1.key }) {
            try insert(
                name, number: number, origin: origin, Self.encode(values),
                into: "siteValue (numbers,")
        }
    }

    /// - Parameter table: with the column of the value.
    private func insert(
        _ name: String, number: Int, origin: Int64, _ value: some DatabaseValueConvertible,
        into table: String
    ) throws {
        // A label of a name that nobody knows has a unit that nobody knows.
        let unit = LabelRange.known.first { $0.name == name }?.unit ?? ""
        let property = name == Self.volumeLabel ? Self.volumeProperty : name
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO property (name, unit) VALUES (?, ?)")
            .execute(arguments: [property, unit])
        try db.cachedStatement(
            sql: """
                INSERT INTO \(table) entry, property, origin)
                SELECT ?, ?, id, ? FROM property WHERE name = ?
                """
        ).execute(arguments: [value, number, origin, property])
    }

    /// In data files `volume` is the cell's; among the store's properties it is the predicted volume
    /// of an atom.
    private static let (volumeLabel, volumeProperty) = ("volume", "cell_volume")

    private static func label(ofProperty name: String) -> String {
        name == volumeProperty ? volumeLabel : name
    }

    /// Little-endian IEEE doubles: every bit comes back, of a NaN too, which stands where a site has none.
    static func encode(_ values: [Double]) -> Data {
        var bytes = Data(capacity: 8 * values.count)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
