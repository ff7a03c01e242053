internal import ArgumentParser

/// `kimberlite convert`: from any format into any other.
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Converts crystals from any format into another.")

    @OptionGroup var options: CommonOptions

    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String]

    func run() throws {
        throw CommandFailure("not here yet")
    }
}
