internal import Foundation

/// Reads a file that grows, line by line.
struct LogReader {
    private let url: URL
    private var offset: UInt64 = 0
    private var rest = Data()

    init(_ url: URL) { self.url = url }

    /// Lines that have been finished since the last call, some hundred at once; none where there are no more yet.
    mutating func newLines() -> [String] {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return [] }
        defer { try? handle.close() }
        guard (try? handle.seek(toOffset: offset)) != nil else { return [] }
        // As far as the next end of a line: a long one is no end of the file.
        var hasEnd = false
        while !hasEnd {
            guard let bytes = try? handle.read(upToCount: Self.mostBytes), !bytes.isEmpty else {
                return []
            }
            offset += UInt64(bytes.count)
            rest += bytes
            hasEnd = bytes.contains(UInt8(ascii: "\n"))
        }
        var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = Data(lines.popLast() ?? Data())
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Of one call: a log of any length takes little memory.
    private static let mostBytes = 256 * 1024

    /// Lines of the last so many bytes, but the first of them unless it is whole.
    func tail(bytes count: Int) throws -> [String] {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        let end = try handle.seekToEnd()
        let start = end > UInt64(count) ? end - UInt64(count) : 0
        try handle.seek(toOffset: start)
        let text = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        return start > 0 ? Array(lines.dropFirst()) : lines
    }
}
