internal import Foundation
internal import GRDB

/// The crystals of several stores in one place, to be searched: what the laboratory shows.
///
/// A read model in an SQLite file of its own. Stores are only read; whatever is lost here is made again from them by
/// ``index(store:as:progress:)``. Any number of readers see one state of it each, also while a store is indexed.
public final class Catalogue: Sendable {
    let pool: DatabasePool
    public let path: String
    let memory = CatalogueMemory()

    /// Opens the file, made where it is not there. One that an earlier version of the program made is emptied.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened or is no catalogue.
    public init(path: String) throws(StoreError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = true
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = Self.readers
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                try db.execute(sql: "PRAGMA cache_size = -\(Self.cache)")
                try db.execute(sql: "PRAGMA mmap_size = \(Self.mapped)")
                try db.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            try CatalogueSchema.migrator.migrate(pool)
        } catch {
            throw StoreError(path: path, error)
        }
    }

    /// A few more than processors: one that waits for the disk leaves others to go on, and those that wait are
    /// served in the order in which they came.
    private static let readers = max(4, ProcessInfo.processInfo.activeProcessorCount)
    /// KiB a connection, and bytes that are read where they lie instead of being copied.
    private static let (cache, mapped) = (8192, 1 << 30)

    public func close() throws { try pool.close() }

    /// What `body` reads of one state of the catalogue.
    ///
    /// - Parameter body: keeps nothing of the reader.
    public func read<Value>(_ body: (CatalogueReader) throws -> Value) throws -> Value {
        try pool.read { db in try body(CatalogueReader(db, memory)) }
    }

    /// The same without holding up a thread of the tasks meanwhile.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (CatalogueReader) throws -> Value
    ) async throws -> Value {
        try await pool.read { [memory] db in try body(CatalogueReader(db, memory)) }
    }

    /// Forgets a collection; its store stays.
    public func remove(_ collection: String) throws {
        try pool.write { db in
            let crystals = try Int.fetchOne(
                db, sql: "SELECT crystals FROM collection WHERE name = ?", arguments: [collection])
            try CatalogueWriter.dropIndices(db, before: crystals ?? 0)
            try CatalogueWriter.remove(collection, from: db)
            try CatalogueSchema.createIndices(db)
            try CatalogueSchema.countGeneration(db)
        }
    }
}

/// A store whose crystals a catalogue has.
public struct CatalogueCollection: Hashable, Sendable {
    /// Of letters, digits and "_.~-".
    public var name: String
    /// The store's file.
    public var path: String
    public var kind: Kind
    public var crystals: Int
    /// Inputs that were rejected, which have no crystal.
    public var rejected: Int
    /// When its store was last written, ISO 8601 in UTC.
    public var lastModified: String

    public enum Kind: String, Hashable, Sendable {
        /// What `discover` left, with estimates and ranks.
        case screening
        /// What `import` made, with labels.
        case library
    }
}
