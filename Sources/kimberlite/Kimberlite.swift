internal import ArgumentParser
internal import Foundation

/// The program: one verb a file, in Commands/.
@main
struct Kimberlite: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kimberlite",
        abstract: "Finds superhard materials: crystal files in, a ranked shortlist out.",
        version: "0.5.0",
        subcommands: [
            Inspect.self, Convert.self, Train.self, Evaluate.self, Predict.self, Discover.self,
            PhysicsCommand.self, Import.self, Duplicates.self, Superconductors.self,
            LearningCurve.self, Search.self,
            Diagnose.self, Serve.self,
        ])

    /// Runs the command line. Results go to standard output, everything else to standard error;
    /// the exit code is 0 only on success.
    static func main() {
        MatrixKernels.chooseForProcessor()
        Interruption.install()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            Console.error(failure.message)
            Foundation.exit(failure.exitCode)
        } catch {
            stop(on: error)
        }
    }

    /// Help and usage errors are the parser's own; any other error is a sentence and code 1.
    private static func stop(on error: any Error) -> Never {
        if exitCode(for: error) != .failure || error is ExitCode { exit(withError: error) }
        Console.error(String(describing: error))
        Foundation.exit(1)
    }
}
