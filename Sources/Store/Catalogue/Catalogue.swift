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
    private let threads = ReadingThreads(readers)

    /// Opens the file, made where it is not there.
    ///
    /// All that it holds can be made again from the stores: one that another version of the program made is
    /// removed, and one that is damaged put aside under a name with ".damaged" behind it.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened or is a database of something else.
    public init(path: String) throws(StoreError) {
        self.path = path
        do {
            try Self.clear(path)
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

    private static func clear(_ path: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return }
        do {
            switch try CatalogueSchema.state(path) {
            case .current: return
            case .otherVersion:
                for end in ["", "-wal", "-shm"] { try? files.removeItem(atPath: path + end) }
            case .foreign:
                throw StoreError(path: path, reason: "it is a database of something else")
            }
        } catch let error as DatabaseError
            where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        {
            for end in ["-wal", "-shm"] { try? files.removeItem(atPath: path + end) }
            try? files.removeItem(atPath: path + ".damaged")
            try files.moveItem(atPath: path, toPath: path + ".damaged")
        }
    }

    /// A few more than processors: one that waits for the disk leaves others to go on, and those that wait are
    /// served in the order in which they came.
    private static let readers = max(4, ProcessInfo.processInfo.activeProcessorCount)
    /// KiB a connection, and bytes that are read where they lie instead of being copied.
    private static let (cache, mapped) = (8192, 1 << 30)

    public func close() throws { try pool.close() }

    /// What `body` reads of one state of the catalogue, on a thread that may wait: never one of the tasks'.
    ///
    /// - Parameter body: keeps nothing of the reader.
    public func read<Value>(_ body: (CatalogueReader) throws -> Value) throws -> Value {
        try pool.read { db in try body(CatalogueReader(db, memory)) }
    }

    /// The same for a task, on a thread of the catalogue's own.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (CatalogueReader) throws -> Value
    ) async throws -> Value {
        try await threads.run { [pool, memory] in
            try pool.read { db in try body(CatalogueReader(db, memory)) }
        }
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
