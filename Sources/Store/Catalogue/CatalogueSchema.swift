internal import Discovery
internal import GRDB

/// The tables of a catalogue.
///
/// A row of `crystal` holds all that is compared or ordered by: what every crystal has in columns of their names, and
/// a column for each property, which is added when the first store comes that has it. On 100,000 crystals a condition
/// on a column is answered from its index in a fraction of a millisecond, an order by it without sorting, and the two
/// columns of a diagram are one pass; a table of (crystal, property, value) took five to twenty times as long for each.
/// The structure, which only a page of one crystal and OPTIMADE read, stands apart, so that a pass stays short.
enum CatalogueSchema {
    /// Another for each change of the tables, or of what is computed for them from a crystal: catalogues of other
    /// numbers are made again.
    private static let version = 2

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("catalogue \(version)") { db in
            try db.execute(sql: tables)
            try createIndices(db)
            try db.execute(sql: "PRAGMA user_version = \(version)")
        }
        return migrator
    }

    /// What a file is, before it is opened for good.
    enum State {
        /// Of this version, or empty.
        case current
        case otherVersion
        /// A database of something else.
        case foreign
    }

    /// - Throws: `DatabaseError` where it is damaged or no database.
    static func state(_ path: String) throws -> State {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { db in
            if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 {
                return .current
            }
            guard try db.tableExists("grdb_migrations"), try db.tableExists("nextKey") else {
                return .foreign
            }
            return try Int.fetchOne(db, sql: "PRAGMA user_version") == version
                ? .current : .otherVersion
        }
    }

    private static let tables = """
        CREATE TABLE collection (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            path TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('screening', 'library')),
            fingerprint TEXT NOT NULL,
            firstKey INTEGER NOT NULL,
            crystals INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            ladder TEXT,
            lastModified INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE crystal (
            key INTEGER PRIMARY KEY,
            collection INTEGER NOT NULL REFERENCES collection,
            identifier TEXT NOT NULL,
            name TEXT NOT NULL,
            source TEXT NOT NULL,
            place TEXT,
            formula TEXT NOT NULL,
            reducedFormula TEXT,
            hillFormula TEXT,
            anonymousFormula TEXT,
            chemicalSystem TEXT NOT NULL,
            elementCount INTEGER NOT NULL,
            elementsLow INTEGER NOT NULL,
            elementsHigh INTEGER NOT NULL,
            sites INTEGER NOT NULL,
            primitiveSites INTEGER NOT NULL,
            speciesCount INTEGER NOT NULL,
            species TEXT NOT NULL,
            isOrdered INTEGER NOT NULL,
            spaceGroup INTEGER,
            spaceGroupSymbol TEXT,
            hermannMauguin TEXT,
            volume REAL NOT NULL,
            density REAL NOT NULL,
            rank INTEGER,
            front INTEGER,
            rung INTEGER,
            status TEXT,
            rival INTEGER,
            secondRival INTEGER,
            duplicateOf INTEGER,
            lastModified INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE structure (
            key INTEGER PRIMARY KEY,
            structure BLOB NOT NULL
        ) STRICT;
        CREATE TABLE element (
            z INTEGER NOT NULL,
            key INTEGER NOT NULL,
            amount REAL NOT NULL,
            ratio REAL NOT NULL,
            -- The crystal's, so that most who hold the element need not be looked up.
            elementsLow INTEGER NOT NULL,
            elementsHigh INTEGER NOT NULL,
            elementCount INTEGER NOT NULL,
            sites INTEGER NOT NULL,
            PRIMARY KEY (z, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE remark (
            key INTEGER NOT NULL,
            position INTEGER NOT NULL,
            category TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (key, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE property (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            unit TEXT NOT NULL
        ) STRICT;
        CREATE TABLE origin (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            UNIQUE (kind, name, fingerprint)
        ) STRICT;
        -- Of all values of a property in a collection, but for those of `valueOrigin`. Where neither has
        -- one, it is a label of the crystal's own source.
        CREATE TABLE propertyOrigin (
            collection INTEGER NOT NULL REFERENCES collection,
            property INTEGER NOT NULL REFERENCES property,
            origin INTEGER NOT NULL REFERENCES origin,
            PRIMARY KEY (collection, property)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE valueOrigin (
            key INTEGER NOT NULL,
            property INTEGER NOT NULL REFERENCES property,
            origin INTEGER NOT NULL REFERENCES origin,
            PRIMARY KEY (key, property)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE generation (number INTEGER NOT NULL) STRICT;
        INSERT INTO generation VALUES (0);
        CREATE TABLE nextKey (key INTEGER NOT NULL) STRICT;
        INSERT INTO nextKey VALUES (1);
        """

    /// Columns that pages and OPTIMADE clients ask for most.
    private static let indexed = [
        "collection", "formula", "reducedFormula", "hillFormula", "anonymousFormula",
        "chemicalSystem", "elementCount, key", "sites", "spaceGroup", "volume", "density", "rank",
    ]

    /// Properties beyond these, of stores with a column for everything, are found by a pass.
    private static let indexedProperties = 40

    /// The column of a property.
    static func column(_ property: Int64) -> String { "p\(property)" }

    static func createIndices(_ db: Database) throws {
        try db.execute(
            sql: "CREATE UNIQUE INDEX IF NOT EXISTS crystalByIdentifier ON crystal (identifier)")
        for (number, columns) in indexed.enumerated() {
            try db.execute(
                sql: "CREATE INDEX IF NOT EXISTS crystalBy\(number) ON crystal (\(columns))")
        }
        let properties = try Row.fetchAll(db, sql: "SELECT id, name FROM property ORDER BY id")
            .filter { !CatalogueProperty(name: $0[1], unit: "").isEnd }
        for property in properties.prefix(indexedProperties) {
            let column = column(property[0])
            try db.execute(
                sql: "CREATE INDEX IF NOT EXISTS crystalBy_\(column) ON crystal (\(column))")
        }
    }

    /// A large store is in sooner when its rows are sorted once than when each finds its places.
    static func dropIndices(_ db: Database) throws {
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_master
                WHERE type = 'index' AND tbl_name = 'crystal' AND sql IS NOT NULL
                """)
        for name in names { try db.execute(sql: "DROP INDEX \(name.quotedDatabaseIdentifier)") }
    }

    /// Tells readers that what they remember no longer holds.
    static func countGeneration(_ db: Database) throws {
        try db.execute(sql: "UPDATE generation SET number = number + 1")
    }
}
