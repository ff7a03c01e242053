internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Physics

/// `kimberlite physics`: everything that follows from moduli, without any learning.
struct PhysicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "physics",
        abstract: "Hardness, toughness and thermal properties from elastic moduli.",
        discussion: """
            With two moduli: Young's modulus, Poisson's ratio and hardness by three models. With \
            the volume per atom, fracture toughness too; with the mass (or the formula), sound \
            velocities, the Debye temperature and thermal properties.

              kimberlite physics --bulk 442 --shear 535 --volume-per-atom 5.67 --formula C
              kimberlite physics --stiffness quartz.txt

            A stiffness file holds the 6×6 matrix in GPa, order xx yy zz yz xz xy, or the 21 \
            numbers of its upper triangle, row by row; # starts a comment.
            """)

    @OptionGroup var options: CommonOptions

    @Option(parsing: .unconditional, help: ArgumentHelp("Bulk modulus, GPa.", valueName: "GPa"))
    var bulk: Double?

    @Option(parsing: .unconditional, help: ArgumentHelp("Shear modulus, GPa.", valueName: "GPa"))
    var shear: Double?

    @Option(help: ArgumentHelp("Stiffness matrix instead of the moduli, or - .", valueName: "file"))
    var stiffness: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Volume per atom, Å³.", valueName: "Å3"))
    var volumePerAtom: Double?

    @Option(parsing: .unconditional, help: ArgumentHelp("Mean atomic mass, u.", valueName: "u"))
    var mass: Double?

    @Option(help: "Chemical formula: gives the mass, and the warning for metals.")
    var formula: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Atoms in the primitive cell, for Slack's conductivity.", valueName: "n"))
    var atomsPerCell: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Temperature, K.", valueName: "K"))
    var temperature = 300.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Linear thermal expansion known otherwise, to compare with the bound.",
            valueName: "1/K"))
    var expansion: Double?

    func validate() throws {
        if stiffness != nil {
            guard bulk == nil, shear == nil else {
                throw ValidationError("Give --stiffness, or --bulk and --shear, not both.")
            }
        } else if bulk == nil || shear == nil {
            throw ValidationError("Give --bulk and --shear, or --stiffness.")
        }
        if mass != nil, formula != nil {
            throw ValidationError("Give --mass or --formula, not both.")
        }
        if mass != nil || expansion != nil, volumePerAtom == nil {
            throw ValidationError("Thermal properties need --volume-per-atom.")
        }
        if let expansion, !expansion.isFinite {
            throw ValidationError("--expansion takes a finite number.")
        }
        if expansion != nil, mass == nil, formula == nil {
            throw ValidationError("--expansion needs --mass or --formula.")
        }
    }

    func run() throws {
        do {
            let report = try makeReport()
            if options.json { return Console.line(try report.json()) }
            for line in report.lines { Console.line(line) }
            if !options.quiet { for note in notes { Console.note(note) } }
        } catch let error as InvalidQuantity {
            throw CommandFailure(error.description)
        } catch let error as StiffnessError {
            let place = stiffness == "-" ? "standard input" : stiffness ?? ""
            throw CommandFailure("\(place): \(error)")
        } catch let error as FormulaError {
            throw CommandFailure("--formula: \(error)")
        }
    }

    private func makeReport() throws -> PhysicsReport {
        var report = PhysicsReport()
        let moduli = try elasticity(&report)
        let composition = try formula.map { try Composition(formula: $0) }
        let isMetallic = composition?.isMetallic ?? false
        guard let volumePerAtom else {
            report.add(moduli)
            report.caveats = ModelCaveat.mechanical(moduli, isMetallic: isMetallic)
            return report
        }
        guard let mass = mass ?? composition.map({ $0.mass / $0.total }) else {
            report.add(
                try MechanicalEstimate(
                    bulk: moduli.bulk, shear: moduli.shear, volumePerAtom: volumePerAtom))
            return report
        }
        let estimate = try MaterialEstimate(
            bulk: moduli.bulk, shear: moduli.shear, volumePerAtom: volumePerAtom,
            meanAtomicMass: mass, atomsPerCell: atomsPerCell ?? 1, temperature: temperature,
            isMetallic: isMetallic)
        report.add(estimate, showsSlack: atomsPerCell != nil, linearExpansion: expansion)
        return report
    }

    /// The moduli as given, or averaged from the stiffness, which adds its own lines.
    private func elasticity(_ report: inout PhysicsReport) throws -> ElasticModuli {
        guard let stiffness else {
            return try ElasticModuli(bulk: bulk ?? .nan, shear: shear ?? .nan)
        }
        let matrix = try Stiffness(text: try Self.text(stiffness))
        let moduli = try matrix.moduli(.hill)
        try report.add(matrix)
        return moduli
    }

    /// What could be had with one more option.
    private var notes: [String] {
        if volumePerAtom == nil {
            return ["note: fracture toughness needs --volume-per-atom"]
        }
        if mass == nil, formula == nil {
            return ["note: thermal properties and the warning for metals need --formula"]
        }
        var notes: [String] = []
        if formula == nil { notes.append("note: the warning for metals needs --formula") }
        if atomsPerCell == nil {
            notes.append("note: Slack's conductivity needs --atoms-per-cell")
        }
        return notes
    }

    private static func text(_ path: String) throws(CommandFailure) -> String {
        do {
            let data =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(filePath: path))
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw CommandFailure("cannot read \(path): \(error.localizedDescription)")
        }
    }
}
