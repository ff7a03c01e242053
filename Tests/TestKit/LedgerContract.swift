internal import Crystals
public import Discovery
internal import Learning

/// What every ledger owes, whatever it is made of.
public enum LedgerContract {
    /// What `make`'s ledgers break of the promises of `Ledger`; empty if they keep them all.
    ///
    /// - Parameter make: an empty ledger each time.
    public static func violations(_ make: () throws -> any Ledger) throws -> [String] {
        var audit = Audit()
        try checkBeginning(try make(), &audit)
        try checkRows(try make(), &audit)
        try checkOrder(try make(), &audit)
        try checkPlacements(try make(), &audit)
        if audit.checks < 20 { audit.violations.append("only \(audit.checks) checks were made") }
        return audit.violations
    }

    private struct Audit {
        var violations: [String] = []
        var checks = 0

        mutating func expect(_ holds: Bool, _ promise: String) {
            checks += 1
            if !holds { violations.append(promise) }
        }

        mutating func expect(_ error: LedgerError, _ promise: String, from body: () throws -> Void)
        {
            checks += 1
            do {
                try body()
                violations.append("\(promise): nothing was thrown")
            } catch let thrown as LedgerError {
                if thrown != error { violations.append("\(promise): \(thrown) was thrown") }
            } catch {
                violations.append("\(promise): \(error) was thrown")
            }
        }
    }

    private static func checkBeginning(_ ledger: any Ledger, _ audit: inout Audit) throws {
        audit.expect(try ledger.runRecord() == nil, "a new ledger has no run")
        audit.expect(try ledger.entriesExamined() == 0, "a new ledger has no entries")
        audit.expect(.notBegun, "nothing can be appended before a run begins") {
            try ledger.append(chunk(from: 0))
        }
        audit.expect(.notBegun, "a record that is not there cannot be amended") {
            try ledger.amend(record)
        }
        try ledger.begin(record)
        audit.expect(try ledger.runRecord() == record, "the run's record comes back")
        var amended = record
        amended.arithmetic = ArithmeticHistory(["one", "another"])
        try ledger.amend(amended)
        audit.expect(try ledger.runRecord() == amended, "an amended record takes its place")
        audit.expect(.alreadyBegun, "a run cannot begin twice") { try ledger.begin(record) }
    }

    private static func checkRows(_ ledger: any Ledger, _ audit: inout Audit) throws {
        try ledger.begin(record)
        for first in stride(from: 0, to: 12, by: 4) { try ledger.append(chunk(from: first)) }
        audit.expect(try ledger.entriesExamined() == 12, "entries are counted")
        for entry in 0..<12 where entry % 4 != 3 {
            audit.expect(try ledger.crystal(at: entry) == row(entry), "row \(entry) comes back")
            audit.expect(
                try ledger.structure(at: entry) == structure(entry), "structure \(entry) comes back"
            )
        }
        audit.expect(try ledger.crystal(at: 3) == nil, "a rejected entry has no crystal")
        audit.expect(try ledger.crystal(at: 12) == nil, "an entry to come has no crystal")
        var rejected: [Rejection] = []
        try ledger.forEachRejection { rejected.append($0) }
        audit.expect(rejected == [3, 7, 11].map(rejection), "rejections come back in order")
        var facts: [Int] = []
        try ledger.forEachFact { entry, fact in
            facts.append(entry)
            let row = row(entry)
            audit.expect(
                fact.quantities == row.quantities && fact.elements == row.elements
                    && fact.sites == row.primitiveSites && fact.isOrdered == row.isOrdered,
                "facts of entry \(entry) are those of its row")
        }
        audit.expect(facts == [0, 1, 2, 4, 5, 6, 8, 9, 10], "facts come by entry")
    }

    private static func checkOrder(_ ledger: any Ledger, _ audit: inout Audit) throws {
        try ledger.begin(record)
        try ledger.append(chunk(from: 0))
        audit.expect(.outOfOrder(expected: 4, given: 8), "no entry may be left out") {
            try ledger.append(chunk(from: 8))
        }
        audit.expect(.outOfOrder(expected: 4, given: 0), "no entry may come twice") {
            try ledger.append(chunk(from: 0))
        }
        audit.expect(try ledger.entriesExamined() == 4, "a refused chunk changes nothing")
    }

