/// Reads a data block of plain CIF 1.1 without gemmi, which takes several times as long because it
/// makes a document of it first.
///
/// It gives up, and leaves the block to gemmi, at whatever is wrong or out of the ordinary: gemmi
/// then says what and where. What it does read, it reads as gemmi does.
struct CIFScanner {
    private let text: [UInt8]
    private var place = 0
    /// From 1.
    private var line = 1
    private var table: CIFTable

    /// The tags and values of a block; nil where gemmi has to look.
    static func table(_ text: [UInt8]) -> CIFTable? {
        var scanner = CIFScanner(text)
        return scanner.block() && !scanner.hasRepeats ? scanner.table : nil
    }

    private init(_ text: [UInt8]) { (self.text, table) = (text, CIFTable(text)) }

    private mutating func block() -> Bool {
        skipSpace()
        guard place < text.count, keyword == .data, word() != nil else { return false }
        while true {
            skipSpace()
            guard place < text.count else { return true }
            let isRead = text[place] == Self.underscore ? pair() : keyword == .loop && loop()
            guard isRead else { return false }
        }
    }

    private mutating func pair() -> Bool {
        let line = self.line
        guard let tag = word(), tag.count > 1 else { return false }
        skipSpace()
        guard var value = value() else { return false }
        value.line = line
        table.append(tag, value)
        return true
    }

    private mutating func loop() -> Bool {
        guard word()?.count == 5 else { return false }
        var tags: [Range<Int>] = []
        skipSpace()
        while isAtTag {
            guard let tag = word(), tag.count > 1 else { return false }
            tags.append(tag)
            skipSpace()
        }
        var values: [CIFValue] = []
        while place < text.count, !isAtTag, keyword != .loop {
            guard let value = value() else { return false }
            values.append(value)
            skipSpace()
        }
        guard !tags.isEmpty, !values.isEmpty, values.count.isMultiple(of: tags.count) else {
            return false
        }
        table.append(loop: tags, values)
        return true
    }

    /// A value; nil where none stands.
    private mutating func value() -> CIFValue? {
        guard place < text.count else { return nil }
        switch text[place] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return quoted()
        case UInt8(ascii: ";") where text[place - 1] == Self.newline: return field()
        case Self.underscore, UInt8(ascii: "$"): return nil
        default: break
        }
        let line = self.line
        guard keyword == nil, let word = word() else { return nil }
        let isUnknown =
            word.count == 1 && [UInt8(ascii: "?"), UInt8(ascii: ".")].contains(text[place - 1])
        return CIFValue(place: word, line: line, isKnown: !isUnknown)
    }

    /// 'text', up to a quote with a space behind it.
    private mutating func quoted() -> CIFValue? {
        let quote = text[place]
        let start = place + 1
        place = start
        while place + 1 < text.count, text[place] != Self.newline, text[place] != 0 {
            place += 1
            guard text[place - 1] == quote else { continue }
            if Self.isSpace(text[place]) {
                return CIFValue(place: start..<(place - 1), line: line)
            }
            if text[place] == Self.comment || text[place] == Self.carriageReturn { return nil }
        }
        return nil
    }

    /// Lines of text between two semicolons that stand first in theirs.
    private mutating func field() -> CIFValue? {
        let (start, line) = (place + 1, self.line)
        place = start
        while place + 1 < text.count, text[place] != 0 {
            place += 1
            guard text[place - 1] == Self.newline else { continue }
            self.line += 1
            guard text[place] == UInt8(ascii: ";") else { continue }
            place += 1
            guard place < text.count, Self.isSpace(text[place]),
                text[place - 3] != Self.carriageReturn
            else { return nil }
            return CIFValue(place: start..<(place - 2), line: line)
        }
        return nil
    }

    /// Letters, digits and signs up to the next space; nil where there are none, or others too.
    private mutating func word() -> Range<Int>? {
        let start = place
        while place < text.count, text[place] &- 33 < 94 { place += 1 }
        guard place > start, place == text.count || Self.isSpace(text[place]) else { return nil }
        return start..<place
    }

    /// Moves over spaces, line ends and comments.
    private mutating func skipSpace() {
        while place < text.count {
            switch text[place] {
            case 32, 9: place += 1
            case Self.newline:
                line += 1
                place += 1
            case Self.comment:
                while place < text.count, text[place] != Self.newline { place += 1 }
            default: return
            }
        }
    }

    private var isAtTag: Bool { place < text.count && text[place] == Self.underscore }

    private enum Keyword { case data, loop, other }

    /// The reserved word that starts here, if one does.
    private var keyword: Keyword? {
        switch text[place] | 0x20 {
        case UInt8(ascii: "d"): isNext("data_") ? .data : nil
        case UInt8(ascii: "l"): isNext("loop_") ? .loop : nil
        case UInt8(ascii: "g"): isNext("global_") ? .other : nil
        case UInt8(ascii: "s"): isNext("save_") || isNext("stop_") ? .other : nil
        default: nil
        }
    }

    private func isNext(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            place + word.count <= text.count
                && word.indices.allSatisfy { text[place + $0] | 0x20 == word[$0] | 0x20 }
        }
    }

    /// Whether a tag seems to stand there twice.
    private var hasRepeats: Bool {
        let columns = table.columns
        return columns.indices.contains { later in
            columns[..<later].contains { $0.hash == columns[later].hash }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == newline || byte == 9
    }

    // Computed: the compiler puts them in place, where it would look up a stored tuple each time.
    private static var newline: UInt8 { 10 }
    private static var carriageReturn: UInt8 { 13 }
    private static var underscore: UInt8 { UInt8(ascii: "_") }
    private static var comment: UInt8 { UInt8(ascii: "#") }
}
