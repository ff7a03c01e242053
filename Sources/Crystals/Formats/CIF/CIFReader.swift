/// Block after block. Each is parsed apart, so that one that breaks leaves the others whole, and
/// a file of many blocks is never held whole.
struct CIFReader: RecordReader {
    private let bytes: ByteReader
    private var heading: Line?
    /// Of the blocks so far: a second one of a name is told apart by its line.
    private var names: Set<String> = []
    /// What is left of a file that is in memory anyway.
    private var rest: ArraySlice<UInt8>
    /// Of the file, the first of `rest`.
    private var line = 1

    /// The largest block that is held, bytes.
    private static let limit = 1 << 26

    init(_ bytes: ByteReader) {
        self.bytes = bytes
        rest = bytes.takeRest() ?? []
    }

    mutating func nextText() throws(Finding) -> RecordText? {
        guard let (text, firstLine) = try nextBlock() else { return nil }
        if text.count > Self.limit {
            let finding = ByteReader.tooLarge(Self.limit, "data block")
            return RecordText(place: "line \(firstLine)", failure: finding)
        }
        let name = Self.blockName(text)
        let isRepeated = name.map { !names.insert($0).inserted } ?? false
        let line = "line \(firstLine)"
        let place = name.map { isRepeated ? "data_\($0), \(line)" : "data_\($0)" } ?? line
        return RecordText(size: text.count) {
            CIFBlock.record(text, place: place, name: name, firstLine: firstLine)
        }
    }

    /// The text of the next block, and the line of the file on which it begins.
    mutating func nextBlock() throws(Finding) -> ([UInt8], Int)? {
        while let block = rest.isEmpty ? try block() : blockInMemory() {
            if !Self.isBlank(block.0) { return block }
        }
        return nil
    }

    /// The text from one "data_" to the next; beyond the limit only its size counts.
    private mutating func block() throws(Finding) -> ([UInt8], Int)? {
        var text: [UInt8] = []
        var firstLine = 1
        if let heading {
            (text, firstLine) = (heading.bytes + [10], heading.number)
            self.heading = nil
        }
        var isInTextField = false
        while let line = try bytes.nextLine() {
            if text.isEmpty { firstLine = line.number }
            if line.bytes.first == UInt8(ascii: ";") { isInTextField.toggle() }
            if !isInTextField, !text.isEmpty, Self.isHeading(line.bytes) {
                heading = line.kept
                return (text, firstLine)
            }
            if text.count <= Self.limit {
                text += line.bytes
                text.append(10)
            }
            if line.isTooLong { text += Array(repeating: 32, count: Self.limit) }
        }
        return text.isEmpty ? nil : (text, firstLine)
    }

    /// The same of what is in memory.
    private mutating func blockInMemory() -> ([UInt8], Int) {
        let firstLine = line
        var isInTextField = false
        var place = rest.startIndex
        repeat {
            // A text field can begin on the very first line, a second block cannot.
            if rest[place] == UInt8(ascii: ";") { isInTextField.toggle() }
            if !isInTextField, place > rest.startIndex, Self.isHeading(rest[place...]) { break }
            place = rest[place...].place(of: 10).map { $0 + 1 } ?? rest.endIndex
            line += 1
        } while place < rest.endIndex
        defer { rest = rest[place...] }
        return (Self.withPlainLineEnds(rest[..<place]), firstLine)
    }

    /// Every line with "\n" at its end, as the lines of a reader.
    private static func withPlainLineEnds(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.place(of: 13) != nil else { return Array(text) + (text.last == 10 ? [] : [10]) }
        let lines = text.split(separator: 10, omittingEmptySubsequences: false)
        return (lines.last == [] ? lines.dropLast() : lines[...]).flatMap { line in
            (line.last == 13 ? line.dropLast() : line) + [10]
        }
    }

    /// From the heading, so that a block that cannot be parsed has its name too.
    private static func blockName(_ text: [UInt8]) -> String? {
        let heading =
            isHeading(text[...]) ? text[...] : text.split(separator: 10).first(where: isHeading)
        let name = heading?.dropFirst(5).prefix { $0 > 32 }
        return name.flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a line starts a block.
    static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
        line.count >= 5 && line.first.map { $0 | 0x20 } == UInt8(ascii: "d")
            && String(decoding: line.prefix(5), as: UTF8.self).lowercased() == "data_"
    }

    /// Whether nothing but spaces and comments stands there, as before the first block.
    private static func isBlank(_ text: [UInt8]) -> Bool {
        guard !isHeading(text[...]) else { return false }
        return text.split(separator: 10).allSatisfy { line in
            let first = line.first { $0 != 32 && $0 != 9 && $0 != 13 }
            return first == nil || first == UInt8(ascii: "#")
        }
    }
}
