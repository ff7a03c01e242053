internal import ArgumentParser
internal import Crystals
internal import Discovery
internal import Foundation
internal import OPTIMADE
internal import Store
internal import Synchronization
internal import Tensors

/// `kimberlite import`: crystals with their labels into a store.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts crystals and their labels into a store.",
        discussion: """
            Every input is kept with its verdict; labels with their units. Importing the same inputs \
            again adds nothing, so an import that was stopped is finished by the same command. \
            'discover --store FILE' screens what the store holds.

            With --optimade the crystals come from a database that speaks OPTIMADE, page by page; what has \
            come is kept, and the same command goes on where one was stopped.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var rules: InputRules
    @OptionGroup var database: DatabaseArguments

    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String] = []

    @Option(name: .long, help: "The store, a SQLite file; made if it is not there.")
    var store: String

    func validate() throws {
        if inputs.isEmpty == (database.optimade == nil) {
            throw ValidationError("Give either inputs or --optimade.")
        }
    }

    /// Inputs of one transaction.
    private static let chunkSize = 512

    func run() throws {
        options.apply()
        let library = try Self.open(store)
        let (tally, kept) =
            if let source = try database.source(rules) {
                try source.fill(library, isQuiet: options.quiet)
            } else {
                try fill(library)
            }
        try CrystalStore(path: store).checkpoint()
        rules.report(tally, options, namingRejected: true)
        try show(kept, tally, library)
        // That nothing is new in a database is no failure.
        if database.optimade == nil || tally.inputs > 0 { try rules.judge(tally) }
    }

    /// While some inputs are read, symmetry is found in others, and others yet are written.
    private func fill(
        _ library: CrystalLibrary
    ) throws -> (InputTally, CrystalLibrary.Tally) {
        let progress = ProgressBar("importing", unit: "crystals", isQuiet: options.quiet)
        let counts = Mutex((InputTally(), CrystalLibrary.Tally()))
        var crystals = rules.crystals(of: inputs).makeIterator()
        let isComplete = try Workers.inOrder(
            next: {
                var chunk: [ExaminedInput] = []
                while chunk.count < Self.chunkSize, let input = crystals.next() {
                    chunk.append(input)
                }
                return chunk.isEmpty ? nil : chunk
            },
            isInterrupted: { Interruption.isRequested },
            work: { $0.map(Self.fileEntry) },
            finish: { entries in
                let kept = try library.add(entries)
                counts.withLock { counts in
                    for entry in entries { counts.0.count(entry.input) }
                    counts.1 += kept
                }
                progress.advance(by: entries.count)
            })
        progress.finish()
        guard isComplete else { throw CommandFailure.interrupted() }
        return counts.withLock { $0 }
    }

    private static func open(_ path: String) throws(CommandFailure) -> CrystalLibrary {
        try library { () throws(StoreError) in try CrystalStore(path: path) }
    }

    /// The library in a store that is left as it is.
    static func openForReading(_ path: String) throws(CommandFailure) -> CrystalLibrary {
        try library { () throws(StoreError) in try CrystalStore(reading: path) }
    }

    private static func library(
        in store: () throws(StoreError) -> CrystalStore
    ) throws(CommandFailure) -> CrystalLibrary {
        do {
            return try CrystalLibrary(try store())
        } catch {
            throw CommandFailure(error.description)
        }
    }

    private static func fileEntry(_ input: ExaminedInput) -> CrystalLibrary.Entry {
        var input = input
        input.source.file = absolute(input.source.file)
        return entry(input)
    }

    static func entry(_ input: ExaminedInput) -> CrystalLibrary.Entry {
        let crystal = input.verdict.record?.crystal
        return CrystalLibrary.Entry(
            input, symmetry: crystal.flatMap { try? CrystalSymmetry($0) })
    }

    private static func absolute(_ file: String) -> String {
        FileManager.default.fileExists(atPath: file)
            ? URL(fileURLWithPath: file).standardized.path : file
    }

    private func show(
        _ kept: CrystalLibrary.Tally, _ tally: InputTally, _ library: CrystalLibrary
    ) throws {
        let counts = try library.counts()
        if options.json {
            let object = [
                "inputs": tally.inputs, "usable": tally.usable, "rejected": tally.rejected,
                "added": kept.added, "changed": kept.changed, "unchanged": kept.unchanged,
                "stored": counts.crystals,
            ]
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
            return Console.line(String(decoding: data, as: UTF8.self))
        }
        if options.quiet { return }
        Console.line(
            "\(grouped(kept.added)) added, \(grouped(kept.changed)) changed, "
                + "\(grouped(kept.unchanged)) there before; \(store) holds "
                + "\(grouped(counts.crystals)) crystals of \(grouped(counts.inputs)) inputs")
    }
}
