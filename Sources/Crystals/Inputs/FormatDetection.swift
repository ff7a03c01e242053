/// Which format a file has: by its name where that says it, else by how it begins.
enum FormatDetection {
    /// The reader of a file's records.
    ///
    /// - Throws: `empty-file`, `binary-content`, `wrong-encoding`, `unknown-format`.
    static func reader(of bytes: ByteReader, named path: String) throws(Finding) -> any RecordReader
    {
        let start = try checkText(bytes)
        let named = FileName.format(of: path)
        // Every JSON format is read by shape; the name only says whether lines count.
        if let named, named != .json { return named.format.reader(of: bytes) }
        if named == .json { return jsonReader(bytes, start) }
        guard let format = format(ofText: String(decoding: start, as: UTF8.self)) else {
            throw Finding(
                .unknownFormat,
                "neither its name nor its beginning is that of a CIF, POSCAR, extended XYZ or JSON "
                    + "file; name it by its format (.cif, .vasp, .extxyz, .json, .jsonl)")
        }
        return format == .json ? jsonReader(bytes, start) : format.format.reader(of: bytes)
    }

    /// The beginning of a file that is text, behind a byte order mark if there is one.
    ///
    /// - Throws: `empty-file`, `binary-content`, `wrong-encoding`.
    @discardableResult
    static func checkText(_ bytes: ByteReader) throws(Finding) -> ArraySlice<UInt8> {
        try skipByteOrderMark(bytes)
        let start = try bytes.peek(1 << 16)
        try check(start)
        return start
    }

    static func format(ofText text: String) -> FormatName? {
        let lines = text.split(maxSplits: 5, omittingEmptySubsequences: false) { $0.isNewline }
        let first = text.first { !$0.isWhitespace }
        if first == "{" || first == "[" { return .json }
        let isCIF = text.split(whereSeparator: \.isNewline).contains { line in
            let line = line.lowercased()
            return line.hasPrefix("data_") || line.hasPrefix("_cell_length_a")
        }
        if isCIF { return .cif }
        func numbers(_ k: Int) -> Int? {
            guard k < lines.count else { return nil }
            let tokens = lines[k].split(whereSeparator: \.isWhitespace)
            return tokens.allSatisfy { Decimal.number($0) != nil } ? tokens.count : nil
        }
        if lines.count > 1, numbers(0) == 1,
            Int(lines[0].filter { !$0.isWhitespace }) != nil, lines[1].contains("=")
        {
            return .extxyz
        }
        let isPOSCAR =
            (numbers(1) == 1 || numbers(1) == 3) && (2...4).allSatisfy { numbers($0) == 3 }
        return isPOSCAR ? .poscar : nil
    }

    /// Lines, where the first line is a whole object and more may follow; else one document.
    private static func jsonReader(
        _ bytes: ByteReader, _ start: ArraySlice<UInt8>
    ) -> any RecordReader {
        let text = start.drop(while: isSpace)
        let first = text.prefix { !(10...13 ~= $0) }
        let rest = text[first.endIndex...].drop(while: isSpace)
        let brace = UInt8(ascii: "{")
        guard first.first == brace else { return JSONDocumentReader(bytes) }
        let isLines = rest.first == brace || isWholeRecord(Array(first))
        return isLines ? JSONLineReader(bytes) : JSONDocumentReader(bytes)
    }

    /// Whether a text is one JSON value, and not the response of a server.
    private static func isWholeRecord(_ text: [UInt8]) -> Bool {
        guard let root = try? JSONValue(parsing: text) else { return false }
        return root.member("data") == nil && root.member("structures") == nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || 9...13 ~= byte }

    private static func skipByteOrderMark(_ bytes: ByteReader) throws(Finding) {
        if try bytes.peek(3).elementsEqual([0xEF, 0xBB, 0xBF]) { bytes.skip(3) }
    }

    private static func check(_ start: ArraySlice<UInt8>) throws(Finding) {
        if start.allSatisfy(isSpace) {
            throw Finding(.emptyFile, "the file is empty; write or download it again")
        }
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
            throw Finding(.wrongEncoding, "the text is UTF-16; save it as UTF-8")
        }
        guard start.holdsAny({ $0.isControl }) else { return }
        let zeros = start.count { $0 == 0 }
        if zeros > 0 {
            let isWide = zeros * 5 > start.count * 2 && zeros * 5 < start.count * 4
            throw isWide
                ? Finding(.wrongEncoding, "the text seems to be UTF-16 or UTF-32; save it as UTF-8")
                : Finding(.binaryContent, "the file is binary, not text; give a text format")
        }
        let controls = start.count(where: \.isControl)
        if controls * 20 > start.count {
            throw Finding(.binaryContent, "the file is binary, not text; give a text format")
        }
    }
}

extension UInt8 {
    /// Whether it is a character that no text has, in ASCII.
    fileprivate var isControl: Bool { (self < 32 && self &- 9 > 4) || self == 127 }
}
