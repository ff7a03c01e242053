public import Crystals
public import Discovery
internal import Foundation
internal import GRDB

/// Crystals kept for later, with their labels: what `import` fills and `discover` reads.
///
/// An input is known by its source and its id: adding it again changes nothing, unless what it
/// says has changed.
public struct CrystalLibrary: Sendable {
    private let store: CrystalStore

    /// - Throws: ``LedgerError/damaged(_:)`` where the store holds a screening.
    public init(_ store: CrystalStore) throws {
        self.store = store
        let runs = try store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") }
        if runs != 0 {
            throw LedgerError.damaged("the store holds a screening; give another file")
        }
    }

    /// An input with its verdict, ready to be kept.
    public struct Entry: Sendable {
        public var id: String
        /// The file, so that a path from another folder means the same.
        public var source: String
        /// nil for a rejected input.
        public var record: CrystalRecord?
        public var spaceGroup: SpaceGroupName?
        public var remarks: [Remark]

        public init(
            id: String, source: String, record: CrystalRecord?, spaceGroup: SpaceGroupName?,
            remarks: [Remark]
        ) {
            (self.id, self.source, self.record) = (id, source, record)
            (self.spaceGroup, self.remarks) = (spaceGroup, remarks)
        }
    }

    /// What became of the entries of one ``add(_:)`` or several.
    public struct Tally: Hashable, Sendable {
        public var added = 0
        public var changed = 0
        public var unchanged = 0

        public init() {}

        public static func += (a: inout Tally, b: Tally) {
            a.added += b.added
            a.changed += b.changed
            a.unchanged += b.unchanged
        }
    }

    /// Keeps the entries, all in one transaction.
    public func add(_ entries: [Entry]) throws -> Tally {
        try store.database.write { db in
            var tally = Tally()
            let writer = try LibraryWriter(db)
            for entry in entries {
                switch try writer.write(entry) {
                case .added: tally.added += 1
                case .changed: tally.changed += 1
                case .unchanged: tally.unchanged += 1
                }
            }
            return tally
        }
    }

    /// Number of inputs with a verdict, and of crystals among them.
    public func counts() throws -> (inputs: Int, crystals: Int) {
        try store.database.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM verdict") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM crystal") ?? 0
            )
        }
    }
}

extension CrystalLibrary: ScreeningSource {
    public var count: Int? { try? counts().inputs }

    /// Reads in pages, so that memory does not grow with the library.
    public func entries(from first: Int) throws -> AnyIterator<ScreeningEntry> {
        var next = first
        var page: [ScreeningEntry] = []
        let store = store
        return AnyIterator {
            if page.isEmpty {
                page = (try? store.database.read { try Self.page(from: next, in: $0) }) ?? []
                page.reverse()
            }
            next += 1
            return page.popLast()
        }
    }

    private static func page(from first: Int, in db: Database) throws -> [ScreeningEntry] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT name, source, structure, category, message
                FROM verdict LEFT JOIN crystal USING (entry)
                    LEFT JOIN remark ON remark.entry = verdict.entry AND position = 0
                WHERE verdict.entry >= ? ORDER BY verdict.entry LIMIT 512
                """, arguments: [first])
        return rows.map { row in
            let remark = Remark(
                category: row[3] ?? "unreadable-structure",
                message: row[4] ?? "the store's structure cannot be read")
            let structure = (row[2] as Data?).flatMap { StructureBlob.decode([UInt8]($0)) }
            let content = structure.map {
                ScreeningEntry.Content.crystal($0, remarks: row[3] == nil ? [] : [remark])
            }
            return ScreeningEntry(
                id: row[0], origin: row[1], content: content ?? .rejected(remark))
        }
    }
}
