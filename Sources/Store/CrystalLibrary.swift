public import Crystals
internal import Discovery
internal import Foundation
internal import GRDB

/// Crystals kept for later, with their labels: what `import` fills and `discover` reads.
///
/// An input is known by its source and its id: adding it again changes nothing, unless what it
/// says has changed.
public struct CrystalLibrary: Sendable {
    let store: CrystalStore

    /// - Throws: ``StoreError`` where the store holds a screening, or cannot be read.
    public init(_ store: CrystalStore) throws(StoreError) {
        self.store = store
        let runs = try store.reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") }
        if runs != 0 {
            throw StoreError(
                path: store.path, reason: "it holds a screening, not crystals; give another file")
        }
    }

    /// An input with its verdict, ready to be kept.
    public struct Entry: Sendable {
        /// Its source names the file so that a path from another folder means the same.
        public var input: ExaminedInput
        /// nil where none can be found.
        public var symmetry: CrystalSymmetry?

        public init(_ input: ExaminedInput, symmetry: CrystalSymmetry?) {
            (self.input, self.symmetry) = (input, symmetry)
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
        try store.database.write { try Self.add(entries, to: $0) }
    }

    private static func add(_ entries: [Entry], to db: Database) throws -> Tally {
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

    /// Keeps a page of a database, and where the next one is, all in one transaction: who goes on from
    /// ``bookmark(of:)`` misses none.
    ///
    /// - Parameters:
    ///   - query: what the database was asked, by which the place is found again.
    ///   - next: where the next page is; nil where this was the last.
    public func add(_ entries: [Entry], query: String, next: String?) throws -> Tally {
        try store.database.write { db in
            let tally = try Self.add(entries, to: db)
            if let next {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO bookmark (query, next) VALUES (?, ?)",
                    arguments: [query, next])
            } else {
                try db.execute(sql: "DELETE FROM bookmark WHERE query = ?", arguments: [query])
            }
            return tally
        }
    }

    /// Where the next page of a query is; nil where it has not begun or is complete.
    public func bookmark(of query: String) throws(StoreError) -> String? {
        try store.reading { db in
            try String.fetchOne(
                db, sql: "SELECT next FROM bookmark WHERE query = ?", arguments: [query])
        }
    }

    /// Number of inputs with a verdict, and of crystals among them.
    public func counts() throws(StoreError) -> (inputs: Int, crystals: Int) {
        try store.reading { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM verdict") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM crystal") ?? 0
            )
        }
    }
}
