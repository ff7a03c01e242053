internal import Crystals
internal import Foundation
internal import Learning

/// The files that a training reads, by their contents.
struct InputFingerprint {
    /// In the order in which they are read.
    private let files: [File]
    /// Whether the same crystals can be had again: not from standard input.
    let isRepeatable: Bool

    private struct File {
        var path: String
        /// Of the contents; empty where there is no such file.
        var sha256: String
        /// nil where there is no such file.
        var state: FileState?
    }

    init(_ inputs: [String]) throws(FileError) {
        isRepeatable = !inputs.contains("-")
        var files: [File] = []
        for path in inputs.flatMap({ CrystalInputs.files(of: $0) }) {
            let isReadable = FileManager.default.isReadableFile(atPath: path)
            files.append(
                File(
                    path: path, sha256: isReadable ? try ContentHash.sha256(ofFile: path) : "",
                    state: FileState(of: path)))
        }
        self.files = files
    }

    /// The hash of each file's contents, by path.
    var hashes: [String: String] {
        Dictionary(files.map { ($0.path, $0.sha256) }) { first, _ in first }
    }

    /// What decides, with the plan, which rows a dataset has: names, because ids are made of them, and
    /// contents.
    var description: String {
        files.map { "\($0.path) \($0.sha256)" }.joined(separator: "\n")
    }

    /// - Throws: Where a file is not what it was when it was hashed.
    func checkUnchanged() throws(CommandFailure) {
        for file in files where FileState(of: file.path) != file.state {
            throw CommandFailure("\(file.path) has changed while it was read; start again")
        }
    }
}
