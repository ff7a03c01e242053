internal import ArgumentParser
internal import Foundation

/// What every verb takes.
struct CommonOptions: ParsableArguments {
    @Flag(name: .long, help: "Print results only: no progress, no notes.")
    var quiet = false

    @Flag(name: .long, help: "Print results as JSON, one object a line.")
    var json = false

    @Option(
        name: .long,
        help: ArgumentHelp("Threads to use; all cores unless given.", valueName: "n"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 1024, not \(threads).")
        }
    }

    /// Threads asked for, or one for each core.
    var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
