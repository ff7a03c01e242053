internal import Crystals
internal import Discovery
internal import Engines

/// What a rung knows of a crystal; what it does not is absent.
struct LadderRow: Encodable {
    var id, formula: String
    var hardness, toughness: Double?
    var hardnessLow, toughnessLow, bulkModulus, shearModulus: Double?

    // The Debye model at 300 K.
    var density, soundVelocity, debyeTemperature, grueneisen, heatCapacity: Double?
    var thermalExpansion, thermalConductivity: Double?

    // Inputs for density-functional calculations.
    var atoms, waveCutoff, densityCutoff: Int?
    var kPoints: [Int]?
    var occupations: String?
    var files: [File]?
    var missingPotentials: [String]?
    var relax: String?
    var objection: String?

    struct File: Encodable {
        var name: String
        var bytes: Int
    }

    init(_ row: ScreenedCrystal) {
        let known = row.quantities
        (id, formula) = (row.id, row.formula)
        (hardness, toughness) = (known[.hardness], known[.toughness])
        (hardnessLow, toughnessLow) = (known[.hardnessLow], known[.toughnessLow])
        (bulkModulus, shearModulus) = (known[.bulkModulus], known[.shearModulus])
    }

    init(refined row: ScreenedCrystal) {
        self.init(row)
        let known = row.quantities
        (density, soundVelocity) = (known[.density], known[.soundVelocity])
        (debyeTemperature, grueneisen) = (known[.debyeTemperature], known[.grueneisenParameter])
        (heatCapacity, thermalExpansion) = (known[.heatCapacity], known[.thermalExpansion])
        thermalConductivity = known[.thermalConductivity]
    }

    /// What would be calculated, as `discover` writes it.
    mutating func write(_ row: ScreenedCrystal, _ structure: Crystal) {
        let crystal = (try? structure.primitiveCell()) ?? structure
        atoms = crystal.sites.count
        do {
            let settings = PlaneWaveSettings.suggested(
                for: crystal, bandGap: row.quantities[.bandGap])
            let job = try QuantumEspressoJob(name: row.id, crystal: crystal, settings: settings)
            (waveCutoff, densityCutoff) = (job.input.waveCutoff, job.input.densityCutoff)
            kPoints = job.input.kPoints.divisions
            occupations = settings.occupations == .fixed ? "fixed" : "smeared"
            files = job.files.map { File(name: $0.name, bytes: $0.text.utf8.count) }
            missingPotentials = job.input.pseudopotentials.filter { !$0.isInDebian }
                .map(\.fileName)
            relax = job.files.first { $0.name == "relax.in" }?.text
        } catch {
            objection = "\(error)"
        }
    }
}
