internal import Foundation

/// Parts of a form with files (RFC 7578), found as the bytes arrive: no part need fit into memory.
///
/// Bytes go in by ``feed(_:)``; what has been found comes out as events in order.
struct MultipartReader {
    enum Event: Equatable {
        /// A part begins: the name of its field, and of the file that it is.
        case begin(name: String, file: String?)
        case bytes([UInt8])
        case end
    }

    /// What a form is not allowed to be.
    struct Malformed: Error, Equatable { var reason: String }

    private enum State { case preamble, headers, body, after, finished }

    private let delimiter: [UInt8]
    private var state = State.preamble
    private var waiting: [UInt8]
    private static let longestHeaders = 8 * 1024

    /// - Parameter boundary: of the content type, 1 to 70 characters.
    init(boundary: String) throws(Malformed) {
        guard (1...70).contains(boundary.utf8.count) else {
            throw Malformed(reason: "the form has no boundary")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary may stand at the very beginning.
        waiting = [13, 10]
    }

    /// The boundary of a content type `multipart/form-data; boundary=…`; nil of any other.
    static func boundary(of contentType: String) -> String? {
        let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
            return part.dropFirst("boundary=".count).filter { $0 != "\"" }
        }
        return nil
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) throws(Malformed) -> [Event] {
        waiting += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// - Throws: where the form broke off.
    func finish() throws(Malformed) {
        guard case .finished = state else {
            throw Malformed(reason: "the form broke off before its end")
        }
    }

    /// Whether there was something to be found.
    private mutating func step(_ events: inout [Event]) throws(Malformed) -> Bool {
        switch state {
        case .preamble:
            guard let place = find(delimiter) else {
                keep(delimiter.count)
                return false
            }
            waiting.removeFirst(place + delimiter.count)
            state = .after
        case .after:
            guard waiting.count >= 2 else { return false }
            if waiting.starts(with: [45, 45]) {
                state = .finished
            } else if waiting.starts(with: [13, 10]) {
                waiting.removeFirst(2)
                state = .headers
            } else {
                throw Malformed(reason: "a boundary of the form is followed by something else")
            }
        case .headers:
            guard let end = find([13, 10, 13, 10]) else {
                guard waiting.count <= Self.longestHeaders else {
                    throw Malformed(reason: "the headers of a part do not end")
                }
                return false
            }
            events.append(try Self.beginning(waiting[..<end]))
            waiting.removeFirst(end + 4)
            state = .body
        case .body:
            guard let place = find(delimiter) else {
                // The beginning of a boundary may have arrived.
                let ready = waiting.count - delimiter.count
                guard ready > 0 else { return false }
                events.append(.bytes(Array(waiting[..<ready])))
                waiting.removeFirst(ready)
                return false
            }
            if place > 0 { events.append(.bytes(Array(waiting[..<place]))) }
            events.append(.end)
            waiting.removeFirst(place + delimiter.count)
            state = .after
        case .finished:
            waiting.removeAll()
            return false
        }
        return true
    }

    private mutating func keep(_ count: Int) {
        if waiting.count > count { waiting.removeFirst(waiting.count - count) }
    }

    private func find(_ pattern: [UInt8]) -> Int? {
        guard waiting.count >= pattern.count else { return nil }
        return waiting.withUnsafeBufferPointer { bytes in
            (0...(bytes.count - pattern.count)).first { start in
                bytes[start] == pattern[0]
                    && pattern.indices.allSatisfy { bytes[start + $0] == pattern[$0] }
            }
        }
    }

    private static func beginning(_ headers: ArraySlice<UInt8>) throws(Malformed) -> Event {
        let lines = String(decoding: headers, as: UTF8.self).components(separatedBy: "\r\n")
        guard
            let disposition = lines.first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }),
            let name = parameter("name", of: disposition)
        else { throw Malformed(reason: "a part of the form has no name") }
        return .begin(name: name, file: parameter("filename", of: disposition))
    }

    /// The value of `name="…"`; a semicolon in quotes is one of the value (RFC 6266, 4.1).
    private static func parameter(_ name: String, of header: String) -> String? {
        var (parts, isQuoted): ([String], Bool) = ([""], false)
        for character in header {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        for part in parts.dropFirst() {
            let words = part.split(separator: "=", maxSplits: 1)
            guard words.count == 2, words[0].trimmingCharacters(in: .whitespaces) == name else {
                continue
            }
            return words[1].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
        }
        return nil
    }
}
