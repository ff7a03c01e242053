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
    /// The same as long as the store is open: quantities are registered before anything else.
    let properties: PropertyTable

    /// Opens the file, made and brought to the present schema if need be.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened or is no store.
    public init(path: String) throws(StoreError) {
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
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try DatabaseMigrator.kimberlite.migrate(database)
            properties = try database.write { db in
                try Self.registerQuantities(db)
                return try PropertyTable(db)
            }
        } catch {
            throw StoreError(path: path, reason: "\(error)")
        }
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

/// A store that cannot be used, and why.
public struct StoreError: Error, Hashable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public var description: String { "cannot use the store \(path): \(reason)" }
}
