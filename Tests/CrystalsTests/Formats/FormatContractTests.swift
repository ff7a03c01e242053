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
            (.optimade, FormatPrecision(position: 1e-15 * 8)),
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
            of: ExtendedXYZ(), records: SampleCrystals.ordered,
            precision: FormatPrecision(position: 1e-15 * 8))
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
