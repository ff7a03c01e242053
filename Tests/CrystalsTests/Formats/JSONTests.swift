import TestKit
import Testing

@testable import Crystals

@Suite("JSON")
struct JSONTests {
    private func only(_ text: String) throws -> ExaminedInput {
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: "a.jsonl"))
        #expect(inputs.count == 1)
        return try #require(inputs.first)
    }

    @Test("Members may stand in any order, with spaces, escapes and nested fields between them")
    func oddOrder() throws {
        let input = try only(
            """
             {"extra" : {"lattice":[1,{"frac":"]}\\""}]} ,"frac":[[0,0,0] , [0.5,0.5,0.5]],\
            "\\u004b":440.5,"z":[6.0,14],"note":"a \\"quoted\\" \\\\ \\ud83d\\ude00 word",\
            "lattice" :[[3,0,0],[0,3,0],[0,0,3e0]], "id":"caf\\u00e9\\n1"}
            """)
        let record = try #require(input.verdict.record)
        #expect(record.id == "café\n1")
        #expect(record.labels == ["K": 440.5])
        #expect(record.crystal.lattice == .cubic(3))
        #expect(record.crystal.sites.map(\.species.components[0].element.atomicNumber) == [6, 14])
    }

    @Test(
        "A formula that the sites do not have is warned of, another spelling of it is not",
        arguments: [
            ("SiC", true), ("CSi", true), ("Si4C4", true), ("Si0.502C0.498", true), ("Si", false),
            ("SiC2", false), ("silicon carbide", true),
        ])
    func formula(text: String, isFine: Bool) throws {
        let input = try only(
            #"{"formula":"\#(text)","lattice":[[3,0,0],[0,3,0],[0,0,3]],"z":[14,6],"#
                + #""frac":[[0,0,0],[0.5,0.5,0.5]]}"#)
        #expect(input.verdict.record != nil)
        #expect(input.verdict.findings.map(\.category) == (isFine ? [] : [.conflictingContents]))
        let finding = input.verdict.findings.first?.message
        #expect(isFine || finding?.contains("hold CSi, which is not the record's formula") == true)
    }

    @Test("The strings that are written are read")
    func strings() throws {
        for text in ["plain", "a\"b\\c/d", "tab\tline\nreturn\r\u{1}", "é∂😀"] {
            let value = try JSONValue(parsing: Array(JSONText.string(text).utf8))
            #expect(try value.string() == text)
        }
    }

    @Test(
        "Texts that break off and texts that are wrong are told apart",
        arguments: [
            ("{\"a\":[1,2", true), ("{\"a\":\"b", true), ("{\"a\"", true), ("{", true),
            ("{\"a\":[1,2}}", false), ("{\"a\":1}}", false), ("{]", false), ("nope!", false),
        ])
    func failures(text: String, isEnd: Bool) {
        do {
            _ = try JSONValue(parsing: Array(text.utf8)).object()
            Issue.record("\(text) was read")
        } catch {
            #expect(error.isEnd == isEnd, "\(error)")
        }
    }

    @Test("A hundred thousand open brackets do not exhaust the stack")
    func depth() throws {
        let deep = String(repeating: "[", count: 100_000)
        let input = try only("{\"z\":\(deep)")
        guard case .rejected(let finding) = input.verdict else {
            Issue.record("accepted")
            return
        }
        #expect(finding.category == .truncated)
        let closed = try only("{\"z\":\(deep)\(String(repeating: "]", count: 100_000))}")
        #expect(closed.verdict.status == "rejected")
    }

    @Test("pymatgen's dictionary is read: parameters for a matrix, charges, mixed sites")
    func pymatgen() throws {
        let input = try only(
            """
            {"@module":"pymatgen.core.structure","@class":"Structure","charge":0,"lattice":\
            {"a":4,"b":4,"c":4,"alpha":90,"beta":90,"gamma":90},"sites":[{"species":[{"element":"Fe",\
            "oxidation_state":3.0,"occu":0.5},{"element":"Mn2+","occu":0.25}],"abc":[0,0,0]},\
            {"species":[{"element":"O","occu":1}],"xyz":[2,2,2],"properties":{"magmom":1}}]}
            """)
        let crystal = try #require(input.verdict.record).crystal
        #expect(crystal.sites[0].species.components.map(\.element.symbol) == ["Mn", "Fe"])
        #expect(crystal.sites[0].species.components.map(\.occupancy) == [0.25, 0.5])
        #expect(crystal.sites[1].position == Fractional(0.5, 0.5, 0.5))
    }

    @Test("An OPTIMADE response gives its entries; vacancies lower the occupancy")
    func optimade() throws {
        let text = """
            {"meta":{"data":[7]},"data":[{"id":"x1","type":"structures","attributes":{"dimension_types":\
            [1,1,1],"lattice_vectors":[[4,0,0],[0,4,0],[0,0,4]],"cartesian_site_positions":[[0,0,0],\
            [2,2,2]],"species_at_sites":["A","O"],"species":[{"name":"A","chemical_symbols":["Ti",\
            "vacancy"],"concentration":[0.75,0.25],"mass":[47.9,0]},{"name":"O","chemical_symbols":\
            ["O"],"concentration":[1]}],"_exmpl_gap":1.5}},{"id":"x2","attributes":{}}],"links":{}}
            """
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: "a.json"))
        #expect(inputs.map(\.id) == ["x1", "x2"])
        let record = try #require(inputs.first?.verdict.record)
        #expect(record.crystal.sites[0].species.components.map(\.occupancy) == [0.75])
        #expect(record.labels == ["_exmpl_gap": 1.5])
        #expect(inputs[1].verdict.findings.map(\.category) == [.missingField])
    }

    @Test("A single OPTIMADE entry, a list of structures and a nested structure are read")
    func shapes() throws {
        let structure = PymatgenJSON().text(of: SampleCrystals.ordered[0]).dropLast()
        let entry = OptimadeJSON().text(of: SampleCrystals.ordered[0]).dropLast()
        let texts = [
            "{\"data\":\(entry)}", "{\"structures\":[\(structure)]}", "[\(structure)]",
            "{\"material_id\":\"rock-salt\",\"structure\":\(structure),\"K\":24.5,\"e_form\":-2.0625}",
        ]
        for text in texts {
            let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: "a.json"))
            let record = try #require(inputs.first?.verdict.record, "\(text.prefix(40))")
            #expect(inputs.count == 1)
            #expect(record.id == "rock-salt")
            #expect(record.crystal.sites.count == 8)
            #expect(record.labels == ["K": 24.5, "e_form": -2.0625])
        }
    }
}
