internal import CGemmi

/// A data block as gemmi reads it: of any CIF, and with the words for what is wrong with it.
enum CIFDocument {
    /// - Throws: `truncated` or `syntax-error`, with the line of the file.
    static func table(_ text: [UInt8], firstLine: Int) throws(Finding) -> CIFTable {
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
            throw finding(words, line: line, firstLine: firstLine, text)
        }
        defer { kb_cif_free(parsed) }
        return table(parsed)
    }

    /// gemmi keeps the values one by one; here they stand in one text again.
    private static func table(_ cif: OpaquePointer) -> CIFTable {
        var text: [UInt8] = []
        func append(_ words: UnsafePointer<CChar>?) -> Range<Int> {
            let start = text.count
            // What is unknown differs from an empty text in ``CIFText/key(of:)`` too.
            text += (words.map { String(cString: $0) } ?? "?").utf8
            // No value holds a zero: it ends each.
            defer { text.append(0) }
            return start..<text.count
        }
        let columns = (0..<kb_cif_columns(cif)).map { column in
            let tag = append(kb_cif_tag(cif, column))
            let values = (0..<kb_cif_count(cif, column)).map { row in
                let value = kb_cif_value(cif, column, row)
                return CIFValue(
                    place: append(value), line: Int(kb_cif_line(cif, column, row)),
                    isKnown: value != nil)
            }
            return (tag, values)
        }
        var table = CIFTable(text)
        for (tag, values) in columns { table.append(column: tag, values) }
        return table
    }

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
