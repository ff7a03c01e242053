internal import Crystals
internal import Discovery
internal import Engines

/// Quantum ESPRESSO's inputs for the crystals of a shortlist.
enum DFTInputs {
    /// The files of one crystal's folder; of one that the program cannot do, a page that says why.
    static func files(
        _ record: CrystalRecord, _ known: Quantities
    ) -> [ScreeningReport.Exports.File] {
        let crystal = (try? record.crystal.primitiveCell()) ?? record.crystal
        do {
            let settings = PlaneWaveSettings.suggested(for: crystal, bandGap: known[.bandGap])
            let job = try QuantumEspressoJob(
                name: record.id, crystal: crystal, settings: settings)
            return job.files.map {
                .init(name: $0.name, text: $0.text, isExecutable: $0.isExecutable)
            }
        } catch {
            return [
                .init(
                    name: "README.md",
                    text: "# \(record.id)\n\nNo inputs were written: \(error)\n")
            ]
        }
    }

    /// Every file name that ``files(_:_:)`` may use.
    static let names: Set<String> = [
        "README.md", "run.sh", "relax.in", "scf.in", "phonon.in", "dynmat.in",
    ]
}
