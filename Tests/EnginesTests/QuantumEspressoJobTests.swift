import Crystals
@testable import Engines
import Foundation
import TestKit
import Testing

@Suite("Folders for Quantum ESPRESSO")
struct QuantumEspressoJobTests {
    @Test("A folder holds its inputs, a page and a script that can be run")
    func written() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "espresso-\(UUID().uuidString)").path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let job = try QuantumEspressoJob(
            name: "mp-1639", crystal: SampleCrystals.tetrahedral("B", "N", a: 3.615))
        let place = try job.write(into: folder)
        #expect(place == folder + "/mp-1639")
        let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        #expect(
            names == ["README.md", "dynmat.in", "phonon.in", "relax.in", "run.sh", "scf.in"])
        for file in job.files {
            let text = try String(contentsOfFile: place + "/" + file.name, encoding: .utf8)
            #expect(text == file.text && !text.isEmpty)
        }
        #expect(FileManager.default.isExecutableFile(atPath: place + "/run.sh"))
        #expect(!FileManager.default.isExecutableFile(atPath: place + "/relax.in"))
        // The same crystal again gives the same bytes.
        let again = try QuantumEspressoJob(
            name: "mp-1639", crystal: SampleCrystals.tetrahedral("B", "N", a: 3.615))
        #expect(again.files == job.files)
    }

    @Test("The script is a correct shell script, and names a pseudopotential it cannot find")
    func script() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "espresso-\(UUID().uuidString)").path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let job = try QuantumEspressoJob(
            name: "WC", crystal: SampleCrystals.tetrahedral("W", "C", a: 4.4))
        let place = try job.write(into: folder)
        #expect(try run("-n", place + "/run.sh").status == 0)
        let (status, output) = try run(place + "/run.sh")
        #expect(status == 2)
        #expect(output.contains("W.upf") && output.contains("README.md"))
    }

    /// Runs sh.
    private func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test("The page says which potentials have to be found")
    func readme() throws {
        let carbide = try QuantumEspressoJob(
            name: "WC", crystal: SampleCrystals.tetrahedral("W", "C", a: 4.4))
        let page = try #require(carbide.files.first { $0.name == "README.md" }).text
        #expect(page.contains("| W | W.upf | norm-conserving | **to be found** |"))
        #expect(page.contains("| C | C.pbe-n-kjpaw_psl.0.1.UPF | PAW | Debian"))
        #expect(carbide.absentPseudopotentials.map(\.fileName) == ["W.upf"])
        let nitride = try QuantumEspressoJob(
            name: "BN", crystal: SampleCrystals.tetrahedral("B", "N", a: 3.615))
        #expect(nitride.absentPseudopotentials.isEmpty)
        #expect(try #require(nitride.files.first).text.contains("to be found") == false)
    }

    @Test(
        "Any name becomes a folder's name",
        arguments: [
            ("mp-1639", "mp-1639"), ("a/b c", "a_b_c"), ("", "crystal"), ("..", "crystal.."),
            ("-rf", "crystal-rf"), ("Al₂O₃'s", "Al_O__s"), ("x\n$(id)", "x___id_"),
        ])
    func names(name: String, expected: String) {
        #expect(QuantumEspressoJob.folderName(name) == expected)
        #expect(QuantumEspressoJob.folderName(String(repeating: "é", count: 500)).count == 60)
    }

    @Test("What is no ordered crystal is refused with the reason")
    func refused() throws {
        let (iron, nickel) = (try SampleCrystals.element("Fe"), try SampleCrystals.element("Ni"))
        let mixture = Species(components: [
            .init(iron, occupancy: 0.5), .init(nickel, occupancy: 0.5),
        ])
        let origin = Fractional(0, 0, 0)
        func reason(_ lattice: Lattice, _ sites: [Site]) -> String? {
            do {
                _ = try QuantumEspressoJob(
                    name: "x", crystal: Crystal(lattice: lattice, sites: sites))
                return nil
            } catch { return error.description }
        }
        let site = Site(iron, at: origin)
        #expect(reason(.cubic(3), [site]) == nil)
        #expect(
            reason(.cubic(3), [site, Site(mixture, at: origin)])
                == "site 2 is a mixture (Fe 0.5, Ni 0.5); make an ordered supercell first")
        #expect(reason(.cubic(3), []) == "the cell holds no atoms")
        #expect(reason(.cubic(0), [site])?.contains("flat") == true)
        #expect(reason(.cubic(.nan), [site])?.contains("flat") == true)
        #expect(reason(.cubic(1e-200), [site])?.contains("flat") == true)
        #expect(
            reason(.cubic(3), [Site(iron, at: Fractional(.nan, 0, 0))])
                == "the position of site 1 is not finite")
        let many = Element.all.prefix(11).map { Site($0, at: origin) }
        #expect(reason(.cubic(9), many) == "11 elements; pw.x takes at most 10")
    }

    @Test("Dielectric tensor and charges are asked for in insulators only")
    func phonons() throws {
        let crystal = try SampleCrystals.tetrahedral("C", "C", a: 3.567)
        for (gap, expected) in [(5.0, ".true."), (0, ".false.")] {
            let job = try QuantumEspressoJob(
                name: "c", crystal: crystal, settings: .suggested(for: crystal, bandGap: gap))
            let text = try #require(job.files.first { $0.name == "phonon.in" }).text
            #expect(text.contains("epsil = \(expected)") && text.hasSuffix("0.0 0.0 0.0\n"))
        }
    }

    @Test("Fortran strings keep their quotes")
    func quotes() {
        var list = Namelist("X")
        list["a"] = .text("it's")
        list["b"] = .integer(1)
        list["a"] = .text("'")
        #expect(list.text == "&X\n  b = 1\n  a = ''''\n/")
    }

    /// Writes inputs for Scripts/check-espresso-inputs.sh, which runs the real pw.x on them.
    @Test(
        "Inputs for every pseudopotential of Debian are written where asked",
        .enabled(if: checkFolder != nil, "set KIMBERLITE_ESPRESSO_FOLDER to write them"))
    func inputsForChecking() throws {
        let folder = try #require(Self.checkFolder)
        var crystals = try Self.latticeConstants.map { symbol, a in
            (symbol, try SampleCrystals.closePacked(symbol, a: a))
        }
        let wurtzite = try SampleCrystals.wurtzite("B", "N", a: 2.553, c: 4.228)
        crystals += [
            ("diamond", try SampleCrystals.tetrahedral("C", "C", a: 3.567)),
            ("silicon", try SampleCrystals.tetrahedral("Si", "Si", a: 5.431)),
            ("wurtzite-BN", wurtzite), ("left-handed-BN", SampleCrystals.mirrored(wurtzite)),
            ("RhO", try SampleCrystals.tetrahedral("Rh", "O", a: 4.6)),
            ("FeSi", try SampleCrystals.tetrahedral("Fe", "Si", a: 5.0)),
        ]
        for (name, crystal) in crystals {
            let gap = ["diamond": 5.0, "silicon": 1.1, "wurtzite-BN": 6, "left-handed-BN": 6][name]
            let settings = PlaneWaveSettings.suggested(for: crystal, bandGap: gap)
            try QuantumEspressoJob(name: name, crystal: crystal, settings: settings)
                .write(into: folder)
        }
        #expect(crystals.count == Pseudopotential.debian.count + 6)
    }

    static let checkFolder = ProcessInfo.processInfo.environment["KIMBERLITE_ESPRESSO_FOLDER"]

    /// Face-centred cells of about the right volume, Å.
    static let latticeConstants: [(String, Double)] = [
        ("H", 2.9), ("B", 2.9), ("C", 3.1), ("N", 3.1), ("O", 3.2), ("Si", 3.9), ("Cr", 3.6),
        ("Fe", 3.5), ("Ni", 3.52), ("Cu", 3.615), ("Ge", 4.2), ("Rh", 3.80), ("I", 5.0),
    ]
}
