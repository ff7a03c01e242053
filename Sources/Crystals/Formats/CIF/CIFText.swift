internal import CGemmi

/// A data block parsed by gemmi: its tags and their values.
final class CIFText {
    private let cif: OpaquePointer
    /// The line of the file on which the block's text begins.
    private let firstLine: Int

    /// - Throws: `truncated` or `syntax-error`, with the line of the file.
    init(_ text: [UInt8], firstLine: Int) throws(Finding) {
        var message = [CChar](repeating: 0, count: 256)
        var line = 0
        let parsed = text.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                kb_cif_parse(
                    characters.baseAddress, characters.count, &message, message.count, &line)
            }
        }
        guard let parsed else {
            let words = String(
                decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw Self.finding(words, line: line, firstLine: firstLine, text)
        }
        (cif, self.firstLine) = (parsed, firstLine)
    }

    deinit { kb_cif_free(cif) }

    /// The values of the first of `tags` that is there; nil for "?" and ".".
    func column(_ tags: String...) -> [String?]? {
        for tag in tags {
            let column = kb_cif_column(cif, tag)
            guard column >= 0 else { continue }
            return (0..<kb_cif_count(cif, column)).map { row in
                kb_cif_value(cif, column, row).map { String(cString: $0) }
            }
        }
        return nil
    }

    /// The value of the first of `tags` that is there and known.
    func value(_ tags: String...) -> String? {
        for tag in tags { if let value = column(tag)?.first ?? nil { return value } }
        return nil
    }

    /// "line 12: " for the value in `row` of the first of `tags` that is there, as messages begin;
    /// nothing where the line is not known.
    func place(of tags: String..., row: Int = 0) -> String {
        line(of: tags, row: row).map { "line \($0): " } ?? ""
    }

    private func line(of tags: [String], row: Int) -> Int? {
        let column = tags.lazy.map { kb_cif_column(self.cif, $0) }.first { $0 >= 0 }
        guard let column else { return nil }
        let line = Int(kb_cif_line(cif, column, row))
        return line > 0 ? firstLine + line - 1 : nil
    }

    func has(_ tag: String) -> Bool { kb_cif_column(cif, tag) >= 0 }

    /// A number without its uncertainty; NaN where it is none.
    static func number(_ text: String) -> Double { kb_cif_number(text) }

    /// gemmi's words with the line of the file, and whether the text ends where something is
    /// missing.
    private static func finding(
        _ words: String, line: Int, firstLine: Int, _ text: [UInt8]
    ) -> Finding {
        let lines = text.split(separator: 10, omittingEmptySubsequences: false).dropLast()
        // Tags without a value are found after parsing and told as ":12 in data_x: …".
        let told = words.first == ":" ? Int(words.dropFirst().prefix(while: \.isNumber)) : nil
        let line = told ?? line
        let isCut =
            words.contains("unterminated") || (told != nil && line >= lines.count)
            || (words.contains("Wrong number of values") && isLast(loop: line, of: lines))
        let place = line > 0 ? "line \(firstLine + line - 1): " : ""
        let what = told == nil ? words : String(words.drop { $0 != " " }.dropFirst())
        return isCut
            ? Finding(.truncated, "\(place)the block breaks off (\(what)); copy the file again")
            : Finding(.syntaxError, "\(place)this is not CIF (\(what)); correct it")
    }

    /// Whether nothing stands behind the values of the loop that starts at `line`, from 1.
    private static func isLast(loop line: Int, of lines: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        func isTag(_ line: ArraySlice<UInt8>) -> Bool { line.first == UInt8(ascii: "_") }
        let values = lines.dropFirst(line).drop(while: isTag)
        return !values.contains { isTag($0) || $0.starts(with: Array("loop_".utf8)) }
    }
}
