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
        migrator.registerMigration("5 estimates in columns, ranks without checks") { db in
            try createEstimates(db)
            try moveEstimates(db)
            try simplifyPlacements(db)
            try db.execute(
                sql: """
                    CREATE INDEX verdictRejected ON verdict (source, place) WHERE NOT isAccepted
                    """)
        }
        migrator.registerMigration("6 the ends of error bars") { db in
            for name in intervals {
                try db.execute(sql: "ALTER TABLE estimate ADD COLUMN \(name) REAL")
            }
        }
        migrator.registerMigration("7 the score of synthesizability") { db in
            try db.execute(sql: "ALTER TABLE estimate ADD COLUMN synthesizability REAL")
        }
        migrator.registerMigration("8 labels of sites") { db in
            try createSiteValues(db)
        }
        migrator.registerMigration("9 where the reading of a database stopped") { db in
            try db.execute(
                sql: """
                    CREATE TABLE bookmark (
                        query TEXT PRIMARY KEY,
                        next TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID
                    """)
        }
        return migrator
    }
}

/// The columns that version 6 of the schema adds.
private let intervals = ["K", "G", "hardness", "toughness", "e_form"].flatMap {
    ["\($0)_low", "\($0)_high"]
}

/// What the first rung of a screening says of a crystal, a column for each quantity: one row to write
/// and to read where `value` has eleven. `value` keeps labels, and what only some crystals have; where
/// both know a quantity, `value` holds.
private func createEstimates(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE estimate (
                entry INTEGER PRIMARY KEY REFERENCES crystal ON DELETE CASCADE,
                \(estimated.map { "\($0) REAL" }.joined(separator: ",\n    "))
            ) STRICT;
            CREATE TABLE estimateOrigin (
                property INTEGER PRIMARY KEY REFERENCES property,
                origin INTEGER NOT NULL REFERENCES origin
            ) STRICT;
            """)
}

/// The columns by the names of their properties, as version 5 of the schema has them.
private let estimated = [
    "K", "G", "E", "poisson", "hardness", "toughness", "e_form", "band_gap", "volume",
    "volume_per_atom", "debye_temperature",
]

/// Of a screening that an earlier version kept.
private func moveEstimates(_ db: Database) throws {
    let names = estimated.map { "'\($0)'" }.joined(separator: ", ")
    let columns = estimated.map { "max(CASE name WHEN '\($0)' THEN value END)" }
    let theirs = "property IN (SELECT id FROM property WHERE name IN (\(names)))"
    guard try Int.fetchOne(db, sql: "SELECT count(*) FROM run") == 1 else { return }
    try db.execute(
        sql: """
            INSERT INTO estimate (entry, \(estimated.joined(separator: ", ")))
                SELECT entry, \(columns.joined(separator: ", "))
                FROM value JOIN property ON property.id = value.property
                WHERE \(theirs) GROUP BY entry;
            INSERT INTO estimateOrigin (property, origin)
                SELECT property, min(origin) FROM value WHERE \(theirs) GROUP BY property;
            DELETE FROM value WHERE \(theirs);
            """)
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

/// What was given with every site of a crystal: numbers in the order of its sites.
private func createSiteValues(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE siteValue (
                entry INTEGER NOT NULL REFERENCES crystal ON DELETE CASCADE,
                property INTEGER NOT NULL REFERENCES property,
                origin INTEGER NOT NULL REFERENCES origin,
                numbers BLOB NOT NULL CHECK (length(numbers) % 8 = 0),
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

/// Every rank is written anew by each ranking, in the order of rank, from entries that were just read:
/// to check each against four others took longer than all the rest of it.
private func simplifyPlacements(_ db: Database) throws {
    try db.execute(
        sql: """
            CREATE TABLE newPlacement (
                rank INTEGER PRIMARY KEY CHECK (rank > 0),
                entry INTEGER NOT NULL,
                front INTEGER NOT NULL CHECK (front > 0),
                rung INTEGER NOT NULL,
                rival INTEGER,
                secondRival INTEGER,
                duplicateOf INTEGER
            ) STRICT;
            INSERT INTO newPlacement
                SELECT rank, entry, front, rung, rival, secondRival, duplicateOf FROM placement;
            DROP TABLE placement;
            ALTER TABLE newPlacement RENAME TO placement;
            """)
}
