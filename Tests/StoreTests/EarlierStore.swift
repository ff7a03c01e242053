import Crystals
import GRDB

@testable import Store

/// A screening as version 4 of the schema kept it: each number a row.
enum EarlierStore {
    static func make(_ path: String) throws {
        let database = try DatabaseQueue(path: path)
        try DatabaseMigrator.kimberlite.migrate(database, upTo: "4 atoms of the primitive cell")
        try database.write(fill)
        try database.close()
    }

    private static let record =
        #"{"command":"c","inputs":[],"ladder":"l","models":[],"version":"0.1.0"}"#

    private static func fill(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO run (id, record) VALUES (1, ?)", arguments: [record])
        try db.execute(
            sql: """
                INSERT INTO property (id, name, unit) VALUES
                    (1, 'K', 'GPa'), (2, 'hardness', 'GPa'), (3, 'density', 'g/cm³');
                INSERT INTO origin (id, kind, name, fingerprint) VALUES
                    (1, 'network', 'K', '00'), (2, 'formula', 'f', '');
                INSERT INTO rung (position, name, kind) VALUES (0, 'networks', 'networks');
                INSERT INTO verdict (entry, name, source, isAccepted) VALUES
                    (0, 'a', 'o', 1), (1, 'b', 'o', 0), (2, 'c', 'o', 1);
                INSERT INTO remark (entry, position, category, message) VALUES (1, 0, 'c', 'm');
                """)
        let structure = StructureBlob.encode(
            Crystal(lattice: .cubic(3), sites: []))
        for (entry, group) in [(0, 221), (2, nil)] {
            try db.execute(
                sql: """
                    INSERT INTO crystal (entry, formula, spaceGroup, spaceGroupSymbol, sites,
                        primitiveSites, isOrdered, elements, structure)
                        VALUES (?, 'MgO', ?, ?, 4, ?, 1, 'O Mg', ?)
                    """,
                arguments: [
                    entry, group, group.map { _ in "Pm-3m" }, group.map { _ in 2 }, structure,
                ])
        }
        try db.execute(
            sql: """
                INSERT INTO value (entry, property, origin, value) VALUES
                    (0, 1, 1, 100.25), (0, 2, 2, 30), (0, 3, 2, 3.5), (2, 1, 1, 7);
                INSERT INTO placement (rank, entry, front, rung, rival) VALUES
                    (1, 2, 1, 0, 0), (2, 0, 1, 0, 2);
                """)
    }
}
