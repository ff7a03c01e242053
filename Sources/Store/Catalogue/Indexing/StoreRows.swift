internal import Crystals
internal import Discovery
internal import Foundation
internal import GRDB

/// A crystal of a store on its way into a catalogue.
struct StoreRow {
    var entry: Int
    var name: String
    var source: String
    var place: String?
    var spaceGroup: SpaceGroupName?
    var primitiveSites: Int?
    var structure: Data
    var placement: Placement?
    /// Of ``numbers``.
    var names: [String]
    /// In the order of ``StoreRows/properties``; nil where unknown.
    var numbers: [Double?]
    /// Those that have an origin of their own: the property's position and the store's number of the origin.
    var origins: [(property: Int, origin: Int64)] = []
    var remarks: [Remark] = []
}

/// Reads the crystals of a store in the order of their entries.
struct StoreRows {
    private let db: Database
    /// All that some crystal may have.
    let properties: [CatalogueProperty]
    private let names: [String]
    /// Position in ``properties`` by the store's number.
    private let positions: [Int64: Int]
    /// Of properties whose values all have one.
    let origins: [(property: Int, origin: Origin)]
    private let estimates: [(column: String, position: Int)]

    init(_ db: Database) throws {
        self.db = db
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, unit FROM property WHERE id IN (SELECT property FROM value)
                OR id IN (SELECT property FROM estimateOrigin) ORDER BY id
                """)
        properties = rows.map { CatalogueProperty(name: $0[1], unit: $0[2]) }
        names = properties.map(\.name)
        let positions = Dictionary(
            uniqueKeysWithValues: rows.enumerated().map { ($1[0] as Int64, $0) })
        self.positions = positions
        let defaults = try Row.fetchAll(
            db,
            sql: """
                SELECT property, kind, origin.name, fingerprint
                FROM estimateOrigin JOIN origin ON origin.id = estimateOrigin.origin
                """)
        origins = try defaults.compactMap { row in
            guard let position = positions[row[0]] else { return nil }
            return (position, try Self.origin(row, from: 1))
        }
        let columns = Set(PropertyTable.estimated.map(\.rawValue))
        estimates = properties.enumerated().compactMap { position, property in
            columns.contains(property.name) ? ("estimate.\(property.name)", position) : nil
        }
    }

    private static func origin(_ row: Row, from first: Int) throws -> Origin {
        guard let kind = Origin.Kind(rawValue: row[first]) else {
            throw LedgerError.damaged("a number comes from \(row[first] as String)")
        }
        return Origin(kind: kind, name: row[first + 1], fingerprint: row[first + 2])
    }

    func allOrigins() throws -> [Int64: Origin] {
        let rows = try Row.fetchAll(db, sql: "SELECT id, kind, name, fingerprint FROM origin")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { ($0[0] as Int64, try Self.origin($0, from: 1)) })
    }

    func record() throws -> RunRecord? {
        try String.fetchOne(db, sql: "SELECT record FROM run")
            .map { try JSONDecoder().decode(RunRecord.self, from: Data($0.utf8)) }
    }

    func counts() throws -> (crystals: Int, rejected: Int) {
        (
            try Int.fetchOne(db, sql: "SELECT count(*) FROM crystal") ?? 0,
            try Int.fetchOne(db, sql: "SELECT count(*) FROM verdict WHERE NOT isAccepted") ?? 0
        )
    }

    /// Calls `body` with some hundred crystals at a time, so that memory does not grow with the store.
    func forEachBatch(_ size: Int, _ body: ([StoreRow]) throws -> Void) throws {
        var others = try OtherRows(db, positions: positions)
        let rows = try Row.fetchCursor(db, sql: sql)
        var batch: [StoreRow] = []
        while let row = try rows.next() {
            var crystal = try self.crystal(row)
            try others.add(to: &crystal)
            batch.append(crystal)
            if batch.count == size {
                try body(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        if !batch.isEmpty { try body(batch) }
    }

    private var sql: String {
        let columns = estimates.map { ", " + $0.column }.joined()
        return """
            SELECT crystal.entry, name, source, place, spaceGroup, spaceGroupSymbol,
                primitiveSites, structure, rank, front, rung, rival, secondRival, duplicateOf\(columns)
            FROM crystal JOIN verdict USING (entry) LEFT JOIN estimate USING (entry)
            LEFT JOIN (
                SELECT placement.entry AS placed, rank, front, rung, rival, secondRival, duplicateOf
                FROM placement) ON placed = crystal.entry
            ORDER BY crystal.entry
            """
    }

    private func crystal(_ row: Row) throws -> StoreRow {
        var group: SpaceGroupName?
        if let number = row[4] as Int?, let symbol = row[5] as String? {
            group = SpaceGroupName(number: number, symbol: symbol)
        }
        var numbers = [Double?](repeating: nil, count: properties.count)
        for (column, estimate) in estimates.enumerated() {
            numbers[estimate.position] = row[14 + column] as Double?
        }
        return StoreRow(
            entry: row[0], name: row[1], source: row[2], place: row[3], spaceGroup: group,
            primitiveSites: row[6], structure: row[7], placement: placement(row),
            names: names, numbers: numbers)
    }

    private func placement(_ row: Row) -> Placement? {
        guard let rank = row[8] as Int?, let front = row[9] as Int?, let rung = row[10] as Int?
        else { return nil }
        let rivals = [row[11] as Int?, row[12] as Int?].compactMap { $0 }
        return Placement(
            entry: row[0], rank: rank, front: front, rung: rung, rivals: rivals,
            duplicateOf: row[13])
    }
}

/// Numbers and remarks, of which a crystal has any number, passed along with the crystals.
private struct OtherRows {
    private let values: RowCursor
    private let remarks: RowCursor
    private var value: Row?
    private var remark: Row?
    private let positions: [Int64: Int]

    init(_ db: Database, positions: [Int64: Int]) throws {
        self.positions = positions
        values = try Row.fetchCursor(
            db, sql: "SELECT entry, property, origin, value FROM value ORDER BY entry")
        remarks = try Row.fetchCursor(
            db,
            sql: """
                SELECT remark.entry, category, message FROM remark JOIN crystal USING (entry)
                ORDER BY remark.entry, position
                """)
        value = try values.next()
        remark = try remarks.next()
    }

    mutating func add(to crystal: inout StoreRow) throws {
        while let row = value, (row[0] as Int) <= crystal.entry {
            if row[0] as Int == crystal.entry, let position = positions[row[1]] {
                crystal.numbers[position] = row[3]
                crystal.origins.append((position, row[2]))
            }
            value = try values.next()
        }
        while let row = remark, (row[0] as Int) <= crystal.entry {
            if row[0] as Int == crystal.entry {
                crystal.remarks.append(Remark(category: row[1], message: row[2]))
            }
            remark = try remarks.next()
        }
    }
}
