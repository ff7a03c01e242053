import Foundation
import TestKit
import Testing

@testable import Crystals

@Suite("Broken inputs")
struct BadFileTests {
    @Test("Every bad file gets the verdicts it should, each with a sentence")
    func verdicts() throws {
        #expect(BadFile.all.count >= 60)
        #expect(Set(BadFile.all.map(\.name)).count == BadFile.all.count)
        for file in BadFile.all {
            let inputs = Array(CrystalInputs(bytes: file.bytes, named: file.name))
            let found = inputs.map {
                $0.verdict.record == nil ? $0.verdict.findings[0].category : nil
            }
            let reasons = "\(file.name): \(inputs.flatMap(\.verdict.findings))"
            #expect(found == file.expected, "\(reasons)")
            for finding in inputs.flatMap(\.verdict.findings) {
                #expect(finding.message.count > 20 && finding.message.count < 400, "\(finding)")
                #expect(!finding.message.contains { $0.isNewline })
            }
        }
    }

    @Test("A folder of all of them adds up, and gives the same verdicts from disk")
    func folder() throws {
        try withTemporaryFolder { folder in
            for file in BadFile.all {
                try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)"))
            }
            var tally = InputTally()
            for input in CrystalInputs([folder]) { tally.count(input) }
            let expected = BadFile.all.flatMap(\.expected)
            #expect(tally.inputs == expected.count)
            #expect(tally.rejected == expected.count { $0 != nil })
            #expect(tally.rejections.values.reduce(0, +) == tally.rejected)
            #expect(tally.accepted + tally.acceptedWithWarning + tally.rejected == tally.inputs)
            #expect(!tally.hasFailedArguments)
        }
    }

    @Test("Compressed files that are cut or damaged keep what stands before the damage")
    func gzip() throws {
        var random = SplitMix64(seed: 8)
        let lines = (0..<3000).map { _ in
            let x = Double.random(in: 3.9...4.1, using: &random)
            return "{\"lattice\":[[\(x),0,0],[0,4,0],[0,0,4]],\"z\":[55,17],"
                + "\"frac\":[[0,0,0],[0.5,0.5,0.5]]}"
        }
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.jsonl.gz"
            try OutputFile.write(lines.joined(separator: "\n") + "\n", to: path)
            let whole = try Data(contentsOf: URL(filePath: path))
            #expect(Array(CrystalInputs([path])).allSatisfy { $0.verdict.record != nil })
            for keep in [3, 15, whole.count / 2, whole.count - 1] {
                try whole.prefix(keep).write(to: URL(filePath: path))
                let inputs = Array(CrystalInputs([path]))
                #expect(inputs.last?.verdict.findings.map(\.category) == [.damagedGzip], "\(keep)")
                #expect(inputs.dropLast().allSatisfy { $0.verdict.record != nil })
                if keep == whole.count / 2 { #expect(inputs.count > 500) }
            }
            var flipped = whole
            flipped[whole.count / 2] ^= 0xFF
            try flipped.write(to: URL(filePath: path))
            #expect(
                Array(CrystalInputs([path])).contains {
                    $0.verdict.findings.first?.category == .damagedGzip
                })
        }
    }

    @Test("A line of 200 MB is passed over, the one behind it is read")
    func huge() throws {
        let good =
            "{\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[55,17],\"frac\":[[0,0,0],[0.5,0.5,0.5]]}\n"
        try withTemporaryFolder { folder in
            for (name, categories) in [
                ("a.jsonl.gz", [.tooLarge, nil] as [Crystals.Category?]),
                ("a.vasp.gz", [.tooLarge]),
                ("a.cif.gz", [.tooLarge]),
            ] {
                let file = try OutputFile(path: "\(folder)/\(name)")
                let piece = [UInt8](repeating: UInt8(ascii: "7"), count: 1 << 20)
                if name == "a.cif.gz" { try file.write("data_x\n") }
                for _ in 0..<200 { try file.write(piece) }
                try file.write("\n" + good)
                try file.commit()
                let inputs = Array(CrystalInputs(["\(folder)/\(name)"]))
                let found = inputs.map {
                    $0.verdict.record == nil ? $0.verdict.findings[0].category : nil
                }
                #expect(found == categories, "\(name)")
            }
        }
    }
}
