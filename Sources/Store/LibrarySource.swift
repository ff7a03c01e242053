internal import Crystals
public import Discovery
internal import GRDB

/// The crystals of a library as the inputs of a run: what the files they came from were found to be
/// when they were imported, but for the limit on sites.
public struct LibrarySource: ScreeningSource {
    private let store: CrystalStore
    private let examiner: CrystalExaminer

    /// Entries that are read at once, so that memory does not grow with the library.
    private static let pageSize = FirstRung.chunkSize

    /// - Parameter maximumSites: cells with more are rejected, as an import with it would have.
    public init(_ library: CrystalLibrary, maximumSites: Int) {
        (store, examiner) = (library.store, CrystalExaminer(maximumSites: maximumSites))
    }

    /// - Throws: ``StoreError`` where the file is damaged.
    public func count() throws -> Int? {
        try store.reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM verdict") }
    }

    /// Reading throws a ``StoreError`` that says how far it came.
    public func entries(from first: Int) -> ScreeningEntries {
        var next = first
        var page: [ScreeningEntry] = []
        return ScreeningEntries {
            if page.isEmpty { page = try self.page(from: next).reversed() }
            next += 1
            return page.popLast()
        }
    }

    private func page(from first: Int) throws(StoreError) -> [ScreeningEntry] {
        try store.reading("its crystals cannot be read on from number \(first + 1)") { db in
            let findings = try Self.findings(from: first, in: db)
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: Self.rows), arguments: [first, Self.pageSize])
            var entries: [ScreeningEntry] = []
            while let row = try rows.next() {
                entries.append(try entry(row, findings[row[0]] ?? []))
            }
            return entries
        }
    }

    private static let rows = """
        SELECT entry, name, source, place, isAccepted, structure, spaceGroup, spaceGroupSymbol,
            primitiveSites
        FROM verdict LEFT JOIN crystal USING (entry) WHERE entry >= ? ORDER BY entry LIMIT ?
        """

    /// Everything that was found of the entries of a page, in order.
    private static func findings(from first: Int, in db: Database) throws -> [Int: [Finding]] {
        // Entries are dense, so their numbers bound a page.
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT entry, category, message FROM remark
                    WHERE entry >= ? AND entry < ? ORDER BY entry, position
                    """), arguments: [first, first + pageSize])
        var findings: [Int: [Finding]] = [:]
        while let row = try rows.next() {
            guard let category = Category(rawValue: row[1]) else {
                throw LedgerError.damaged("no input is found to be \(row[1] as String)")
            }
            findings[row[0], default: []].append(Finding(category, row[2]))
        }
        return findings
    }

    private func entry(_ row: Row, _ findings: [Finding]) throws -> ScreeningEntry {
        let verdict = try verdict(row, findings)
        let source = Source(file: row[2], place: row[3])
        return ScreeningEntry(
            ExaminedInput(id: row[1], source: source, verdict: verdict),
            symmetry: Self.symmetry(row))
    }

    /// nil where the import found none, or is of a version that did not keep all of it.
    private static func symmetry(_ row: Row) -> CrystalSymmetry? {
        guard let number = row[6] as Int?, let symbol = row[7] as String?,
            let sites = row[8] as Int?
        else { return nil }
        return CrystalSymmetry(
            spaceGroup: SpaceGroupName(number: number, symbol: symbol), primitiveSites: sites)
    }

    private func verdict(_ row: Row, _ findings: [Finding]) throws -> Verdict {
        let number: Int = row[0]
        guard row[4] as Bool else {
            guard let reason = findings.first else {
                throw LedgerError.damaged("entry \(number) is rejected for no reason")
            }
            return .rejected(reason)
        }
        let structure = try row.withUnsafeData(atIndex: 5) { $0.flatMap(StructureBlob.decode) }
        guard let crystal = structure else {
            throw LedgerError.damaged("the structure of entry \(number) cannot be read")
        }
        if let objection = examiner.objection(toSites: crystal.sites.count) {
            return .rejected(objection)
        }
        // A screening uses no labels.
        let record = CrystalRecord(
            id: row[1], crystal: crystal, source: Source(file: row[2], place: row[3]))
        return findings.isEmpty ? .accepted(record) : .acceptedWithWarning(record, findings)
    }
}
