import TestKit
import Testing

@testable import Crystals

@Suite("CIFs with their space group")
struct SymmetricCIFTests {
    private func record(_ crystal: Crystal, _ labels: [String: Double] = [:]) -> CrystalRecord {
        CrystalRecord(
            id: "famous", crystal: crystal, labels: labels, source: Source(file: "sample"))
    }

    private func text(_ crystal: Crystal) throws -> String {
        try CIF().symmetricText(of: record(crystal))
    }

    private func read(_ text: String) throws -> ExaminedInput {
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: "a.cif"))
        #expect(inputs.count == 1)
        return try #require(inputs.first)
    }

    private func checkSame(_ input: ExaminedInput, _ famous: FamousCrystal) throws {
        let crystal = try #require(input.verdict.record, "\(input.verdict.findings)").crystal
        #expect(crystal.sites.count == famous.crystal.sites.count)
        #expect(crystal.composition == famous.crystal.composition)
        #expect(isClose(crystal.volumePerAtom, famous.crystal.volumePerAtom, relative: 1e-6))
        #expect(try Symmetry(crystal).spaceGroup == famous.spaceGroup)
        #expect(Fingerprint(crystal).matches(Fingerprint(famous.crystal)))
    }

    @Test("Read back it is the same crystal, from any cell of it", arguments: FamousCrystal.all)
    func roundTrip(famous: FamousCrystal) throws {
        let text = try text(famous.crystal)
        #expect(text.contains("_space_group_IT_number \(famous.spaceGroup)\n"))
        let input = try read(text)
        #expect(!input.verdict.findings.map(\.category).contains(.conflictingSymmetry))
        try checkSame(input, famous)
        let fromSupercell = try self.text(famous.crystal.supercell(1, 2, 1).primitiveCell())
        try checkSame(try read(fromSupercell), famous)
    }

    @Test(
        "The symbol alone makes the same crystal, without the operators",
        arguments: FamousCrystal.all)
    func symbolAlone(famous: FamousCrystal) throws {
        let text = try text(famous.crystal)
        let bare = text.split(separator: "\n").filter {
            !$0.hasPrefix("'") && !$0.contains("symop")
        }
        let lines = bare.enumerated().filter { index, line in
            // The operators' "loop_" has lost its column.
            !(line == "loop_" && index + 1 < bare.count && bare[index + 1] == "loop_")
        }.map(\.element)
        #expect(lines.count < text.split(separator: "\n").count - 2)
        try checkSame(try read(lines.joined(separator: "\n") + "\n"), famous)
    }

    @Test("Only the sites of the asymmetric unit are written, the others follow")
    func unit() throws {
        let salt = try #require(FamousCrystal.all.first { $0.name == "NaCl" }).crystal
        let text = try text(salt)
        #expect(text.contains("_space_group_name_H-M_alt 'F m -3 m'\n"))
        #expect(text.contains("\nNa1 Na 0.0 0.0 0.0 1.0\nCl2 Cl 0.5 0.0 0.0 1.0\n\n"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("'") } == 192)
        let diamond = try #require(FamousCrystal.all.first { $0.name == "diamond" }).crystal
        #expect(try self.text(diamond).contains("'F d -3 m:1'"))
        #expect(CIF().text(of: record(salt)).contains("'P 1'"))
    }

    @Test("The volume of a cell grows with the cell, other labels stay")
    func labels() throws {
        let salt = try #require(FamousCrystal.all.first { $0.name == "NaCl" }).crystal
        let primitive = try salt.primitiveCell()
        let text = try CIF().symmetricText(of: record(primitive, ["volume": 44.75, "K": 24.5]))
        #expect(try read(text).verdict.record?.labels == ["volume": 179, "K": 24.5])
    }

    @Test("Mixed sites stay mixed, and what has no space group is refused with a sentence")
    func others() throws {
        let mixed = try #require(SampleCrystals.all.last).crystal
        let back = try #require(try read(try text(mixed)).verdict.record).crystal
        #expect(back.composition == mixed.composition)
        var twice = mixed
        twice.sites.append(twice.sites[0])
        do {
            _ = try text(twice)
            Issue.record("two atoms on one point were written")
        } catch let finding as Finding {
            #expect(finding.category == .notExpressible)
            #expect(finding.message.hasSuffix("convert it without --symmetry"))
        }
    }
}
