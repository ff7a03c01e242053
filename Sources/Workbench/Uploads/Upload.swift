internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Files that somebody sent, in a folder of their own that goes when nobody needs them any more.
///
/// Names of files are only names: on disk each stands in a folder with a number, under its last component
/// stripped to harmless characters.
final class Upload: Sendable {
    let files: [URL]
    private let folder: URL

    private init(folder: URL, files: [URL]) { (self.folder, self.files) = (folder, files) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What the form of a request holds.
    ///
    /// - Throws: ``Refusal`` where it is no form, is broken, has too many files or too many bytes; nothing is
    ///   left of it then.
    static func receive(
        _ request: Request, in laboratory: URL, limits: ServerLimits
    ) async throws -> Upload {
        let boundary = request.headers[.contentType].flatMap(MultipartReader.boundary)
        guard let boundary else {
            throw Refusal(.unsupportedMediaType, "files are sent as multipart/form-data")
        }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limits.upload {
            throw tooLarge(limits)
        }
        let folder = laboratory.appending(path: "uploads/\(UUID().uuidString)")
        var writer = UploadWriter(folder: folder)
        do {
            try await writer.read(request, boundary: boundary, limits: limits)
        } catch {
            writer.discard()
            if let malformed = error as? MultipartReader.Malformed {
                throw Refusal(.badRequest, malformed.reason)
            }
            throw error
        }
        return Upload(folder: folder, files: writer.files)
    }

    static func tooLarge(_ limits: ServerLimits) -> Refusal {
        Refusal(
            .contentTooLarge,
            "more than \(limits.upload / 1024 / 1024) MB at once; compress the files, or use "
                + "kimberlite import on the command line")
    }

    /// What earlier programs left when they were killed.
    static func removeLeftovers(in laboratory: URL) {
        try? FileManager.default.removeItem(at: laboratory.appending(path: "uploads"))
    }
}

/// Writes the parts of a form as they arrive.
private struct UploadWriter {
    let folder: URL
    private(set) var files: [URL] = []
    private var open: FileHandle?
    private static let mostFiles = 5000
    /// Of a name, in bytes; file systems take 255.
    private static let longestName = 200

    init(folder: URL) { self.folder = folder }

    mutating func read(
        _ request: Request, boundary: String, limits: ServerLimits
    ) async throws {
        var reader = try MultipartReader(boundary: boundary)
        var count = 0
        for try await buffer in request.body {
            count += buffer.readableBytes
            guard count <= limits.upload else { throw Upload.tooLarge(limits) }
            for event in try reader.feed(buffer.readableBytesView) { try take(event) }
        }
        try reader.finish()
    }

    private mutating func take(_ event: MultipartReader.Event) throws {
        switch event {
        case .begin(_, let file?) where !file.isEmpty: try begin(file)
        case .begin(let name, let file):
            // What browsers send where no file was chosen.
            guard file != nil else {
                throw Refusal(
                    .badRequest, "the form has a field \(name.prefix(40)): only files are read")
            }
        case .bytes(let bytes): try open?.write(contentsOf: bytes)
        case .end:
            try open?.close()
            open = nil
        }
    }

    private mutating func begin(_ file: String) throws {
        guard files.count < Self.mostFiles else {
            throw Refusal(.badRequest, "more than \(Self.mostFiles) files at once")
        }
        // Two files may have one name.
        let place = folder.appending(path: "\(files.count + 1)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let url = place.appending(path: Self.harmless(file))
        guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
            throw Refusal(.serviceUnavailable, "the laboratory's folder cannot be written")
        }
        open = try FileHandle(forWritingTo: url)
        files.append(url)
    }

    /// The last component, with nothing in it that a path could be made of.
    static func harmless(_ file: String) -> String {
        let last = file.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = last.filter { $0.isLetter || $0.isNumber || "._-+()".contains($0) }
        var name = Substring(kept.drop { $0 == "." })
        // The end of a name says what the file is.
        while name.utf8.count > longestName { name.removeFirst() }
        return name.isEmpty ? "crystal" : String(name)
    }

    mutating func discard() {
        try? open?.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
