import Crystals
import Discovery
import Foundation
import GRDB
import Store
import TestKit
import Testing

@Suite("A library of crystals")
struct LibraryTests {
    /// JSON lines of cubic crystals of two atoms.
    private static func lines(_ count: Int) -> String {
        (0..<count).map { k in
            let a = 3.5 + 0.001 * Double(k)
            return """
                {"id":"x\(k)","lattice":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"z":[12,8],\
                "frac":[[0,0,0],[0.5,0.5,0.5]]}

                """
        }.joined()
    }

    /// A library of what `text` holds, closed again.
    private static func make(_ path: String, _ text: String) throws {
        let store = try CrystalStore(path: path)
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: "made.jsonl"))
        let entries = inputs.map {
            CrystalLibrary.Entry(
                $0, symmetry: $0.verdict.record.flatMap { try? CrystalSymmetry($0.crystal) })
        }
        _ = try CrystalLibrary(store).add(entries)
        try store.checkpoint()
        try store.close()
    }

    private static func source(_ path: String, maximumSites: Int = 5000) throws -> LibrarySource {
        LibrarySource(try CrystalLibrary(CrystalStore(path: path)), maximumSites: maximumSites)
    }

    /// Pages of random bytes in place of those from `share` of the file on.
    private static func damage(_ path: String, at share: Double, pages: Int) throws {
        let size = 4096
        let file = try FileHandle(forUpdating: URL(filePath: path))
        let count = Int(try file.seekToEnd()) / size
        try #require(count > 4 * pages, "\(count) pages")
        var generator = SplitMix64(seed: 4)
        let bytes = (0..<(pages * size)).map { _ in
            UInt8.random(in: 0...255, using: &generator)
        }
        try file.seek(toOffset: UInt64(size * Int(share * Double(count))))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    @Test("that is damaged in the middle is an error, not an early end")
    func damage() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        try Self.make(path, Self.lines(4000))
        var whole = 0
        let before = try Self.source(path).entries(from: 0)
        while try before.next() != nil { whole += 1 }
        #expect(whole == 4000, "control: the undamaged library is read to its end")

        try Self.damage(path, at: 0.5, pages: 20)
        let entries = try Self.source(path).entries(from: 0)
        var read = 0
        let error = #expect(throws: StoreError.self) {
            while try entries.next() != nil { read += 1 }
        }
        #expect(read < 4000)
        #expect(error?.path == path)
        #expect(error?.reason.contains("from number \(read + 1)") == true, "\(error as Any)")
        #expect(error?.reason.contains("the file is damaged") == true, "\(error as Any)")
    }

    @Test("gives the entries that its inputs would have given, from any number on")
    func entries() throws {
        let folder = try TemporaryFolder()
        let (file, path) = (folder.path + "/made.jsonl", folder.path + "/library.sqlite")
        let text = """
            {"id":"plain","lattice":[[2.65,0,0],[0,2.65,0],[0,0,2.65]],"z":[12,8],"frac":[[0,0,0],[0.5,0.5,0.5]]}
            {"id":"label","lattice":[[2.9,0,0],[0,2.9,0],[0,0,2.9]],"z":[20,8],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":"n/a"}
            {"id":"plain","lattice":[[2.9,0,0],[0,2.9,0],[0,0,2.9]],"z":[20,8],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":-5}
            {"id":"wrong","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[20,999],"frac":[[0,0,0],[0.5,0.5,0.5]]}
            {"id":"large","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[3,3,3],"frac":[[0,0,0],[0.5,0.5,0.5],[0,0.5,0]]}

            """
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let store = try CrystalStore(path: path)
        _ = try CrystalLibrary(store).add(
            CrystalInputs([file]).map { CrystalLibrary.Entry($0, symmetry: nil) })
        for sites in [5000, 2] {
            let (inputs, library) = (
                InputSource([file], maximumSites: sites),
                try LibrarySource(CrystalLibrary(store), maximumSites: sites)
            )
            for first in [0, 2, 5] {
                let (a, b) = (
                    try inputs.entries(from: first).next(10),
                    try library.entries(from: first).next(10)
                )
                #expect(a.map { "\($0)" } == b.map { "\($0)" })
                #expect(a.count == 5 - first)
            }
        }
        let remarks = try LibrarySource(CrystalLibrary(store), maximumSites: 5000).entries(from: 0)
            .next(10).map { entry -> [String] in
                switch entry.content {
                case .crystal(_, let remarks, _): remarks.map(\.category)
                case .rejected(let remark): ["rejected", remark.category]
                case .unsized: ["unsized"]
                }
            }
        // Of labels nothing is said, of all else everything.
        #expect(remarks[0] == [] && remarks[1] == [] && remarks[2] == ["repeated-id"])
        #expect(remarks[3].first == "rejected")
    }

    @Test("knows two blocks of one name in a CIF again, one of them broken")
    func sharedBlockNames() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/pair.cif"
        let sound = """
            data_q
            _cell_length_a 4
            _cell_length_b 4
            _cell_length_c 4
            _cell_angle_alpha 90
            _cell_angle_beta 90
            _cell_angle_gamma 90
            loop_
            _atom_site_label
            _atom_site_fract_x
            _atom_site_fract_y
            _atom_site_fract_z
            Mg 0 0 0

            """
        for (k, text) in ["data_q\n" + sound, sound + "data_q\n" + sound].enumerated() {
            let library = try CrystalLibrary(CrystalStore(path: folder.path + "/\(k).sqlite"))
            func add() throws -> CrystalLibrary.Tally {
                try text.write(toFile: file, atomically: true, encoding: .utf8)
                return try library.add(
                    CrystalInputs([file]).map { CrystalLibrary.Entry($0, symmetry: nil) })
            }
            let first = try add()
            #expect(first.added == 2 + k && first.changed == 0)
            let again = try add()
            #expect(again.unchanged == 2 + k && again.changed == 0 && again.added == 0)
            #expect(try library.counts().crystals == 1 + k)
        }
    }

    @Test("keeps a rejected input beside a crystal of its name, and knows both again")
    func sharedNames() throws {
        let folder = try TemporaryFolder()
        let (file, path) = (folder.path + "/made.jsonl", folder.path + "/library.sqlite")
        let good = #"{"id":"a","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[12],"frac":[[0,0,0]]}"#
        let bad = #"{"id":"a","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[999],"frac":[[0,0,0]]}"#
        let library = try CrystalLibrary(CrystalStore(path: path))
        func add(_ lines: [String]) throws -> CrystalLibrary.Tally {
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: file, atomically: true, encoding: .utf8)
            return try library.add(
                CrystalInputs([file]).map { CrystalLibrary.Entry($0, symmetry: nil) })
        }
        let first = try add([bad, good, bad])
        #expect(first.added == 3 && first.changed == 0)
        #expect(try library.counts() == (3, 1))
        let again = try add([bad, good, bad])
        #expect(again.unchanged == 3 && again.added == 0 && again.changed == 0)
        // The third line mended becomes a crystal of another name, in the place of what it was.
        let mended = try add([bad, good, good])
        #expect(mended.unchanged == 2 && mended.changed == 1 && mended.added == 0)
        #expect(try library.counts().crystals == 2)
        // All mended: nothing is left of what was rejected, and numbers are dense.
        _ = try add([good, good, good])
        #expect(try library.counts() == (3, 3))
        let source = try LibrarySource(library, maximumSites: 1000)
        let ids = try source.entries(from: 0).next(10).map(\.id)
        #expect(ids.sorted() == ["a", "a-2", "a-3"])
        let last = try source.entries(from: 2).next(10).map(\.id)
        #expect(last == Array(ids.suffix(1)))
        #expect(try add([good, good, good]).unchanged == 3)
    }

    @Test("keeps what was given with every site, and sees when it has changed")
    func siteLabels() throws {
        let folder = try TemporaryFolder()
        let (file, path) = (folder.path + "/made.jsonl", folder.path + "/library.sqlite")
        let library = try CrystalLibrary(CrystalStore(path: path))
        func add(_ moments: String) throws -> CrystalLibrary.Tally {
            let line = """
                {"id":"a","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[26,8],\
                "frac":[[0,0,0],[0.5,0.5,0.5]],"K":120,"magmom":\(moments)}

                """
            try line.write(toFile: file, atomically: true, encoding: .utf8)
            return try library.add(
                CrystalInputs([file]).map { CrystalLibrary.Entry($0, symmetry: nil) })
        }
        func kept() throws -> [Double] {
            let bytes = try DatabaseQueue(path: path).read {
                try Data.fetchOne(
                    $0,
                    sql: """
                        SELECT numbers FROM siteValue JOIN property ON property.id = property
                        WHERE name = 'magmom'
                        """)
            }
            return try #require(bytes).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        }
        #expect(try add("[3.5, null]").added == 1)
        #expect(try kept()[0] == 3.5 && kept()[1].isNaN && kept().count == 2)
        #expect(try add("[3.5, null]").unchanged == 1)
        #expect(try add("[3.5, 0.25]").changed == 1)
        #expect(try kept() == [3.5, 0.25])
    }

    @Test("opens no foreign SQLite file to read, and leaves it as it is")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/foreign.sqlite"
        let foreign = try DatabaseQueue(path: path)
        try foreign.write { try $0.execute(sql: "CREATE TABLE other (id INTEGER)") }
        try foreign.close()
        let before = try Data(contentsOf: URL(filePath: path))
        let error = #expect(throws: StoreError.self) { try CrystalStore(reading: path) }
        #expect(error?.reason == "it is an SQLite file, but no store")
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("that holds a screening is refused as a library")
    func screening() throws {
        let folder = try TemporaryFolder()
        let store = try CrystalStore(path: folder.path + "/run.sqlite")
        try ScreeningLedger(store).begin(
            RunRecord(command: "c", version: "1", models: [], ladder: "l"))
        let error = #expect(throws: StoreError.self) { try CrystalLibrary(store) }
        #expect(error?.description.contains("holds a screening") == true)
    }
}
