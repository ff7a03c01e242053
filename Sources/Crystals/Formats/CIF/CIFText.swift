internal import CGemmi

/// A data block parsed by gemmi: its tags and their values.
final class CIFText {
    private let cif: OpaquePointer

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
        cif = parsed
    }

    deinit { kb_cif_free(cif) }

    /// The block's name, without "data_".
    var name: String? { kb_cif_name(cif).map { String(cString: $0) } }

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

    func has(_ tag: String) -> Bool { kb_cif_column(cif, tag) >= 0 }

    /// A number without its uncertainty; NaN where it is none.
    static func number(_ text: String) -> Double { kb_cif_number(text) }

    /// gemmi's words, and whether the text ends where something is missing.
    private static func finding(
        _ words: String, line: Int, firstLine: Int, _ text: [UInt8]
    ) -> Finding {
        let lastLine = text.reduce(into: 0) { count, byte in count += byte == 10 ? 1 : 0 }
        let atEnd = line >= lastLine || words.contains("unterminated")
        let place = line > 0 ? "line \(firstLine + line - 1): " : ""
        let what = atEnd ? "the block breaks off" : "this is not CIF"
        return Finding(
            atEnd && line > 0 ? .truncated : .syntaxError,
            "\(place)\(what) (\(words)); \(atEnd ? "copy the file again" : "correct it")")
    }
}
