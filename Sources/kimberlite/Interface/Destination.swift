internal import Crystals
internal import Foundation

/// Where converted crystals go.
protocol Destination: AnyObject {
    func write(_ text: String, id: String) throws
    /// Without it nothing stays behind, but for some of the single files in a folder.
    func close() throws
}

enum Destinations {
    /// A folder if `path` is one or ends in "/", standard output for "-", else a file.
    ///
    /// - Throws: Where a file that is written would take the place of an input; a folder, when that
    ///   file's turn comes.
    static func open(
        _ path: String, _ format: FormatName, besides inputs: InputPlaces
    ) throws -> any Destination {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if path.hasSuffix("/") || (exists && isFolder.boolValue) {
            return FolderDestination(path, format, besides: inputs)
        }
        try inputs.check(path)
        return try FileDestination(path, format)
    }
}

/// All crystals in one file, or on standard output.
final class FileDestination: Destination {
    private let path: String
    private let file: OutputFile?
    private let enclosure: Enclosure?
    /// Held back: only a second record tells whether the file is one of many.
    private var first: String?
    private var count = 0

    init(_ path: String, _ format: FormatName) throws(FileError) {
        self.path = path
        file = path == "-" ? nil : try OutputFile(path: path)
        enclosure = format.format.enclosure
    }

    func write(_ text: String, id: String) throws {
        count += 1
        guard count > 1 else {
            first = text
            return
        }
        guard let enclosure else {
            throw CommandFailure(
                "a file of this format holds one crystal; give a folder (\(path)/) for several")
        }
        if let first {
            try put(enclosure.opening + trimmed(first, enclosure))
            self.first = nil
        }
        try put(enclosure.separator + trimmed(text, enclosure))
    }

    func close() throws {
        if let first { try put(first) } else if let enclosure { try put(enclosure.ending) }
        try file?.commit()
    }

    /// Between separators a record has no line end of its own.
    private func trimmed(_ text: String, _ enclosure: Enclosure) -> String {
        enclosure.separator.isEmpty ? text : String(text.dropLast())
    }

    private func put(_ text: String) throws(FileError) {
        if let file { try file.write(text) } else { Console.write(text) }
    }
}

/// A file for each crystal, named by its id.
final class FolderDestination: Destination {
    private let folder: String
    private let format: FormatName
    private let inputs: InputPlaces
    private var names: Set<String> = []
    /// Not written yet.
    private var files: [WholeFile] = []

    private static let filesAtOnce = 256

    init(_ folder: String, _ format: FormatName, besides inputs: InputPlaces) {
        self.inputs = inputs
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        self.format = format
    }

    func write(_ text: String, id: String) throws {
        let path = "\(folder)/\(name(id)).\(format.suffix)"
        try inputs.check(path)
        files.append(WholeFile(path: path, text: text))
        if files.count == Self.filesAtOnce { try close() }
    }

    func close() throws {
        try WholeFile.write(files)
        files.removeAll(keepingCapacity: true)
    }

    /// The id with what file systems refuse replaced; two ids never share a file, even where
    /// capitals do not count.
    private func name(_ id: String) -> String {
        let safe = String(
            id.prefix(180).map { "/\\:*?\"<>|".contains($0) || $0.isNewline ? "_" : $0 })
        let stem = safe.isEmpty || safe.hasPrefix(".") ? "_" + safe : safe
        var name = stem
        var count = 1
        while !names.insert(name.lowercased()).inserted {
            count += 1
            name = "\(stem)-\(count)"
        }
        return name
    }
}
