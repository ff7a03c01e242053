/// A file whose records are being cut out.
struct OpenFile {
    let name: String
    private var reader: (any RecordReader)?
    private var failure: Finding?
    private var count = 0

    init(path: String) {
        self.init(name: path) { () throws(Finding) in try ByteReader(path: path) }
    }

    init(bytes: [UInt8], named name: String) {
        self.init(name: name) { () throws(Finding) in ByteReader(bytes: bytes) }
    }

    static func standardInput() -> OpenFile {
        OpenFile(name: "standard input") { () throws(Finding) in
            try ByteReader.standardInput()
        }
    }

    private init(name: String, open: () throws(Finding) -> ByteReader) {
        self.name = name
        do {
            reader = try FormatDetection.reader(of: try open(), named: name)
        } catch {
            failure = error
        }
    }

    /// The next record; what ends the file early is one more, rejected.
    mutating func next() -> RecordText? {
        if let failure {
            (self.failure, reader) = (nil, nil)
            count += 1
            return RecordText(place: nil, failure: failure)
        }
        do {
            if let record = try reader?.nextText() {
                count += 1
                return record
            }
            guard count == 0, reader != nil else { return nil }
            failure = Finding(.noAtoms, "the file holds no structures; write it again")
        } catch {
            failure = error
        }
        return next()
    }
}

extension CrystalExaminer {
    /// A record of a file, parsed and examined.
    func examined(_ text: RecordText, ofFile name: String) -> UnnamedInput {
        let parsed = text.parsed()
        let source = Source(file: name, place: parsed.place)
        let own = parsed.id.flatMap { $0.isEmpty ? nil : $0 }
        let id = own ?? FileName.id(of: name, place: parsed.place)
        let verdict = verdict(on: parsed.content, id: id, source: source)
        return UnnamedInput(
            input: ExaminedInput(id: id, source: source, verdict: verdict),
            hasName: parsed.id != nil)
    }
}

/// An input under the id that it wants, which others may want too.
struct UnnamedInput: Sendable {
    var input: ExaminedInput
    /// Whether the id is the record's own.
    var hasName: Bool
}
