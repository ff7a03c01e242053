public import Foundation
internal import GRDB

/// The jobs of a laboratory in an SQLite file: what was asked for and how far it came, so that nothing is
/// forgotten however the program ends.
public struct JobTable: Sendable {
    private let database: DatabasePool

    /// Opens the file, made if it is not there.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened.
    public init(path: String) throws(StoreError) {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            database = try DatabasePool(path: path, configuration: configuration)
            try Self.migrator.migrate(database)
        } catch {
            throw StoreError(path: path, error)
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 jobs") { db in
            try db.execute(
                sql: """
                    CREATE TABLE job (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        kind TEXT NOT NULL CHECK (kind <> ''),
                        title TEXT NOT NULL,
                        state TEXT NOT NULL CHECK (
                            state IN ('waiting', 'running', 'stopped', 'finished', 'failed')),
                        arguments TEXT NOT NULL,
                        created REAL NOT NULL,
                        started REAL,
                        ended REAL,
                        message TEXT
                    ) STRICT;
                    """)
        }
        migrator.registerMigration("2 stops") { db in
            try db.execute(
                sql: "ALTER TABLE job ADD COLUMN isStopping INTEGER NOT NULL DEFAULT 0")
        }
        return migrator
    }

    /// A new job that waits for its turn.
    ///
    /// - Parameter arguments: of its number.
    public func add(
        kind: String, title: String, at time: Date, arguments: (Int) throws -> [String]
    ) throws -> Job {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO job (kind, title, state, arguments, created)
                    VALUES (?, ?, 'waiting', '[]', ?)
                    """, arguments: [kind, title, time.timeIntervalSince1970])
            let id = Int(db.lastInsertedRowID)
            let words = String(
                decoding: try JSONEncoder().encode(try arguments(id)), as: UTF8.self)
            try db.execute(
                sql: "UPDATE job SET arguments = ? WHERE id = ?", arguments: [words, id])
            return try Self.found(id, in: db)
        }
    }

    /// Every job, the newest first.
    public func all() throws -> [Job] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM job ORDER BY id DESC").map(Self.job)
        }
    }

    /// - Throws: ``JobError`` where there is none of this number.
    public func job(_ id: Int) throws -> Job { try database.read { try Self.found(id, in: $0) } }

    /// The one that has waited longest; nil where none waits.
    public func next() throws -> Job? {
        try database.read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM job WHERE state = 'waiting' ORDER BY id LIMIT 1"
            ).map(Self.job)
        }
    }

    /// How many want to be computed.
    public func openCount() throws -> Int {
        try database.read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')") ?? 0
        }
    }

    /// The job begins, for the first time or again.
    public func begin(_ id: Int, at time: Date) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE job SET state = 'running', started = coalesce(started, ?), ended = NULL,
                        message = NULL, isStopping = FALSE WHERE id = ?
                    """, arguments: [time.timeIntervalSince1970, id])
        }
    }

    /// The job has ended, or waits again.
    public func set(
        _ id: Int, to state: Job.State, at time: Date? = nil, message: String? = nil
    ) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE job SET state = ?, ended = ?, message = ?, isStopping = FALSE WHERE id = ?
                    """,
                arguments: [state.rawValue, time?.timeIntervalSince1970, message, id])
        }
    }

    /// A job that runs is to stop, which is remembered also where the program ends before it has.
    public func wantStop(_ id: Int) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE job SET isStopping = TRUE WHERE id = ? AND state = 'running'",
                arguments: [id])
        }
    }

    /// Jobs that ran when the program ended wait for their turn, before those that were asked for later, but for
    /// those that were to stop.
    public func takeUp() throws {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE job SET state = CASE WHEN isStopping THEN 'stopped' ELSE 'waiting' END,
                        isStopping = FALSE WHERE state = 'running'
                    """)
        }
    }

    /// - Throws: ``JobError`` where it waits or runs.
    public func remove(_ id: Int) throws {
        try database.write { db in
            let job = try Self.found(id, in: db)
            guard !job.state.isOpen else {
                throw JobError("run \(id) is \(job.state.rawValue); stop it first")
            }
            try db.execute(sql: "DELETE FROM job WHERE id = ?", arguments: [id])
        }
    }

    private static func found(_ id: Int, in db: Database) throws -> Job {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM job WHERE id = ?", arguments: [id])
        else { throw JobError("there is no run \(id)") }
        return try job(row)
    }

    private static func job(_ row: Row) throws -> Job {
        func date(_ name: String) -> Date? {
            (row[name] as Double?).map(Date.init(timeIntervalSince1970:))
        }
        guard let state = Job.State(rawValue: row["state"]), let created = date("created") else {
            throw JobError("run \(row["id"] as Int) is in no state that there is")
        }
        let words: String = row["arguments"]
        return Job(
            id: row["id"], kind: row["kind"], title: row["title"], state: state,
            arguments: try JSONDecoder().decode([String].self, from: Data(words.utf8)),
            created: created, started: date("started"), ended: date("ended"),
            message: row["message"])
    }
}
