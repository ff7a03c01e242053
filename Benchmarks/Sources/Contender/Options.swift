import Foundation
import Tensors

/// The arguments, as the peers take them.
struct Options {
    var work: String
    /// Files that all contenders share.
    var folder: URL
    /// Crystals to choose the shared ones from.
    var source = ""
    /// Structures.
    var count = 0
    var threads = 2

    init(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { throw Failure("no work is named") }
        work = arguments[1]
        var folder: URL?
        for (name, value) in Self.pairs(Array(arguments.dropFirst(2))) {
            switch name {
            case "--folder": folder = URL(filePath: value)
            case "--source": source = value
            case "--count": count = Int(value) ?? 0
            case "--threads": threads = Int(value) ?? 0
            default: throw Failure("there is no option \(name)")
            }
        }
        guard let folder, count > 0, threads > 0 else {
            throw Failure("--folder, --count and --threads are needed")
        }
        self.folder = folder
    }

    private static func pairs(_ words: [String]) -> [(String, String)] {
        stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
    }

    func file(_ name: String) -> String { folder.appending(path: name).path }
}

struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// What the program does at its start (`Arithmetic.swift` of the command line): OpenBLAS reads the
/// variable only when it is loaded.
enum MatrixKernels {
    static func chooseForProcessor() {
        #if os(Linux)
            guard getenv(variable) == nil, BLAS.coreName == "Prescott",
                let better = BLAS.coreNameForProcessor
            else { return }
            setenv(variable, better, 1)
            var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
            execv("/proc/self/exe", &arguments)
        #endif
    }

    private static let variable = "OPENBLAS_CORETYPE"
}