    private static func checkPlacements(_ ledger: any Ledger, _ audit: inout Audit) throws {
        try ledger.begin(record)
        try ledger.append(chunk(from: 0))
        let rungs = Ladder.standard.rungs
        let placements = [
            Placement(entry: 2, rank: 1, front: 1, rung: 2, rivals: [0, 1]),
            Placement(entry: 0, rank: 2, front: 1, rung: 0, rivals: [2], duplicateOf: 2),
            Placement(entry: 1, rank: 3, front: 2, rung: 0, rivals: []),
        ]
        try ledger.replacePlacements(placements.reversed(), rungs: rungs)
        try ledger.replacePlacements(placements, rungs: rungs)
        try ledger.refine(
            [(2, Quantities([.density: 3.5, .hardness: 41]))],
            origin: Origin(kind: .formula, name: "refinement"))
        var found: [Placement] = []
        try ledger.forEachPlaced { placement, crystal in
            found.append(placement)
            // Bodies may ask the ledger for single crystals.
            audit.expect(
                try ledger.crystal(at: placement.entry) == crystal, "a placed row is the row")
            audit.expect(
                try ledger.structure(at: placement.entry) != nil, "a placed row has a structure")
        }
        audit.expect(found == placements, "placements come back by rank")
        let refined = try ledger.crystal(at: 2)?.quantities
        audit.expect(refined?[.density] == 3.5, "a refined quantity is added")
        audit.expect(refined?[.hardness] == 41, "a refined quantity replaces the earlier one")
        audit.expect(refined?[.bulkModulus] == 102, "other quantities stay")
    }

    private static let record = RunRecord(
        command: "kimberlite discover --budget 12 --seed 7", version: "test", seed: 7, budget: 12,
        models: [.init(predicts: "K, G", fingerprint: "00ff")],
        inputs: [.init(name: "a \"b\".cif", files: 2, bytes: 10, digest: "ab")],
        ladder: Ladder.standard.yaml)

    /// Four entries, of which the last is rejected.
    private static func chunk(from first: Int) -> ScreenedChunk {
        ScreenedChunk(
            first: first, count: 4,
            crystals: (first..<first + 3).map { (row($0), structure($0)) },
            rejections: [rejection(first + 3)],
            origins: Dictionary(
                uniqueKeysWithValues: Quantity.allCases.map {
                    ($0, Origin(kind: .network, name: $0.rawValue, fingerprint: "00ff"))
                }))
    }

    private static func row(_ entry: Int) -> ScreenedCrystal {
        ScreenedCrystal(
            entry: entry, id: "crystal, \"\(entry)\"", formula: "BN",
            spaceGroup: entry % 2 == 0 ? SpaceGroupName(number: 216, symbol: "F-43m") : nil,
            origin: "file \(entry).cif, data_é", sites: 2 + entry, primitiveSites: 2 + entry / 2,
            isOrdered: entry % 3 != 1,
            elements: ElementSet(structure(entry).elements),
            quantities: Quantities([
                .bulkModulus: 100 + Double(entry), .shearModulus: 0.1 + 0.2,
                .hardness: .pi * Double(entry + 1), .toughness: 1 / 3,
                .synthesizability: 1 / Double(entry + 3),
            ]),
            caveats: entry == 5
                ? [
                    Remark(category: "metal", message: "first"),
                    Remark(category: "unseen-element", message: "second"),
                ] : [])
    }

    /// Ordered and mixed sites, positions that no decimal writes exactly.
    private static func structure(_ entry: Int) -> Crystal {
        let species = [Element("B"), Element("N"), Element("Lr")].compactMap { $0 }
        let mixed = Species(components: [
            .init(species[0], occupancy: 1 / 3), .init(species[2], occupancy: 0.25),
        ])
        return Crystal(
            lattice: Lattice(
                lengths: SIMD3(3.6, 4.1, 5.3 + Double(entry)), angles: SIMD3(80, 95, 107)),
            sites: [
                Site(species[1], at: Fractional(1 / 3, 2 / 3, -1e-17)),
                Site(mixed, at: Fractional(0.1, 0.2, 0.3)),
            ])
    }

    private static func rejection(_ entry: Int) -> Rejection {
        Rejection(
            entry: entry, id: "bad \(entry)", origin: "standard input, line \(entry)",
            remark: Remark(category: "truncated", message: "it ends, \"early\""))
    }
}
