internal import CGemmi

/// A data block: its tags and their values.
final class CIFText {
    private let table: CIFTable
    /// The line of the file on which the block's text begins.
    private let firstLine: Int

    /// - Throws: `truncated` or `syntax-error`, with the line of the file.
    init(_ text: [UInt8], firstLine: Int) throws(Finding) {
        self.firstLine = firstLine
        if let scanned = CIFScanner.table(text) {
            table = scanned
        } else {
            table = try CIFDocument.table(text, firstLine: firstLine)
        }
    }

    /// The values of the first of `tags` that is there.
    func column(_ tags: [CIFTag]) -> CIFColumn? {
        for tag in tags { if let column = table.column(tag) { return column } }
        return nil
    }

    /// The value of a row; nil for "?" and ".".
    func bytes(_ column: CIFColumn, _ row: Int) -> ArraySlice<UInt8>? {
        let value = table.value(column, row)
        return value.isKnown ? table.text[value.place] : nil
    }

    /// The value of a row; nil for "?" and ".".
    func string(_ column: CIFColumn, _ row: Int) -> String? {
        bytes(column, row).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The number in a row; NaN where it is none, nil for "?" and ".".
    func number(_ column: CIFColumn, _ row: Int) -> Double? {
        let value = table.value(column, row)
        return value.isKnown ? Self.number(table.text, value.place) : nil
    }

    /// The value of the first of `tags` that is there and known.
    func value(_ tags: [CIFTag]) -> String? {
        for tag in tags {
            guard let column = table.column(tag), column.count > 0 else { continue }
            if let value = string(column, 0) { return value }
        }
        return nil
    }

    /// The number of the first of `tags` that is there and known; NaN where it is none.
    func number(_ tags: [CIFTag]) -> Double? {
        for tag in tags {
            guard let column = table.column(tag), column.count > 0 else { continue }
            if let value = number(column, 0) { return value }
        }
        return nil
    }

    /// All that stands from the first to the last value of a column: equal texts have equal values.
    func key(of column: CIFColumn) -> String {
        let (first, last) = (table.value(column, 0), table.value(column, column.count - 1))
        // With the quotes.
        let place =
            max(first.place.lowerBound - 1, 0)..<min(last.place.upperBound + 1, table.text.count)
        return "\(column.stride) " + String(decoding: table.text[place], as: UTF8.self)
    }

    func has(_ tag: CIFTag) -> Bool { table.column(tag) != nil }

    /// - Parameter prefix: of letters in lower case.
    func hasTag(startingWith prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { prefix in
            table.columns.contains { column in
                column.tag.count >= prefix.count
                    && prefix.indices.reversed().allSatisfy {
                        CIFTag.lowered(table.text[column.tag.lowerBound + $0]) == prefix[$0]
                    }
            }
        }
    }

    /// "line 12: " for the value in `row` of the first of `tags` that is there, as messages begin;
    /// nothing where the line is not known.
    func place(of tags: [CIFTag], row: Int = 0) -> String {
        guard let column = column(tags), row < column.count else { return "" }
        let line = table.value(column, row).line
        return line > 0 ? "line \(firstLine + line - 1): " : ""
    }

    /// A number without its uncertainty; NaN where it is none.
    private static func number(_ text: [UInt8], _ place: Range<Int>) -> Double {
        text.withUnsafeBufferPointer { text in
            let token = UnsafeBufferPointer(rebasing: text[place])
            return plainNumber(token) ?? kb_cif_number(String(decoding: token, as: UTF8.self))
        }
    }

    /// What most numbers are, digits and a point, with an uncertainty or without; nil where gemmi
    /// has to look.
    private static func plainNumber(_ token: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let (value, end) = Decimal.parse(token, from: 0), value.isFinite,
            !token.contains(where: { $0 | 0x20 == UInt8(ascii: "d") })
        else { return nil }
        if end == token.count { return value }
        let digits = token[(end + 1)...].dropLast()
        let isUncertainty =
            token[end] == UInt8(ascii: "(") && token.last == UInt8(ascii: ")")
            && digits.allSatisfy { $0 &- 48 < 10 }
        return isUncertainty ? value : nil
    }
}
