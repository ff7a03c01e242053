internal import Foundation

/// All crystals of the user's arguments, each examined, in an order that depends on the names
/// only: arguments as given, folders and patterns by path, records as they stand in their file.
///
/// Files are read when their turn comes and records one by one, so that memory does not grow with
/// the inputs (but for the ids, which are kept to tell repeated ones).
public struct CrystalInputs: Sequence {
    private let items: [InputFiles.Item]
    private let examiner: CrystalExaminer

    /// - Parameter arguments: Files, folders (with all below them), patterns, "-" for standard
    ///   input.
    public init(_ arguments: [String], examiner: CrystalExaminer = CrystalExaminer()) {
        (items, self.examiner) = (InputFiles.expand(arguments), examiner)
    }

    /// - Parameters:
    ///   - bytes: What a file called `name` would hold, not compressed.
    public init(
        bytes: [UInt8], named name: String, examiner: CrystalExaminer = CrystalExaminer()
    ) {
        (items, self.examiner) = ([.memory(bytes, name)], examiner)
    }

    public func makeIterator() -> Iterator {
        Iterator(items, examiner)
    }

    public struct Iterator: IteratorProtocol {
        private var items: ArraySlice<InputFiles.Item>
        private let examiner: CrystalExaminer
        private var ids = UniqueIds()
        private var current: OpenFile?

        fileprivate init(_ items: [InputFiles.Item], _ examiner: CrystalExaminer) {
            (self.items, self.examiner) = (items[...], examiner)
        }

        public mutating func next() -> ExaminedInput? {
            while true {
                if let parsed = current?.next(), let file = current {
                    return examined(parsed, file)
                }
                guard let item = items.popFirst() else { return nil }
                switch item {
                case .file(let path): current = OpenFile(path: path)
                case .memory(let bytes, let name):
                    current = OpenFile(bytes: bytes, named: name)
                case .standardInput: current = OpenFile.standardInput()
                case .failure(let argument, let finding):
                    current = nil
                    return ExaminedInput(
                        id: ids.unreserved(argument), source: Source(file: argument),
                        verdict: .rejected(finding))
                }
            }
        }

        private mutating func examined(_ parsed: ParsedRecord, _ file: OpenFile) -> ExaminedInput {
            let source = Source(file: file.name, place: parsed.place)
            let wanted = parsed.id.flatMap { $0.isEmpty ? nil : $0 } ?? file.id(of: parsed.place)
            let verdict = examiner.verdict(on: parsed.content, id: wanted, source: source)
            guard verdict.record != nil else {
                return ExaminedInput(
                    id: ids.unreserved(wanted), source: source, verdict: verdict)
            }
            let (id, isRepeated) = ids.unique(wanted)
            let renamed = verdict.named(id)
            guard isRepeated, parsed.id != nil else {
                return ExaminedInput(id: id, source: source, verdict: renamed)
            }
            let finding = Finding(
                .repeatedId, "the id \"\(wanted)\" was there before; it is now \"\(id)\"")
            return ExaminedInput(id: id, source: source, verdict: renamed.warned(finding))
        }
    }
}

/// A file whose records are being read.
private struct OpenFile {
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
    mutating func next() -> ParsedRecord? {
        if let failure {
            (self.failure, reader) = (nil, nil)
            count += 1
            return ParsedRecord(place: nil, content: .failure(failure))
        }
        do {
            if let record = try reader?.next() {
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

    /// The file's name without its endings, and the place in a file of many.
    func id(of place: String?) -> String {
        var stem = (name as NSString).lastPathComponent
        if stem.lowercased().hasSuffix(".gz") { stem.removeLast(3) }
        if FormatDetection.format(ofName: stem) != nil, stem.contains(".") {
            stem = (stem as NSString).deletingPathExtension
        }
        guard let place else { return stem }
        return stem + "-" + (place.split(separator: " ").last ?? "")
    }
}

/// Makes ids unique by a suffix: those of usable inputs among themselves, so that a broken record
/// takes no name from a good one, those of rejected inputs among all that came before.
private struct UniqueIds {
    private var counts: [String: Int] = [:]
    private var rejected: [String: Int] = [:]

    /// `wanted`, or with "-2", "-3", … behind it if a usable input had it before.
    mutating func unique(_ wanted: String) -> (id: String, isRepeated: Bool) {
        guard let count = counts[wanted] else {
            counts[wanted] = 1
            return (wanted, false)
        }
        let (id, next) = suffixed(wanted, from: count) { counts[$0] != nil }
        counts[wanted] = next
        counts[id] = 1
        return (id, true)
    }

    /// The same for a rejected input, whose id a later usable one may still have.
    mutating func unreserved(_ wanted: String) -> String {
        func isTaken(_ id: String) -> Bool { counts[id] != nil || rejected[id] != nil }
        guard isTaken(wanted) else {
            rejected[wanted] = 1
            return wanted
        }
        let (id, next) = suffixed(wanted, from: rejected[wanted] ?? 1, isTaken)
        rejected[wanted] = next
        rejected[id] = 1
        return id
    }

    private func suffixed(
        _ wanted: String, from count: Int, _ isTaken: (String) -> Bool
    ) -> (id: String, count: Int) {
        var next = count + 1
        while isTaken("\(wanted)-\(next)") { next += 1 }
        return ("\(wanted)-\(next)", next)
    }
}

extension Verdict {
    /// The same with another id for the record.
    fileprivate func named(_ id: String) -> Verdict {
        func named(_ record: CrystalRecord) -> CrystalRecord {
            var record = record
            record.id = id
            return record
        }
        return switch self {
        case .accepted(let record): .accepted(named(record))
        case .acceptedWithWarning(let record, let findings):
            .acceptedWithWarning(named(record), findings)
        case .rejected: self
        }
    }

    /// The same with one more warning; a rejection stays as it is.
    fileprivate func warned(_ finding: Finding) -> Verdict {
        switch self {
        case .accepted(let record): .acceptedWithWarning(record, [finding])
        case .acceptedWithWarning(let record, let findings):
            .acceptedWithWarning(record, findings + [finding])
        case .rejected: self
        }
    }
}
