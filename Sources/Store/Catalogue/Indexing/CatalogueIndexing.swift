internal import Discovery
internal import Foundation
internal import GRDB

extension Catalogue {
    /// How far an indexing has come.
    public struct Progress: Hashable, Sendable {
        public var done: Int
        public var total: Int
    }

    public enum Outcome: Hashable, Sendable {
        /// The store is as it was when it was indexed last.
        case unchanged
        /// So many crystals were put in.
        case indexed(Int)
    }

    /// Takes the crystals of a store in, in place of what the collection had before; does nothing where the store has
    /// not changed since.
    ///
    /// It is one transaction: until it is done, readers see what was there, and where it is stopped, by an error or
    /// by the end of the program, that stays.
    ///
    /// - Parameters:
    ///   - store: the file; only read.
    ///   - name: of the collection; letters, digits and "_.~-" of it are kept.
    ///   - progress: called every some hundred crystals; stops the indexing by an error, which is thrown on.
    @discardableResult public func index(
        store path: String, as name: String, progress: (Progress) throws -> Void = { _ in }
    ) throws -> Outcome {
        let (name, fingerprint) = (
            IdentifierRegister.plain(name), try StoreFingerprint(path: path)
        )
        let known = try pool.read { db in
            try String.fetchOne(
                db, sql: "SELECT fingerprint FROM collection WHERE name = ? AND path = ?",
                arguments: [name, path])
        }
        if known == fingerprint.text { return .unchanged }
        let store = try CrystalStore(reading: path)
        defer { try? store.close() }
        let count = try store.database.read { source in
            try pool.write { db in
                try CatalogueWriter(db, store: source, path: path, name: name, fingerprint)
                    .write(progress)
            }
        }
        try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) }
        return .indexed(count)
    }
}
