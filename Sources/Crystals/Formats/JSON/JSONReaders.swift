/// Record after record of a file of JSON lines; a broken line costs that line only.
struct JSONLineReader: RecordReader {
    private let bytes: ByteReader

    init(_ bytes: ByteReader) { self.bytes = bytes }

    mutating func nextText() throws(Finding) -> RecordText? {
        while let line = try bytes.nextLine() {
            if line.isBlank, !line.isTooLong { continue }
            let (text, number) = (Array(line.bytes), line.number)
            if line.isTooLong {
                return RecordText(
                    place: "line \(number)", failure: ByteReader.tooLarge(1 << 26, "line"))
            }
            return RecordText(size: text.count) {
                JSONRecord.parse(text, place: "line \(number)")
            }
        }
        return nil
    }
}

/// The records of one JSON document: an object, an array of objects, or an OPTIMADE response.
///
/// The text is held, the objects are not: each is read when its turn comes.
struct JSONDocumentReader: RecordReader {
    private let bytes: ByteReader
    private var text: [UInt8]?
    private var rest: JSONElements?

    /// The largest document that is held, bytes.
    static let limit = 1 << 30

    init(_ bytes: ByteReader) { self.bytes = bytes }

    mutating func nextText() throws(Finding) -> RecordText? {
        if text == nil { return try open() }
        guard let element = rest?.next() else { return nil }
        switch element {
        case .success((let index, let value)):
            return record(value, place: "structure \(index)")
        case .failure(let failure):
            rest = nil
            return RecordText(place: nil, failure: JSONRecord.finding(failure, in: text ?? []))
        }
    }

    private mutating func open() throws(Finding) -> RecordText? {
        let all = try bytes.readAll(limit: Self.limit)
        text = all
        var scan = JSONScan(all, at: 0)
        scan.skipSpace()
        let root = JSONValue(all, at: scan.place)
        if let list = Self.list(in: root) {
            rest = JSONElements(all, of: list)
            return try nextText()
        }
        guard let single = Self.single(in: root) else {
            return RecordText(size: all.count) { JSONRecord.parse(all, place: nil) }
        }
        return record(single, place: nil)
    }

    /// The document is held anyway: its parts add nothing.
    private func record(_ value: JSONValue, place: String?) -> RecordText {
        RecordText(size: 0) { [text] in
            do throws(JSONValue.Failure) {
                return JSONRecord.parse(try value.object(), place: place)
            } catch {
                return ParsedRecord(
                    place: place, content: .failure(JSONRecord.finding(error, in: text ?? [])))
            }
        }
    }

    /// The array that holds the records: the document itself, or its "data" or "structures".
    private static func list(in root: JSONValue) -> JSONScan? {
        if root.kind == .array { return root.scan }
        return ["data", "structures"].compactMap { root.member($0) }
            .first { $0.kind == .array }?.scan
    }

    /// The one entry of an OPTIMADE response.
    private static func single(in root: JSONValue) -> JSONValue? {
        root.member("data").flatMap { $0.kind == .object ? $0 : nil }
    }
}

/// The elements of a JSON array, one after the other. An element that breaks ends the sequence:
/// behind it nothing says where the next one starts.
struct JSONElements {
    private let text: [UInt8]
    private var scan: JSONScan
    private var count = 0
    private var isOver = false

    /// - Parameter scan: Stands at the array's bracket.
    init(_ text: [UInt8], of scan: JSONScan) { (self.text, self.scan) = (text, scan) }

    mutating func next() -> Result<(Int, JSONValue), JSONValue.Failure>? {
        if isOver { return nil }
        do {
            return try element().map { .success($0) }
        } catch {
            isOver = true
            return .failure(error)
        }
    }

    private mutating func element() throws(JSONValue.Failure) -> (Int, JSONValue)? {
        if count == 0 { try scan.expect("[", "an array") }
        if scan.take("]") {
            isOver = true
            return nil
        }
        if count > 0 { try scan.expect(",", "a comma or ]") }
        scan.skipSpace()
        let value = JSONValue(text, at: scan.place)
        try scan.skipValue()
        count += 1
        return (count, value)
    }
}
