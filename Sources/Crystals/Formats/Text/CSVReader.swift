/// The rows of a table of separated values as RFC 4180 has them: fields in quotes may hold separators,
/// line ends and doubled quotes; lines end in "\n" or "\r\n".
struct CSVReader {
    private let bytes: ByteReader
    let separator: UInt8

    /// Lines that one field in quotes may span; more say that a quote was never closed.
    private static let longestField = 1000

    init(_ bytes: ByteReader, separator: UInt8) {
        (self.bytes, self.separator) = (bytes, separator)
    }

    /// A row, and where it began.
    struct Row: Sendable {
        /// From 1.
        var line: Int
        var fields: Result<[String], Finding>
    }

    /// The next row that is not blank; nil at the end.
    ///
    /// - Throws: What makes the rest of the file unreadable.
    mutating func next() throws(Finding) -> Row? {
        while let line = try bytes.nextLine() {
            if line.isTooLong {
                return Row(
                    line: line.number, fields: .failure(ByteReader.tooLarge(1 << 26, "line")))
            }
            if line.isBlank { continue }
            let number = line.number
            return Row(line: number, fields: try fields(Array(line.bytes)))
        }
        return nil
    }

    private func fields(_ first: [UInt8]) throws(Finding) -> Result<[String], Finding> {
        var text = first
        var lines = 1
        while true {
            if let fields = Self.split(text, separator) { return .success(fields) }
            // Inside quotes the line end belongs to the field.
            guard lines < Self.longestField, let next = try bytes.nextLine(), !next.isTooLong else {
                return .failure(
                    Finding(.syntaxError, "a quote is opened and never closed; close it"))
            }
            text += [10] + next.bytes
            lines += 1
        }
    }

    /// The fields of a row without the spaces around them; nil where a quote is still open.
    static func split(_ row: [UInt8], _ separator: UInt8) -> [String]? {
        let quote = UInt8(ascii: "\"")
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var place = 0
        while place < row.count {
            let byte = row[place]
            place += 1
            if byte == quote, isQuoted, place < row.count, row[place] == quote {
                field.append(quote)
                place += 1
            } else if byte == quote, isQuoted || field.allSatisfy({ $0 == 32 }) {
                isQuoted.toggle()
            } else if byte == separator, !isQuoted {
                fields.append(trimmed(field))
                field = []
            } else {
                field.append(byte)
            }
        }
        return isQuoted ? nil : fields + [trimmed(field)]
    }

    private static func trimmed(_ field: [UInt8]) -> String {
        let start = field.drop { $0 == 32 || $0 == 9 }
        let end = start.lastIndex { $0 != 32 && $0 != 9 && $0 != 13 }
        return String(decoding: end.map { start[...$0] } ?? [], as: UTF8.self)
    }

    /// What separates the fields of a header: a tab or a semicolon where it has no comma.
    static func separator(ofHeader line: some Collection<UInt8>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), 9, UInt8(ascii: ";")]
        return candidates.first(where: line.contains) ?? candidates[0]
    }
}
