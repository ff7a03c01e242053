/// Rows of comma-separated values (RFC 4180): quoted fields may hold commas, doubled quotes and line ends.
struct CSVReader {
    private let reader: ByteReader

    init(_ reader: ByteReader) { self.reader = reader }

    /// The line on which the last row began, from 1.
    private(set) var line = 0

    /// The next row that is not empty; nil at the end.
    ///
    /// - Throws: A finding of the stream, or `syntax-error` for a quote that is never closed.
    mutating func next() throws(Finding) -> [String]? {
        while let first = try reader.nextLine() {
            line = reader.lineNumber
            var text = Array(first.bytes)
            // A byte-order mark is no part of the first name.
            if line == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
            while text.reduce(false, { $1 == 0x22 ? !$0 : $0 }) {
                guard let more = try reader.nextLine() else {
                    throw Finding(
                        .syntaxError, "line \(line): a quote is opened and never closed; close it")
                }
                text += [0x0A] + more.bytes
            }
            if text.contains(where: { $0 != 0x20 }) { return Self.fields(text) }
        }
        return nil
    }

    private static func fields(_ text: [UInt8]) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var (isQuoted, index) = (false, 0)
        while index < text.count {
            switch (text[index], isQuoted) {
            case (0x22, true) where index + 1 < text.count && text[index + 1] == 0x22:
                field.append(0x22)
                index += 1
            case (0x22, _): isQuoted.toggle()
            case (0x2C, false):
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            default: field.append(text[index])
            }
            index += 1
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }
}
