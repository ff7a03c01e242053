import Crystals
import Discovery
import Foundation
import GRDB
import Store
import TestKit
import Testing

@Suite("A catalogue of stores that change")
struct CatalogueChangeTests {
    /// Crystals of Mg with N, O and F in turn, each with a number.
    private static func lines(_ count: Int, label: String = "K") -> String {
        (0..<count).map { k in
            """
            {"id":"x\(k)","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[12,\(k % 3 + 7)],\
            "frac":[[0,0,0],[0.5,0.5,0.5]],"\(label)":\(100 + k)}

            """
        }.joined()
    }

    private static func add(
        _ text: String, to store: CrystalStore, named name: String = "made.jsonl"
    ) throws {
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: name))
        _ = try CrystalLibrary(store).add(
            inputs.map { CrystalLibrary.Entry($0, symmetry: nil) })
    }

    private static func library(_ path: String, _ text: String) throws {
        let store = try CrystalStore(path: path)
        try add(text, to: store)
        try store.checkpoint()
        try store.close()
    }

    private static func keys(_ catalogue: Catalogue) throws -> [Int64] {
        try catalogue.read { try $0.keys() }
    }

    @Test("sees what only the write-ahead log of a store has")
    func log() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(5))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        #expect(try catalogue.index(store: path, as: "a") == .indexed(5))
        let store = try CrystalStore(path: path)
        try Self.add(Self.lines(3), to: store, named: "more.jsonl")
        #expect(try catalogue.index(store: path, as: "a") == .indexed(8))
        try store.close()
    }

    @Test(
        "is made again where its file is damaged or another version made it, and never of anything else"
    )
    func files() throws {
        let folder = try TemporaryFolder()
        let store = folder.path + "/library.sqlite"
        try Self.library(store, Self.lines(5))
        let path = folder.path + "/catalogue.sqlite"
        func reopened() throws -> Int {
            let catalogue = try Catalogue(path: path)
            defer { try? catalogue.close() }
            try catalogue.index(store: store, as: "a")
            return try catalogue.read { try $0.count() }
        }
        #expect(try reopened() == 5)
        for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
        try Data(String(repeating: "no database at all, ", count: 500).utf8)
            .write(to: URL(filePath: path))
        #expect(try reopened() == 5)
        #expect(
            try Data(contentsOf: URL(filePath: path + ".damaged")).starts(with: Data("no ".utf8)))
        do {
            let earlier = try DatabaseQueue(path: path)
            try earlier.write { db in
                try db.execute(sql: "UPDATE crystal SET density = 0")
                try db.execute(sql: "PRAGMA user_version = 1")
            }
            try earlier.close()
        }
        #expect(try reopened() == 5)
        let catalogue = try Catalogue(path: path)
        let densities = try catalogue.read { try $0.search(limit: 9).map(\.density) }
        #expect(densities.count == 5 && densities.allSatisfy { $0 > 0 })
        let foreign = folder.path + "/foreign.sqlite"
        do {
            let other = try DatabaseQueue(path: foreign)
            try other.write { try $0.execute(sql: "CREATE TABLE thesis (text TEXT)") }
            try other.close()
        }
        let bytes = try Data(contentsOf: URL(filePath: foreign))
        #expect(throws: StoreError.self) { _ = try Catalogue(path: foreign) }
        #expect(try Data(contentsOf: URL(filePath: foreign)) == bytes)
    }

    @Test("takes another file for another store, though it is as long and as old")
    func paths() throws {
        let folder = try TemporaryFolder()
        let (a, b) = (folder.path + "/a.sqlite", folder.path + "/b.sqlite")
        try Self.library(a, Self.lines(5))
        try FileManager.default.copyItem(atPath: a, toPath: b)
        let time = try FileManager.default.attributesOfItem(atPath: a)[.modificationDate]
        try FileManager.default.setAttributes(
            [.modificationDate: try #require(time)], ofItemAtPath: b)
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        #expect(try catalogue.index(store: a, as: "c") == .indexed(5))
        #expect(try catalogue.index(store: a, as: "c") == .unchanged, "control")
        #expect(try catalogue.index(store: b, as: "c") == .indexed(5))
        #expect(try catalogue.read { try $0.collections().map(\.path) } == [b])
    }

    @Test("gives no key twice, so that a page of an earlier state leads to no other crystal")
    func keys() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(5))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: path, as: "a")
        let before = try Self.keys(catalogue)
        try catalogue.remove("a")
        try catalogue.index(store: path, as: "a")
        let after = try Self.keys(catalogue)
        #expect(Set(before + after).count == 10)
        let last = try #require(after.dropFirst().first)
        #expect(try catalogue.read { try $0.keys(after: last) } == Array(after.dropFirst(2)))
    }

    /// To the third crystal of a store: a remark, and a number that comes from another file than the crystal.
    private static func remark(_ path: String) throws {
        try DatabaseQueue(path: path).write { db in
            try db.execute(
                sql: """
                    INSERT INTO remark VALUES (2, 9, 'odd', 'is odd');
                    INSERT INTO origin VALUES (99, 'label', 'x.csv', '');
                    UPDATE value SET origin = 99 WHERE entry = 2;
                    """)
        }
    }

    @Test("knows of a number where it comes from, though the others come from elsewhere")
    func origins() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(4))
        try Self.remark(path)
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: path, as: "a")
        try catalogue.read { reader throws in
            let origins = try reader.keys().map { try reader.values(of: $0).map(\.origin.name) }
            #expect(origins == ["made.jsonl", "made.jsonl", "x.csv", "made.jsonl"].map { [$0] })
        }
    }

    @Test("leaves no row of a collection that is removed, and all of the others'")
    func remains() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.library(path, Self.lines(5))
        try Self.remark(path)
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        func counts() throws -> [Int] {
            try DatabaseQueue(path: catalogue.path).read { db in
                try [
                    "crystal", "structure", "element", "collection", "remark", "valueOrigin",
                ].map {
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? -1
                }
            }
        }
        try catalogue.index(store: path, as: "a")
        let one = try counts()
        #expect(one.prefix(4) == [5, 5, 10, 1] && one.allSatisfy { $0 > 0 }, "\(one)")
        try catalogue.index(store: path, as: "b")
        #expect(try counts() == one.map { 2 * $0 })
        try catalogue.remove("a")
        #expect(try counts() == one)
        try catalogue.remove("b")
        #expect(try counts() == [Int](repeating: 0, count: 6))
    }

    @Test("knows the numbers of stores that came later, and ends and counts of some crystals only")
    func numbers() throws {
        let folder = try TemporaryFolder()
        let (a, b) = (folder.path + "/a.sqlite", folder.path + "/b.sqlite")
        try Self.library(a, Self.lines(9))
        try Self.library(b, Self.lines(6, label: "mass"))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: a, as: "a")
        let mass = Condition.isKnown(.property("mass"))
        #expect(try catalogue.read { try $0.search(mass, limit: 99).isEmpty })
        try catalogue.index(store: b, as: "b")
        try catalogue.read { reader throws in
            let found = try reader.search(mass, values: [.property("mass")], limit: 99)
            #expect(found.compactMap { $0.values[0] } == (100..<106).map(Double.init))
            #expect(try reader.ranges().map(\.count) == [9, 6])
            #expect(try reader.elementCounts().values.reduce(0, +) == 30)
        }
    }
}
