public import ArgumentParser
public import Crystals

/// `kimberlite convert`: from any format into any other.
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Converts crystals from any format into another.",
        discussion: """
            The output is a file with all crystals (compressed if it ends in .gz), a folder with a \
            file for each (a path that ends in / or is a folder), or - for standard output. \
            Rejected inputs are listed; the exit code is 0 if something was converted, with \
            --strict only if everything was.

            A CIF gets the whole cell in P 1. With --symmetry it gets the conventional cell in its \
            standard setting instead, which moves atoms by up to 0.01 Å to where symmetry has them.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments

    @Option(name: .customLong("to"), help: "The format to write.")
    var format: FormatName

    @Flag(
        name: .long,
        help: "Write CIF with the space group, its operators and the asymmetric unit.")
    var symmetry = false

    @Option(name: .shortAndLong, help: "A file, a folder, or - for standard output.")
    var output: String

    func validate() throws {
        if symmetry, format != .cif {
            throw ValidationError(
                "--symmetry needs --to cif: \(format.rawValue) has no place for a space group.")
        }
    }

    func run() throws {
        options.apply()
        var tally = InputTally()
        var written = 0
        let destination = try Destinations.open(
            output, format, besides: InputPlaces(inputs.inputs))
        let progress = ProgressBar("converting", unit: "crystals", isQuiet: options.quiet)
        let pieces = inputs.crystals.pieces(threads: options.threadCount) { $0.map(converted) }
        for piece in pieces {
            for (input, converted) in zip(piece.inputs, piece.values) {
                try Interruption.check()
                let input = try write(input, converted, to: destination)
                tally.count(input)
                report(input)
                written += input.verdict.record == nil ? 0 : 1
                progress.advance()
            }
        }
        if written > 0 { try destination.close() }
        progress.finish()
        inputs.report(tally, options, namingRejected: false)
        if options.json { Console.line("{\"converted\":\(written),\"inputs\":\(tally.inputs)}") }
        try inputs.judge(tally)
    }

    /// A record in the new format, or why that cannot say it; nil of a rejected input.
    private struct Converted {
        /// Under which the text names the record.
        let id: String
        let text: Result<String, Finding>
    }

    @Sendable private func converted(_ input: ExaminedInput) -> Converted? {
        input.verdict.record.map { record in
            Converted(
                id: record.id,
                text: Result { () throws(Finding) in try text(of: record) })
        }
    }

    /// The input, rejected if the format cannot say it.
    private func write(
        _ input: ExaminedInput, _ converted: Converted?, to destination: any Destination
    ) throws -> ExaminedInput {
        // An id that was there before is another by now.
        let isNamed = converted?.id == input.verdict.record?.id
        guard let converted = isNamed ? converted : self.converted(input) else { return input }
        switch converted.text {
        case .success(let text):
            try destination.write(text, id: input.id)
            return input
        case .failure(let finding):
            var rejected = input
            rejected.verdict = .rejected(finding)
            return rejected
        }
    }

    private func text(of record: CrystalRecord) throws(Finding) -> String {
        try symmetry ? CIF().symmetricText(of: record) : format.format.text(of: record)
    }

    /// Rejections always, warnings unless told to be quiet.
    private func report(_ input: ExaminedInput) {
        for finding in input.verdict.findings {
            let text = "\(input.id) (\(input.source.description)): \(finding.description)"
            if case .rejected = input.verdict {
                Console.note("rejected: \(text)")
            } else if !options.quiet {
                Console.warning(text)
            }
        }
    }
}

extension FormatName: ExpressibleByArgument {}
