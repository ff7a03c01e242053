import Crystals
import Foundation
import TestKit
import Testing

@Suite("Labels from a table")
struct LabelTableTests {
    private static func table(_ text: String, key: String? = nil) throws -> LabelTable {
        try withTemporaryFolder { folder in
            let path = "\(folder)/labels.csv"
            try Data(text.utf8).write(to: URL(filePath: path))
            return try LabelTable(path: path, keyedBy: key)
        }
    }

    private static func record(
        _ id: String, _ labels: [String: Double] = [:]
    ) -> CrystalRecord {
        CrystalRecord(
            id: id, crystal: FamousCrystal.all[0].crystal, labels: labels,
            source: Source(file: "test"))
    }

    private static func message(_ text: String, key: String? = nil) -> String {
        do {
            _ = try table(text, key: key)
            return "read"
        } catch {
            return "\(error)"
        }
    }

    @Test("numbers join by id; words, empty cells and the key are no labels")
    func byId() throws {
        let table = try Self.table(
            "\u{FEFF}mp_id,name,\"icsd, positive\",clscore\r\n"
                + "mp-1,\"a \"\"b\"\", c\nd\",1,0.5\r\n\r\nmp-2,x,,nan\nmp-3,y,0,1e-3")
        #expect(table.keyColumn == "mp_id" && table.key == .id && table.count == 3)
        #expect(table.columns == ["icsd, positive", "clscore"])
        #expect(table.labels(of: Self.record("mp-1")) == ["icsd, positive": 1, "clscore": 0.5])
        #expect(table.labels(of: Self.record("mp-2")) == [:])
        #expect(table.labels(of: Self.record("mp-3")) == ["icsd, positive": 0, "clscore": 0.001])
        #expect(table.labels(of: Self.record("mp-4")) == nil)
        #expect(table.doubtCount == 0)
    }

    @Test("formulas join by what they reduce to")
    func byFormula() throws {
        let table = try Self.table("formula,Tc\nNa4Cl4,1.5\nFe2O3,2\n")
        #expect(table.key == .formula)
        #expect(table.labels(of: Self.record("any")) == ["Tc": 1.5])
        let named = try Self.table("id,formula,Tc\n7,ClNa,3\n", key: "formula")
        #expect(named.labels(of: Self.record("any")) == ["Tc": 3])
    }

    @Test("what cannot be used is refused with the line, the names and what to do")
    func refusals() {
        #expect(Self.message("id,K\n1,2\n").contains("read"))
        #expect(
            Self.message("name,K\n1,2\n").contains("no column of ids or formulas among name, K"))
        #expect(Self.message("id,K\n1,2\n", key: "mp").contains("no column \"mp\" among id, K"))
        #expect(Self.message("id,K,K\n1,2,3\n").contains("two columns are called \"K\""))
        #expect(
            Self.message("id,K\na,2\nb,3\na,4\n").contains("line 4: id \"a\" stands on line 2 too"))
        #expect(Self.message("id,K\na,2\na,2\n") == "read")
        #expect(Self.message("id,K\na,2,3\n").contains("line 2: 3 fields where the header has 2"))
        #expect(Self.message("id,K\n,2\n").contains("line 2: id is empty"))
        #expect(Self.message("formula,K\nQq,2\n").contains("“Qq” is no element"))
        #expect(Self.message("id,note\na,b\n").contains("no column but id holds numbers"))
        #expect(Self.message("id,K\n\"a,2\n").contains("never closed"))
        #expect(Self.message("").contains("empty"))
        #expect(throws: LabelTableError.self) { try LabelTable(path: "/nowhere/labels.csv") }
    }

    @Test("values that nothing has, and words among numbers, are counted and left out")
    func doubts() throws {
        let table = try Self.table("id,K,x\na,5000,1\nb,100,about 2\nc,n/a,3\n")
        #expect(table.labels(of: Self.record("a")) == ["x": 1])
        #expect(table.labels(of: Self.record("b")) == ["K": 100])
        #expect(table.doubtCount == 2)
        #expect(table.doubts.count == 2)
        #expect(table.doubts[0].contains("line 2: K = 5000 GPa was left out"))
        #expect(
            table.doubts[1].contains("1 cells of x are no numbers, the first \"about 2\" on line 3")
        )
    }

    @Test("a join counts both sides, names a few that did not meet, and lets the table win")
    func join() throws {
        var join = LabelJoin(try Self.table("id,K\nmp-1,10\nmp-2,20\nmp-9,90\n"))
        #expect(
            join.adding(to: Self.record("mp-1", ["K": 5, "G": 3])).labels == ["K": 10, "G": 3])
        #expect(join.adding(to: Self.record("mp-2")).labels == ["K": 20])
        #expect(join.adding(to: Self.record("mp-3", ["G": 1])).labels == ["G": 1])
        #expect(join.joined == 2 && join.unlabelled == 1 && join.unused == 1 && join.replaced == 1)
        let text = join.lines.joined(separator: "\n")
        #expect(text.contains("by id: 2 of 3 crystals"))
        #expect(text.contains("1 crystals have no row there: mp-3"))
        #expect(text.contains("1 rows there have no crystal: mp-9"))
        #expect(text.contains("1 labels of the crystals themselves have the table's values now"))
    }

    @Test("ids that match nothing are told from both sides")
    func noneMatch() throws {
        var join = LabelJoin(try Self.table("id,K\n1,10\n"))
        #expect(join.adding(to: Self.record("mp-1")).labels.isEmpty)
        #expect(join.joined == 0)
        #expect(join.lines.count == 3 && join.lines[1].contains("mp-1"))
    }
}
