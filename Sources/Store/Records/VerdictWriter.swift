internal import Crystals
internal import Discovery
internal import GRDB

/// Writes what a library and a screening have in common: verdicts with their remarks, and
/// crystals; by statements prepared once a connection.
struct VerdictWriter {
    private let verdict: Statement
    private let remark: Statement
    private let crystal: Statement

    /// A row of `verdict` and its rows of `remark`.
    struct Verdict {
        var entry: Int
        var name: String
        /// A file, or the prototype it is made from.
        var source: String
        /// "line 12"; nil where the source is one record.
        var place: String?
        var isAccepted: Bool
        var remarks: [Remark]
    }

    /// A row of `crystal`.
    struct CrystalRow {
        var entry: Int
        var formula: String
        var spaceGroup: SpaceGroupName?
        var sites: Int
        /// nil where it is not known, as in stores of versions that did not keep it.
        var primitiveSites: Int?
        var isOrdered: Bool
        var elements: ElementSet
        var structure: Crystal
    }

    init(_ db: Database) throws {
        verdict = try db.cachedStatement(
            sql: """
                INSERT INTO verdict (entry, name, source, place, isAccepted) VALUES (?, ?, ?, ?, ?)
                """)
        remark = try db.cachedStatement(
            sql: "INSERT INTO remark (entry, position, category, message) VALUES (?, ?, ?, ?)")
        crystal = try db.cachedStatement(
            sql: """
                INSERT INTO crystal (entry, formula, spaceGroup, spaceGroupSymbol, sites,
                    primitiveSites, isOrdered, elements, structure)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
    }

    func write(_ row: Verdict) throws {
        try verdict.execute(
            arguments: [row.entry, row.name, row.source, row.place, row.isAccepted])
        for (position, one) in row.remarks.enumerated() {
            try remark.execute(arguments: [row.entry, position, one.category, one.message])
        }
    }

    func write(_ row: CrystalRow) throws {
        try crystal.execute(arguments: [
            row.entry, row.formula, row.spaceGroup?.number, row.spaceGroup?.symbol, row.sites,
            row.primitiveSites, row.isOrdered, row.elements.description,
            StructureBlob.encode(row.structure),
        ])
    }
}
