internal import ArgumentParser

/// `kimberlite inspect`: what every input is, and whether it can be used.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what each input crystal is, and whether it can be used.")

    @OptionGroup var options: CommonOptions

    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String]

    func run() throws {
        throw CommandFailure("not here yet")
    }
}
