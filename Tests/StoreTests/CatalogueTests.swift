import Crystals
import Discovery
import Foundation
import GRDB
import Learning
import ScreeningFixtures
import Store
import TestKit
import Testing

@Suite("A catalogue of stores")
struct CatalogueTests {
    /// Cubic crystals of two atoms, of some of which a modulus is known.
    private static func lines(_ count: Int, first: Double = 3.5) -> String {
        (0..<count).map { k in
            let a = first + 0.001 * Double(k)
            let label = k % 2 == 0 ? ",\"K\":\(100 + k)" : ""
            return """
                {"id":"x \(k)/ü","lattice":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"z":[12,\(k % 3 + 7)],\
                "frac":[[0,0,0],[0.5,0.5,0.5]]\(label)}

                """
        }.joined()
    }

    @discardableResult private static func library(
        _ path: String, _ text: String, named name: String = "made.jsonl"
    ) throws -> Int {
        let store = try CrystalStore(path: path)
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: name))
        let entries = inputs.map {
            CrystalLibrary.Entry(
                $0, symmetry: $0.verdict.record.flatMap { try? CrystalSymmetry($0.crystal) })
        }
        _ = try CrystalLibrary(store).add(entries)
        try store.checkpoint()
        try store.close()
        return entries.count
    }

    private static func identifiers(_ catalogue: Catalogue) throws -> [String] {
        try catalogue.read { try $0.search(limit: 100_000).map(\.identifier) }
    }

    @Test("holds each accepted crystal once, by a name that can stand in an address")
    func identifiers() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        // The same names from two files, and one that looks like a name that was told apart.
        try Self.library(path, Self.lines(5), named: "a.jsonl")
        try Self.library(path, Self.lines(5, first: 4), named: "b.jsonl")
        try Self.library(
            path,
            "{\"id\":\"x 1/ü~2\",\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[11],\"frac\":[[0,0,0]]}\n",
            named: "c.jsonl")
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        #expect(try catalogue.index(store: path, as: "my store") == .indexed(11))
        let names = try Self.identifiers(catalogue)
        #expect(Set(names).count == 11)
        #expect(
            names.allSatisfy { $0.wholeMatch(of: /my_store\.[A-Za-z0-9_.~-]+/) != nil }, "\(names)")
        #expect(names[0] == "my_store.x_0__" && names[5] == "my_store.x_0__~2")
        let again = try Catalogue(path: folder.path + "/another.sqlite")
        try again.index(store: path, as: "my store")
        #expect(try Self.identifiers(again) == names)
    }

    @Test("indexes a store again when it has changed, and only then; and leaves it as it is")
    func changes() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(40))
        let bytes = try Data(contentsOf: URL(filePath: path))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        #expect(try catalogue.index(store: path, as: "a") == .indexed(40))
        #expect(try catalogue.index(store: path, as: "a") == .unchanged)
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
        try Self.library(path, Self.lines(3, first: 5), named: "more.jsonl")
        #expect(try catalogue.index(store: path, as: "a") == .indexed(43))
        try catalogue.read { reader throws in
            #expect(try reader.count() == 43)
            #expect(try reader.collections().map(\.crystals) == [43])
            #expect(try reader.elementCounts().values.reduce(0, +) == 86)
        }
        try catalogue.remove("a")
        #expect(try catalogue.read { try $0.count() } == 0)
        #expect(try catalogue.read { try $0.elementCounts() }.isEmpty)
    }

    private struct Stop: Error {}

    @Test("has what it had before where an indexing is stopped, and serves it meanwhile")
    func interruption() throws {
        let folder = try TemporaryFolder()
        let (a, b) = (folder.path + "/a.sqlite", folder.path + "/b.sqlite")
        try Self.library(a, Self.lines(10))
        try Self.library(b, Self.lines(3000, first: 4))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: a, as: "c")
        let before = try Self.identifiers(catalogue)
        var seen: [[String]] = []
        #expect(throws: Stop.self) {
            try catalogue.index(store: b, as: "c") { progress in
                seen.append(try Self.identifiers(catalogue))
                if progress.done > 2000 { throw Stop() }
            }
        }
        #expect(seen.count == 2 && seen.allSatisfy { $0 == before })
        #expect(try Self.identifiers(catalogue) == before && before.count == 10)
        #expect(try catalogue.index(store: b, as: "c") == .indexed(3000))
        #expect(try Self.identifiers(catalogue).count == 3000)
    }

    @Test("tells of a label its value and its file, and of a crystal what was remarked")
    func labels() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(4))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: path, as: "a")
        try catalogue.read { reader throws in
            let entries = try reader.search(values: [.property("K"), .property("none")], limit: 9)
            #expect(entries.map { $0.values[0] } == [100, nil, 102, nil])
            #expect(entries.allSatisfy { $0.values[1] == nil })
            let values = try reader.values(of: entries[2].key)
            #expect(values.map(\.value) == [102] && values.map(\.property.unit) == ["GPa"])
            #expect(values.first?.origin == Origin(kind: .label, name: "made.jsonl"))
            #expect(try reader.structure(entries[0].key)?.sites.count == 2)
            #expect(try reader.reason(of: entries[0].key) == nil)
            #expect(try reader.ranges().map(\.high) == [102])
            let points = try reader.points(x: .property("K"), y: .volume)
            #expect(points.x == [100, 102] && points.keys == [entries[0].key, entries[2].key])
        }
    }

    @Test("keeps what a screening says: values with intervals and origins, places and reasons")
    func screening() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.sqlite"
        let store = try CrystalStore(path: path)
        let ledger = ScreeningLedger(store)
        let ladder = """
            rungs:
              - name: networks
                kind: networks
              - name: debye
                kind: debye
                budget: 1
                filters: {hardness_min: 10}
            """
        try ledger.begin(
            RunRecord(
                command: "discover", version: "1", seed: 1, budget: 2, models: [], ladder: ladder))
        let salt = SampleCrystals.rockSalt
        let origins = [
            Quantity.hardness: Origin(kind: .formula, name: "F"),
            .hardnessLow: Origin(kind: .formula, name: "F"),
            .hardnessHigh: Origin(kind: .formula, name: "F"),
            .toughness: Origin(kind: .formula, name: "T"),
        ]
        let rows = [20.0, 5].enumerated().map { entry, hardness in
            let quantities = Quantities([
                .hardness: hardness, .hardnessLow: hardness - 1, .hardnessHigh: hardness + 2,
                .toughness: 3,
            ])
            return (
                row: ScreenedCrystal(
                    entry: entry, id: "s\(entry)", formula: salt.composition.reducedFormula,
                    spaceGroup: salt.spaceGroupName, origin: "prototype", sites: salt.sites.count,
                    primitiveSites: 2, isOrdered: true, elements: ElementSet(salt.elements),
                    quantities: quantities, caveats: [Remark(category: "odd", message: "is odd")]),
                structure: salt
            )
        }
        try ledger.append(
            ScreenedChunk(
                first: 0, count: 3, crystals: rows,
                rejections: [
                    Rejection(
                        entry: 2, id: "r", origin: "p", remark: Remark(category: "c", message: "m"))
                ], origins: origins))
        try ledger.replacePlacements(
            [
                Placement(entry: 0, rank: 1, front: 1, rung: 1),
                Placement(entry: 1, rank: 2, front: 1, rung: 0, rivals: [0]),
            ], rungs: Ladder(yaml: ladder).rungs)
        try store.checkpoint()
        try store.close()
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        #expect(try catalogue.index(store: path, as: "run") == .indexed(2))
        try catalogue.read { reader throws in
            let entries = try reader.search(order: [CatalogueOrder(.rank)], limit: 9)
            #expect(entries.map(\.status) == ["shortlisted", "filtered"])
            #expect(entries.map(\.front) == [1, 1])
            let value = try reader.values(of: entries[0].key).first {
                $0.property.name == "hardness"
            }
            #expect(value?.value == 20 && value?.low == 19 && value?.high == 22)
            #expect(value?.origin == origins[.hardness])
            #expect(try reader.remarks(of: entries[1].key).map(\.message) == ["is odd"])
            let reason = try reader.reason(of: entries[1].key)
            #expect(reason?.contains("hardness 5.00 GPa is below 10") == true, "\(reason ?? "")")
            #expect(reason?.contains(" s0 (") == true, "\(reason ?? "")")
            #expect(try reader.collections().first?.rejected == 1)
        }
    }

    @Test("answers many readers at once while it is written")
    func readers() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(2000))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: path, as: "a")
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                try catalogue.index(store: path, as: "b")
                return 2000
            }
            for k in 0..<50 {
                group.addTask {
                    try await catalogue.read { reader throws in
                        let count = try reader.count()
                        let found = try reader.search(
                            order: [CatalogueOrder(.volume)], offset: k, limit: 10)
                        return found.count == 10 ? count : -1
                    }
                }
            }
            // One state or the other, and none between.
            for try await count in group { #expect([2000, 4000].contains(count)) }
        }
        let count = try await catalogue.read { try $0.count() }
        #expect(count == 4000)
    }

    @Test(
        "writes symbols of space groups with a space before each axis",
        arguments: [
            ("P6_3/mmc", "P 63/m m c"), ("Fd-3m", "F d -3 m"), ("P-1", "P -1"),
            ("P4/nmm", "P 4/n m m"),
            ("P2_12_12_1", "P 21 21 21"), ("I4_1/amd", "I 41/a m d"), ("R-3m", "R -3 m"),
            ("P3_112", "P 31 1 2"), ("P31m", "P 3 1 m"), ("P-4m2", "P -4 m 2"),
        ])
    func symbols(_ symbol: String, _ expected: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        let store = try CrystalStore(path: path)
        let record = CrystalRecord(
            id: "a", crystal: SampleCrystals.rockSalt, source: Source(file: "f"))
        _ = try CrystalLibrary(store).add([
            CrystalLibrary.Entry(
                ExaminedInput(id: "a", source: record.source, verdict: .accepted(record)),
                symmetry: CrystalSymmetry(
                    spaceGroup: SpaceGroupName(number: 1, symbol: symbol), primitiveSites: 1))
        ])
        try store.close()
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: path, as: "a")
        #expect(try catalogue.read { try $0.entry("a.a")?.hermannMauguin } == expected)
    }
}
