internal import ArgumentParser
internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning
internal import Store
internal import Synchronization

/// `kimberlite discover`: crystals in, a ranked shortlist of superhard materials out.
struct Discover: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ranks crystals by hardness and toughness, and says why.",
        discussion: """
            Crystals come from INPUT, or are made by the program itself where none is given. Networks \
            predict their moduli, the best climb a ladder of accuracy, and the folder gets \
            candidates.csv, shortlist.csv, rejected.csv, ashby.svg, report.html, a CIF and inputs \
            for Quantum ESPRESSO for each crystal of the shortlist. A run that was stopped goes on \
            where it stopped when the same command is given again.

            The rank is by Pareto front of hardness and fracture toughness, of each the lower end of the \
            90 % interval, so that of two alike the surer stands first; crystals that pass the filters \
            of the second rung come before all others. The status says how far a crystal came:

              filtered     stopped by a filter; ranked below all that passed
              screened     passed the filters, but all places were taken
              refined      was on the second rung (Debye model), and stopped there
              shortlisted  passed every rung

            candidates.csv: K, G, E, hardness in GPa; toughness in MPa·m^½; e_form in eV/atom; \
            K, G, hardness, toughness and e_form with NAME_low and NAME_high, their 90 % intervals, of hardness and toughness for the errors of the moduli \
            and not those of the formulas; volume_per_atom in Å³; debye_temperature in K; band_gap in eV; synthesizability from 0 to 1, how much a crystal is like \
            those that were made. The moduli are for 0 K. e_form, band_gap and synthesizability are empty \
            where another filter of the second rung has stopped the crystal, for they would decide nothing; \
            a ladder without filters, or predict, has them of all.

            shortlist.csv has besides: hardness_chen, hardness_tian in GPa and toughness_niu in \
            MPa·m^½ by other formulas; density in g/cm³; sound_velocity in m/s; grueneisen; at 300 K, \
            heat_capacity and entropy in J/(mol·K) per mole of atoms, thermal_expansion_volumetric in \
            1/K (three times the linear one), and thermal_conductivity in W/(m·K) by Slack's formula, \
            which is right within a factor of two or three.

            --ladder takes YAML: ranking (lower-ends or predictions), and rungs, a list, each with a name, a kind (networks, debye, \
            dft-inputs), a budget (how many it takes), and filters: formation_energy_max, \
            hardness_min, toughness_min, debye_temperature_min, \
            synthesizability_min, atoms_max, avoid, require, metals \
            (keep, exclude), distinct (off, formula, formula-and-spacegroup: of crystals with \
            one formula, space group and structure, and volume within 10 %, the \
            best-placed). The built-in one:

            \(Ladder.standard.yaml.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var models: ModelArguments
    @OptionGroup var plan: DiscoveryArguments

    @Option(name: .shortAndLong, help: "The folder of the results.")
    var output: String

    @Flag(name: .long, help: "Begin anew, even if the folder holds a run.")
    var restart = false

    func run() throws {
        options.apply()
        let started = ContinuousClock.now
        // What is quickly seen to be wrong comes before what takes time.
        let ladder = try plan.loadLadder()
        let predictors = try models.load()
        let discovery = try plan.discovery(
            ladder, models: predictors, named: models.model, isQuiet: options.quiet, output: output)
        let folder = try DiscoveryFolder(output, restarting: restart)
        let run = try discovery.run(in: folder)
        try predict(discovery, run, into: folder)
        let summary = try finish(discovery, run, in: folder, models: predictors)
        folder.log("finished", after: ContinuousClock.now - started)
        try folder.store.checkpoint()
        DiscoverySummary(summary: summary, folder: output, ladder: run.ladder)
            .show(isJSON: options.json, isQuiet: options.quiet)
        if summary.funnel.ranked == 0 {
            throw CommandFailure(
                "none of the \(grouped(summary.funnel.examined)) inputs can be ranked; the reasons are "
                    + "in \(output)/rejected.csv")
        }
    }

    /// The first rung, with a bar; Ctrl-C ends it after the chunk in hand.
    private func predict(
        _ discovery: DiscoveryJob, _ run: ScreeningRun, into folder: DiscoveryFolder
    ) throws {
        let done = try folder.ledger.entriesExamined()
        let bar = ProgressBar(
            "screening", total: try discovery.source.count(), unit: "crystals",
            isQuiet: options.quiet)
        if done > 0 { bar.resume(at: done) }
        folder.log(done == 0 ? "started" : "resumed at \(done)")
        let hasWarned = Atomic<Bool>(false)
        let isComplete = try run.predict(
            discovery.source, threads: options.threadCount,
            isInterrupted: { Interruption.isRequested },
            onProgress: { progress in
                // A run that is found finished does not go on with anything.
                if let others = run.otherArithmetic, !hasWarned.exchange(true, ordering: .relaxed) {
                    Console.warning(others.warning(goingOnWith: .present, "screening"))
                }
                bar.advance(to: progress.examined, detail: Self.detail(progress))
            })
        bar.finish()
        guard isComplete else {
            let examined = try folder.ledger.entriesExamined()
            folder.log("interrupted at \(examined)")
            throw CommandFailure.interrupted(
                "stopped after \(grouped(examined)) crystals; the same command goes on from there")
        }
        if try folder.ledger.entriesExamined() == 0 {
            throw CommandFailure("there was nothing to screen")
        }
    }

    private static func detail(_ progress: FirstRung.Progress) -> String? {
        guard let crystal = progress.hardest, let hardness = crystal.quantities[.hardness] else {
            return nil
        }
        return "\(crystal.formula) \(figures(hardness, 3)) GPa"
    }

    private func finish(
        _ discovery: DiscoveryJob, _ run: ScreeningRun, in folder: DiscoveryFolder,
        models: [ModelPredictor]
    ) throws -> ScreeningReport.Summary {
        if !options.quiet { Console.note("ranking, and writing \(output)") }
        folder.log("ranking")
        let exports = ScreeningReport.Exports(
            cif: { CIF().text(of: $0) }, dftInputs: DFTInputs.files,
            qualities: models.flatMap(\.qualities).filter {
                Quantity(rawValue: $0.property) != nil
            },
            landmarks: LandmarkEstimate.all(by: discovery.models))
        let report = ScreeningReport(
            run: run, ranking: try run.rank(), ledger: folder.ledger, exports: exports)
        return try report.write(to: output)
    }
}
