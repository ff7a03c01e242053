internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A file to be saved, never shown: what a run or a person wrote is no page of this program.
enum Attachment {
    static func response(_ url: URL) throws -> Response {
        let handle = try FileHandle(forReadingFrom: url)
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 0)
        return Response(
            status: .ok, headers: headers(url.lastPathComponent),
            body: .init(contentLength: Int(size)) { writer in
                defer { try? handle.close() }
                // As many as were promised: a log may grow meanwhile.
                var left = Int(size)
                while left > 0 {
                    guard let bytes = try handle.read(upToCount: min(left, 64 * 1024)),
                        !bytes.isEmpty
                    else { throw Truncated() }
                    left -= bytes.count
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                try await writer.finish(nil)
            })
    }

    /// The file has become shorter: the connection breaks off, so that nobody takes it for whole.
    private struct Truncated: Error {}

    static func response(text: String, named name: String) -> Response {
        Response(
            status: .ok, headers: headers(name), body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static func headers(_ name: String) -> HTTPFields {
        let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        return [
            .contentType: "application/octet-stream",
            .contentDisposition: "attachment; filename=\"\(plain)\"", .cacheControl: "no-store",
        ]
    }
}
