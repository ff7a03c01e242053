internal import Discovery
internal import Foundation
internal import GRDB

/// One SQLite file that holds crystals, what is known of them and how that came about.
///
/// The only owner of the connection: others see methods, each of which is one transaction that
/// keeps the schema's promises. Writes go to a write-ahead log, so that a process may be killed at
/// any moment: what was committed is there, what was not leaves no trace.
public final class CrystalStore: Sendable {
    let database: DatabaseQueue
    public let path: String
    /// The same as long as the store is open: quantities are registered before anything else.
    let properties: PropertyTable

    /// Opens the file, made and brought to the present schema if need be.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened or is no store.
    public init(path: String) throws(StoreError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.foreignKeysEnabled = true
            // Another process may hold the file for the length of a chunk.
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { db in
                // With a write-ahead log, a kill loses nothing; a power cut loses whole
                // transactions at most, and a screening makes them again.
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.pagesOfLog)")
                try Self.enlargeCache(db)
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try DatabaseMigrator.kimberlite.migrate(database)
            properties = try database.write { db in
                try Self.registerQuantities(db)
                return try PropertyTable(db)
            }
        } catch {
            throw StoreError(path: path, error)
        }
    }

    /// Opens a file to read it. Not a byte of it changes, unless its schema is an older one, so that
    /// a run which reads it finds it as it was when it is gone on with.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened or is no store.
    public init(reading path: String) throws(StoreError) {
        self.path = path
        do {
            database = try Self.openedForReading(path)
            properties = try database.read { try PropertyTable($0) }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(path: path, error)
        }
    }

    private static func openedForReading(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { try Self.enlargeCache($0) }
        let database = try DatabaseQueue(path: path, configuration: configuration)
        if try database.read(DatabaseMigrator.kimberlite.hasCompletedMigrations) {
            return database
        }
        guard try database.read(DatabaseMigrator.kimberlite.appliedIdentifiers).isEmpty == false
        else { throw StoreError(path: path, reason: "it is an SQLite file, but no store") }
        try database.close()
        try CrystalStore(path: path).close()
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Of 4 KiB, after which the log is brought into the file.
    private static let pagesOfLog = 4000

    /// A ranking reads crystals in its own order, all over the file: 32 MiB of it are kept in memory,
    /// whatever its size.
    private static func enlargeCache(_ db: Database) throws {
        try db.execute(sql: "PRAGMA cache_size = -32768")
    }

    /// Property rows for every quantity, so that each value has its unit beside it.
    private static func registerQuantities(_ db: Database) throws {
        for quantity in Quantity.allCases {
            try db.execute(
                sql: "INSERT OR IGNORE INTO property (name, unit) VALUES (?, ?)",
                arguments: [quantity.rawValue, quantity.unit])
        }
    }

    /// Brings the write-ahead log into the file, so that the file alone is the whole store.
    public func checkpoint() throws {
        _ = try database.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    }

    public func close() throws { try database.close() }
}

extension CrystalStore {
    /// What `body` reads in one transaction.
    ///
    /// - Parameter failure: what a failure means, for the sentence that the user reads.
    func reading<Value>(
        _ failure: String? = nil, _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw StoreError(path: path, error, during: failure)
        }
    }
}

/// A store that cannot be used, and why.
public struct StoreError: Error, Hashable, CustomStringConvertible {
    public var path: String
    public var reason: String

    init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }

    public var description: String { "cannot use the store \(path): \(reason)" }

    /// - Parameter failure: what was not done, put before the reason.
    init(path: String, _ error: any Error, during failure: String? = nil) {
        let parts = [failure, Self.reason(error)].compactMap { $0 }
        self.init(path: path, reason: parts.joined(separator: ": "))
    }

    private static let remedy =
        "the file is damaged: put a copy in its place, or import the inputs into a new one"

    /// What SQLite says, without the statement, which is no concern of the user's.
    private static func reason(_ error: any Error) -> String {
        if case LedgerError.damaged(let what) = error { return "\(what); \(remedy)" }
        guard let error = error as? DatabaseError else { return "\(error)" }
        let says = "\(error.message ?? "no message") (SQLite error \(error.resultCode.rawValue))"
        return error.resultCode == .SQLITE_CORRUPT ? "\(says); \(remedy)" : says
    }
}
