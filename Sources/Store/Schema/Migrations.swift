internal import GRDB

extension DatabaseMigrator {
    /// Every version of the schema, in order. A migration that has shipped is never edited.
    static var kimberlite: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 crystals, values, verdicts, runs") { db in
            try createVerdicts(db)
            try createCrystals(db)
            try createValues(db)
            try createRuns(db)
        }
        migrator.registerMigration("2 the place of an input in its file") { db in
            try db.execute(sql: "ALTER TABLE verdict ADD COLUMN place TEXT")
        }
        migrator.registerMigration("3 rejected inputs keep no names") { db in
            try tellVerdictsApart(db)
        }
        migrator.registerMigration("4 atoms of the primitive cell") { db in
            try db.execute(
                sql: """
                    ALTER TABLE crystal ADD COLUMN primitiveSites INTEGER
                    CHECK (primitiveSites > 0)
                    """)
        }
        return migrator
    }
}

/// A name is unique among the crystals of a source; what was rejected keeps none.
private func tellVerdictsApart(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE newVerdict (
                entry INTEGER PRIMARY KEY CHECK (entry >= 0),
                name TEXT NOT NULL,
                source TEXT NOT NULL,
                place TEXT,
                isAccepted INTEGER NOT NULL CHECK (isAccepted IN (0, 1))
            ) STRICT;
            INSERT INTO newVerdict (entry, name, source, place, isAccepted)
                SELECT entry, name, source, place, isAccepted FROM verdict;
            DROP TABLE verdict;
            ALTER TABLE newVerdict RENAME TO verdict;
            CREATE INDEX verdictSource ON verdict (source, name);
            CREATE UNIQUE INDEX verdictName ON verdict (source, name) WHERE isAccepted;
            """)
}

/// Each input has exactly one verdict, whether or not a crystal came of it.
private func createVerdicts(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE verdict (
                entry INTEGER PRIMARY KEY CHECK (entry >= 0),
                name TEXT NOT NULL,
                source TEXT NOT NULL,
                isAccepted INTEGER NOT NULL CHECK (isAccepted IN (0, 1)),
                UNIQUE (source, name)
            ) STRICT;
            CREATE TABLE remark (
                entry INTEGER NOT NULL REFERENCES verdict ON DELETE CASCADE,
                position INTEGER NOT NULL,
                category TEXT NOT NULL CHECK (category <> ''),
                message TEXT NOT NULL CHECK (message <> ''),
                PRIMARY KEY (entry, position)
            ) STRICT, WITHOUT ROWID;
            """)
}

private func createCrystals(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE crystal (
                entry INTEGER PRIMARY KEY REFERENCES verdict ON DELETE CASCADE,
                formula TEXT NOT NULL CHECK (formula <> ''),
                spaceGroup INTEGER CHECK (spaceGroup BETWEEN 1 AND 230),
                spaceGroupSymbol TEXT,
                sites INTEGER NOT NULL CHECK (sites > 0),
                isOrdered INTEGER NOT NULL CHECK (isOrdered IN (0, 1)),
                elements TEXT NOT NULL CHECK (elements <> ''),
                structure BLOB NOT NULL,
                CHECK ((spaceGroup IS NULL) = (spaceGroupSymbol IS NULL))
            ) STRICT;
            """)
}

/// A number is kept with the property it is of, whose unit is stated once, and its origin.
private func createValues(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE property (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                unit TEXT NOT NULL
            ) STRICT;
            CREATE TABLE origin (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('network', 'formula', 'structure', 'label')),
                name TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                UNIQUE (kind, name, fingerprint)
            ) STRICT;
            CREATE TABLE value (
                entry INTEGER NOT NULL REFERENCES crystal ON DELETE CASCADE,
                property INTEGER NOT NULL REFERENCES property,
                origin INTEGER NOT NULL REFERENCES origin,
                value REAL NOT NULL,
                PRIMARY KEY (entry, property)
            ) STRICT, WITHOUT ROWID;
            """)
}

private func createRuns(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE run (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                record TEXT NOT NULL
            ) STRICT;
            CREATE TABLE rung (
                position INTEGER PRIMARY KEY CHECK (position >= 0),
                name TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                budget INTEGER CHECK (budget > 0)
            ) STRICT;
            CREATE TABLE placement (
                rank INTEGER PRIMARY KEY CHECK (rank > 0),
                entry INTEGER NOT NULL UNIQUE REFERENCES crystal ON DELETE CASCADE,
                front INTEGER NOT NULL CHECK (front > 0),
                rung INTEGER NOT NULL REFERENCES rung,
                rival INTEGER REFERENCES crystal,
                secondRival INTEGER REFERENCES crystal,
                duplicateOf INTEGER REFERENCES crystal
            ) STRICT;
            """)
}
