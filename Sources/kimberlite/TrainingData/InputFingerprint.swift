internal import Crystals
internal import Foundation
internal import Learning

/// The files that a training reads, by their contents.
struct InputFingerprint {
    private let inputs: [String]
    /// Files that are read besides the crystals.
    private let tables: [String]
    /// In the order in which they are read.
    private let files: [File]
    /// Whether the same crystals can be had again: not from standard input or a pipe.
    let isRepeatable: Bool

    private struct File {
        var path: String
        /// Of the contents; empty where there is no such file.
        var sha256: String
        /// nil where there is no such file.
        var state: FileState?
    }

    init(_ inputs: [String], tables: [String] = []) throws(FileError) {
        (self.inputs, self.tables) = (inputs, tables)
        let paths = Self.paths(inputs) + tables
        isRepeatable = !inputs.contains("-") && paths.allSatisfy(FileState.isRepeatable)
        var files: [File] = []
        for path in paths where FileState.isRepeatable(path) {
            // Before its contents are read: a change meanwhile must be seen.
            let state = FileState(of: path)
            let isReadable = FileManager.default.isReadableFile(atPath: path)
            files.append(
                File(
                    path: path, sha256: isReadable ? try ContentHash.sha256(ofFile: path) : "",
                    state: state))
        }
        self.files = files
    }

    /// The hash of each file's contents, by path.
    var hashes: [String: String] {
        Dictionary(files.map { ($0.path, $0.sha256) }) { first, _ in first }
    }

    /// As a model's card names them.
    ///
    /// - Parameter counts: paths with the rows that are learned from.
    func files(_ counts: [(path: String, rows: Int)]) -> [ModelCard.DataFile] {
        let hashes = hashes
        return counts.map { path, rows in
            ModelCard.DataFile(
                name: URL(fileURLWithPath: path).lastPathComponent, sha256: hashes[path] ?? "",
                rows: rows)
        }
    }

    /// What decides, with the plan, which rows a dataset has: names, because ids are made of them, and
    /// contents.
    var description: String {
        files.map { "\($0.path) \($0.sha256)" }.joined(separator: "\n")
    }

    private static func paths(_ inputs: [String]) -> [String] {
        inputs.flatMap { CrystalInputs.files(of: $0) }
    }

    /// - Throws: Where a file is not what it was when it was hashed, or the inputs have other files.
    func checkUnchanged() throws(CommandFailure) {
        let paths = files.map(\.path)
        let present = (Self.paths(inputs) + tables).filter(FileState.isRepeatable)
        for path in Set(present).symmetricDifference(
            paths
        ).sorted().prefix(1) {
            throw CommandFailure("\(path) has come or gone while the inputs were read; start again")
        }
        for file in files where FileState(of: file.path) != file.state {
            throw CommandFailure("\(file.path) has changed while it was read; start again")
        }
    }
}
