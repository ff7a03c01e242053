import Crystals
import Foundation
import TestKit
import Testing

@Suite("Formats")
struct FormatContractTests {
    @Test(
        "What is written in a format is read back",
        arguments: [
            (FormatName.jsonl, FormatPrecision()), (.json, FormatPrecision()),
            (.optimade, FormatPrecision()),
            (.cif, FormatPrecision(keepsFrame: false)),
        ])
    func everyCrystal(name: FormatName, precision: FormatPrecision) {
        let broken = brokenPromises(
            of: name.format, records: SampleCrystals.all, precision: precision)
        #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
    }

    @Test("Extended XYZ keeps ordered crystals")
    func extendedXYZ() {
        let broken = brokenPromises(
            of: ExtendedXYZ(), records: SampleCrystals.ordered, precision: FormatPrecision())
        #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
    }

    @Test("POSCAR keeps ordered crystals; the first line is a comment and no id")
    func poscar() {
        let records = SampleCrystals.ordered.map { record in
            CrystalRecord(id: record.id, crystal: record.crystal, source: record.source)
        }
        let broken = brokenPromises(of: POSCAR(), records: records, precision: FormatPrecision())
        #expect(broken == records.map { "\($0.id): id is missing" })
    }

    @Test(
        "The noise of arithmetic is not written, and reading and writing again changes no byte",
        arguments: FormatName.allCases)
    func noise(name: FormatName) throws {
        #expect("\(Self.graphite.lattice.b.x)".count > 10, "the sample has no noise")
        let record = CrystalRecord(
            id: "graphite", crystal: Self.graphite, source: Source(file: "sample"))
        let text = try name.format.text(of: record)
        let decimals = text.matches(of: #/\.(\d+)/#).map(\.1.count)
        #expect(decimals.count > 20)
        #expect(decimals.allSatisfy { $0 <= (name == .cif ? 10 : 12) })
        #expect(text.contains("-1.23065") == (name != .cif), "\(text)")
        #expect(!text.contains("-1.230649"))
        let read = CrystalInputs(bytes: Array(text.utf8), named: "graphite.\(name.suffix)")
        let back = try #require(Array(read).first?.verdict.record)
        #expect(try name.format.text(of: back) == text)
    }

    @Test("A crystal goes through every format, and the CIF at the end has the cell of the first")
    func chain() throws {
        var record = CrystalRecord(
            id: "graphite", crystal: Self.graphite, source: Source(file: "sample"))
        let first = CIF().text(of: record)
        #expect(first.contains("_cell_length_b 2.4613\n"))
        #expect(first.contains("_cell_angle_gamma 120.0\n"))
        for name in FormatName.allCases {
            let text = try name.format.text(of: record)
            let inputs = CrystalInputs(bytes: Array(text.utf8), named: "graphite.\(name.suffix)")
            record = try #require(Array(inputs).first?.verdict.record)
        }
        #expect(CIF().text(of: record) == first)
    }

    private static let graphite: Crystal = {
        let lattice = Lattice(
            lengths: SIMD3(2.4613, 2.4613, 6.7079), angles: SIMD3(90, 90, 120))
        let third = 1 / 3.0
        let positions = [(0, 0), (0, 0), (third, 2 * third), (2 * third, third)]
        return Crystal(
            lattice: lattice,
            sites: positions.enumerated().compactMap { index, position in
                Element("C").map {
                    Site($0, at: Fractional(position.0, position.1, index % 2 == 0 ? 0.25 : 0.75))
                }
            })
    }()

    @Test("The contract sees a format that loses something")
    func control() {
        let broken = brokenPromises(
            of: Forgetful(), records: SampleCrystals.ordered, precision: FormatPrecision())
        #expect(broken.contains { $0.contains("sites") })
        #expect(broken.contains { $0.contains("labels") })
        #expect(
            brokenPromises(of: Forgetful(), records: [], precision: FormatPrecision())
                == ["the contract was given nothing to check"])
    }

    @Test(
        "Mixed sites are refused by formats that have no word for them",
        arguments: [
            FormatName.poscar, .extxyz,
        ])
    func notExpressible(name: FormatName) {
        let record = SampleCrystals.all[2]
        #expect(throws: Finding.self) { try name.format.text(of: record) }
    }

    @Test("Every format is recognised by its name and by its text", arguments: FormatName.allCases)
    func detection(name: FormatName) throws {
        let text = try name.format.text(of: SampleCrystals.ordered[0])
        for file in ["sample.\(name.suffix)", "sample.txt"] {
            let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: file))
            #expect(inputs.count == 1)
            #expect(inputs.first?.verdict.record?.crystal.sites.count == 8, "\(file)")
        }
    }
}

/// Drops the last site and all labels.
private struct Forgetful: CrystalFormat {
    var name: FormatName { .jsonl }
    var enclosure: Enclosure? { .plain }
    func reader(of bytes: ByteReader) -> any RecordReader { JSONLines().reader(of: bytes) }
    func text(of record: CrystalRecord) -> String {
        var less = record
        less.crystal.sites.removeLast()
        less.labels = [:]
        return JSONLines().text(of: less)
    }
}
