internal import Crystals
internal import Discovery
internal import Foundation
internal import GRDB

/// Writes the entries of a library, each once.
struct LibraryWriter {
    private let db: Database
    private let verdicts: VerdictWriter
    private let labels: LabelTable

    init(_ db: Database) throws {
        (self.db, verdicts, labels) = (db, try VerdictWriter(db), LabelTable(db))
    }

    enum Outcome { case added, changed, unchanged }

    func write(_ entry: CrystalLibrary.Entry) throws -> Outcome {
        let known = try number(of: entry.input)
        if let known {
            if try isSame(entry, number: known) { return .unchanged }
            try delete(known)
        }
        try insert(entry, number: try known ?? next)
        if entry.input.verdict.record != nil { try removeRejection(at: entry.input.source) }
        return known == nil ? .added : .changed
    }

    /// The rows that hang on it go with it.
    private func delete(_ number: Int) throws {
        try db.cachedStatement(sql: "DELETE FROM verdict WHERE entry = ?")
            .execute(arguments: [number])
    }

    /// What stood in the place of a crystal and was rejected, whatever its name, has been mended.
    private func removeRejection(at source: Source) throws {
        let rejections = try Int.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT entry FROM verdict WHERE source = ? AND place IS ? AND NOT isAccepted
                    ORDER BY entry DESC
                    """), arguments: [source.file, source.place])
        for rejected in rejections { try remove(rejected) }
    }

    /// Deletes an input; the last takes its number, which keeps them dense.
    private func remove(_ rejected: Int) throws {
        try delete(rejected)
        let last = try next - 1
        guard last > rejected else { return }
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        for table in ["verdict", "remark", "crystal", "value", "siteValue"] {
            try db.execute(
                sql: "UPDATE \(table) SET entry = ? WHERE entry = ?", arguments: [rejected, last])
        }
    }

    /// The number of the next input: they are dense from 0.
    private var next: Int {
        get throws {
            let last = try Int.fetchOne(db.cachedStatement(sql: "SELECT max(entry) FROM verdict"))
            return (last ?? -1) + 1
        }
    }

    /// Where the input is kept. A crystal is known by its id in the file; what was rejected, which may
    /// share its id with a crystal, by its place as well, where the store knows it.
    private func number(of input: ExaminedInput) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT entry FROM verdict
                    WHERE source = ? AND name = ?
                        AND (place IS ? OR place IS NULL OR (isAccepted AND ?))
                    ORDER BY isAccepted = ? DESC LIMIT 1
                    """),
            arguments: [
                input.source.file, input.id, input.source.place, input.verdict.record != nil,
                input.verdict.record != nil,
            ])
    }

    private func isSame(_ entry: CrystalLibrary.Entry, number: Int) throws -> Bool {
        let record = entry.input.verdict.record
        let structure = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT structure FROM crystal WHERE entry = ?"),
            arguments: [number])
        guard structure == record.map({ StructureBlob.encode($0.crystal) }) else { return false }
        let place = try String.fetchOne(
            db.cachedStatement(sql: "SELECT place FROM verdict WHERE entry = ?"),
            arguments: [number])
        let remarks = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT category, message FROM remark WHERE entry = ? ORDER BY position"),
            arguments: [number]
        ).map { Remark(category: $0[0], message: $0[1]) }
        return try place == entry.input.source.place && remarks == entry.remarks
            && labels.areThose(of: record, number: number)
    }

    private func insert(_ entry: CrystalLibrary.Entry, number: Int) throws {
        let (input, record) = (entry.input, entry.input.verdict.record)
        try verdicts.write(
            VerdictWriter.Verdict(
                entry: number, name: input.id, source: input.source.file,
                place: input.source.place, isAccepted: record != nil, remarks: entry.remarks))
        guard let record else { return }
        let crystal = record.crystal
        try verdicts.write(
            VerdictWriter.CrystalRow(
                entry: number, formula: crystal.composition.reducedFormula,
                spaceGroup: entry.symmetry?.spaceGroup, sites: crystal.sites.count,
                primitiveSites: entry.symmetry?.primitiveSites,
                isOrdered: crystal.isOrdered, elements: ElementSet(crystal.elements),
                structure: crystal))
        try labels.insert(record, number: number)
    }
}

extension CrystalLibrary.Entry {
    fileprivate var remarks: [Remark] {
        input.verdict.findings.map { Remark(category: $0.category.rawValue, message: $0.message) }
    }
}
