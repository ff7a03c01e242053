import Crystals
import Foundation
import TestKit
import Testing

@Suite("Labels of sites in files")
struct SiteLabelTests {
    private static func records(_ text: String, _ name: String) throws -> [CrystalRecord] {
        try withTemporaryFolder { folder in
            let path = "\(folder)/\(name)"
            try Data(text.utf8).write(to: URL(filePath: path))
            return CrystalInputs([path]).compactMap(\.verdict.record)
        }
    }

    private static let line = """
        {"id":"NiO","lattice":[[4.2,0,0],[0,4.2,0],[0,0,4.2]],"z":[28,8],"frac":[[0,0,0],[0.5,0,0]],\
        "K":180,"magmom":[1.7,null],"ids":[1,2,3],"none":[null,null],"words":["a","b"]}

        """

    @Test(
        "a list of one number or null for each site is a label of the sites, any other list is none"
    )
    func jsonLines() throws {
        let record = try #require(try Self.records(Self.line, "a.jsonl").first)
        #expect(record.labels == ["K": 180])
        #expect(record.siteLabels.keys.sorted() == ["magmom"])
        let values = try #require(record.siteLabels["magmom"])
        #expect(values[0] == 1.7 && values[1].isNaN)
    }

    @Test("columns of one number of an extended XYZ are, its species and vectors are not")
    func extendedXYZ() throws {
        let text = """
            2
            Lattice="4.2 0 0 0 4.2 0 0 0 4.2" Properties=species:S:1:pos:R:3:magmom:R:1:force:R:3:n:I:1 K=180
            Ni 0 0 0 1.7 0.1 0.2 0.3 6
            O 2.1 0 0 nan 0.1 0.2 0.3 -2

            """
        let record = try #require(try Self.records(text, "a.extxyz").first)
        #expect(record.siteLabels.keys.sorted() == ["magmom", "n"] && record.labels == ["K": 180])
        #expect(record.siteLabels["n"] == [6, -2])
        #expect(record.siteLabels["magmom"]?[1].isNaN == true)
    }

    @Test(
        "what a format wrote it reads again",
        arguments: [FormatName.jsonl, .extxyz, .json])
    func roundTrip(_ name: FormatName) throws {
        var record = try #require(try Self.records(Self.line, "a.jsonl").first)
        record.siteLabels["charge"] = [1.25, -1.25]
        let text = try name.format.text(of: record)
        let back = try #require(try Self.records(text, "b.\(name.suffix)").first)
        #expect(back.siteLabels.keys.sorted() == ["charge", "magmom"], "\(text)")
        #expect(back.siteLabels["charge"] == [1.25, -1.25])
        let moments = try #require(back.siteLabels["magmom"])
        #expect(moments[0] == 1.7 && moments[1].isNaN && back.labels == record.labels)
    }
}
