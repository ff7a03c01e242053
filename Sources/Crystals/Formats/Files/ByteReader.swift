internal import CZlib
internal import Foundation

/// The bytes of a file, plain or gzip (told by its first two bytes), in pieces: the file is never
/// held whole unless ``readAll(limit:)`` is asked to.
///
/// Errors of the stream are a ``Finding``: `unreadable-file`, `damaged-gzip`, `too-large`.
public final class ByteReader {
    private let file: gzFile?
    private var buffer: [UInt8]
    private var position = 0
    private var count = 0
    private var isAtEnd = false

    /// Number of the line that ``nextLine(limit:)`` gave last, from 1.
    public private(set) var lineNumber = 0

    /// - Throws: `unreadable-file` with the system's reason.
    public convenience init(path: String) throws(Finding) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, let file = gzdopen(descriptor, "rb") else {
            let reason = String(cString: strerror(errno))
            throw Finding(
                .unreadableFile,
                "it cannot be opened (\(reason)); check the name and the permissions")
        }
        self.init(file: file)
    }

    public static func standardInput() throws(Finding) -> ByteReader {
        guard let file = gzdopen(dup(STDIN_FILENO), "rb") else {
            throw Finding(.unreadableFile, "standard input is closed; pipe a file into it")
        }
        return ByteReader(file: file)
    }

    /// Bytes already in memory, taken as they are.
    public init(bytes: [UInt8]) {
        (file, buffer, count, isAtEnd) = (nil, bytes, bytes.count, true)
    }

    private init(file: gzFile) {
        self.file = file
        buffer = [UInt8](repeating: 0, count: 1 << 18)
        gzbuffer(file, 1 << 17)
    }

    deinit { if let file { gzclose(file) } }

    /// Up to `length` bytes from the present place, without moving; fewer at the end of the file.
    public func peek(_ length: Int) throws(Finding) -> ArraySlice<UInt8> {
        while count - position < length, try fill() {}
        return buffer[position..<min(count, position + length)]
    }

    /// Moves over `length` bytes that were peeked at.
    public func skip(_ length: Int) { position = Swift.min(count, position + length) }

    /// The next line without its end ("\n" or "\r\n"); its bytes are those of the reader, see
    /// ``Line/kept``.
    public func nextLine(limit: Int = 1 << 26) throws(Finding) -> Line? {
        var searched = position
        while true {
            if let end = newline(from: searched) {
                defer { position = end + 1 }
                return line(upTo: end, hasEnd: true)
            }
            guard count - position <= limit else { return try skipLongLine(limit: limit) }
            searched = count
            let start = position
            guard try fill() else { break }
            // Filling moves what is left to the front of the buffer.
            searched -= start - position
        }
        guard position < count else { return nil }
        defer { position = count }
        return line(upTo: count, hasEnd: false)
    }

    /// Everything from the present place on.
    ///
    /// - Throws: `too-large` beyond `limit` bytes.
    public func readAll(limit: Int) throws(Finding) -> [UInt8] {
        while try fill() {
            guard count - position <= limit else { throw Self.tooLarge(limit, "file") }
        }
        defer { position = count }
        return Array(buffer[position..<count])
    }

    /// Everything from the present place on, if all of it is in memory and was from the start; the
    /// reader is then at its end. Else nil.
    func takeRest() -> ArraySlice<UInt8>? {
        guard file == nil, lineNumber == 0 else { return nil }
        defer { position = count }
        return buffer[position..<count]
    }

    private func newline(from start: Int) -> Int? {
        guard start < count else { return nil }
        return buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base + start, 10, count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private func line(upTo end: Int, hasEnd: Bool) -> Line {
        lineNumber += 1
        let stop = end > position && buffer[end - 1] == 13 ? end - 1 : end
        return Line(number: lineNumber, bytes: buffer[position..<stop], hasEnd: hasEnd)
    }

    private func skipLongLine(limit: Int) throws(Finding) -> Line? {
        position = count
        while true {
            guard try fill() else { break }
            if let end = newline(from: position) {
                position = end + 1
                break
            }
            position = count
        }
        lineNumber += 1
        return Line(number: lineNumber, bytes: [], hasEnd: true, isTooLong: true)
    }

    /// Reads one more piece behind what is there; false at the end.
    private func fill() throws(Finding) -> Bool {
        guard !isAtEnd, let file else { return false }
        if position > 0 {
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                memmove(base, base + position, count - position)
            }
            (count, position) = (count - position, 0)
        }
        if count > buffer.count / 2 {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let room = buffer.count - count
        let read = buffer.withUnsafeMutableBytes { bytes in
            gzread(file, bytes.baseAddress.map { $0 + count }, UInt32(min(room, 1 << 22)))
        }
        try check(file, read: Int(read))
        count += Int(max(read, 0))
        isAtEnd = read == 0
        return read > 0
    }

    private func check(_ file: gzFile, read: Int) throws(Finding) {
        var code: Int32 = Z_OK
        let words = gzerror(file, &code).map { String(cString: $0) } ?? ""
        if code == Z_BUF_ERROR, read <= 0 {
            isAtEnd = true
            throw Finding(
                .damagedGzip, "the gzip data end too early; download or copy the file again")
        }
        guard read < 0 else { return }
        isAtEnd = true
        guard code == Z_ERRNO else {
            throw Finding(
                .damagedGzip,
                "the gzip data are damaged (\(words)); download or copy the file again")
        }
        let reason = String(cString: strerror(errno))
        throw Finding(.unreadableFile, "it cannot be read (\(reason)); check the file")
    }

    static func tooLarge(_ limit: Int, _ what: String) -> Finding {
        Finding(
            .tooLarge,
            "the \(what) is larger than \(limit >> 20) MiB; split it, or convert it to JSON lines")
    }
}

/// A line of a file.
public struct Line: Sendable {
    /// From 1.
    public var number: Int
    /// Without the line end; empty where the line was too long to hold.
    public var bytes: ArraySlice<UInt8>
    /// False for a last line that the file breaks off in.
    public var hasEnd: Bool
    public var isTooLong = false

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same with bytes of its own. A line that is held while the reader goes on makes it copy
    /// all that it has in its hands.
    var kept: Line {
        var line = self
        line.bytes = Array(bytes)[...]
        return line
    }

    /// Whether nothing but spaces stands on it.
    public var isBlank: Bool { bytes.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 } }
}
