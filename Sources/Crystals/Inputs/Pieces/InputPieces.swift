/// Inputs that were read and examined together, and what was made of them there.
public struct InputPiece<Value: Sendable>: Sendable {
    public var inputs: [ExaminedInput]
    /// What the work on the piece gave.
    public var values: [Value]
}

/// The inputs of a ``CrystalInputs`` in pieces that several threads read, examine and work on ahead
/// of whoever asks for them; in the same order and with the same ids as on one thread.
///
/// Small files are read by the dozen, each whole. A large one is opened when its turn comes, its
/// records are cut out by one thread after the other, and parsed by all.
public struct InputPieces<Value: Sendable>: Sequence, Sendable {
    let items: [InputFiles.Item]
    let examiner: CrystalExaminer
    let threads: Int
    let work: @Sendable ([ExaminedInput]) -> [Value]

    public func makeIterator() -> Iterator { Iterator(self) }

    public final class Iterator: IteratorProtocol {
        private let pieces: InputPieces
        private let files: WorkAhead<ArraySlice<InputFiles.Item>, [Part]>
        private var parts: ArraySlice<Part> = []
        private var records: WorkAhead<[RecordText], ExaminedPart>?
        private var ids = UniqueIds()

        fileprivate init(_ pieces: InputPieces) {
            self.pieces = pieces
            var rest = pieces.items[...]
            let size = pieces.filesOfPiece
            files = WorkAhead(
                threads: pieces.threads,
                pieces: {
                    defer { rest = rest.dropFirst(size) }
                    return rest.isEmpty ? nil : rest.prefix(size)
                },
                work: { pieces.parts(of: $0) })
        }

        public func next() -> InputPiece<Value>? {
            while true {
                if let part = records?.next() { return named(part) }
                records = nil
                if let part = parts.popFirst() {
                    switch part {
                    case .examined(let part): return named(part)
                    case .large(let item): records = pieces.records(of: item)
                    }
                } else if let more = files.next() {
                    parts = more[...]
                } else {
                    return nil
                }
            }
        }

        private func named(_ part: ExaminedPart) -> InputPiece<Value> {
            InputPiece(inputs: part.inputs.map { ids.named($0) }, values: part.values)
        }
    }
}

extension InputPieces {
    /// Neighbours among the inputs of a piece.
    private enum Part {
        case examined(ExaminedPart)
        /// To be read record by record when its turn comes.
        case large(InputFiles.Item)
    }

    private struct ExaminedPart {
        var inputs: [UnnamedInput]
        var values: [Value]
    }

    /// Enough for the work on a piece to be done at one go, and few enough that every thread gets some.
    private var filesOfPiece: Int { Swift.max(1, Swift.min(32, items.count / (8 * threads))) }

    /// Bytes of small files that are read together.
    private static var bytesOfPiece: Int { 1 << 22 }

    /// Records of a large file that are parsed together, and bytes after which there are no more.
    private static var recordsOfPiece: (count: Int, bytes: Int) { (32, 1 << 20) }

    private func parts(of items: ArraySlice<InputFiles.Item>) -> [Part] {
        var parts: [Part] = []
        var inputs: [UnnamedInput] = []
        var room = Self.bytesOfPiece
        func finish() {
            if !inputs.isEmpty { parts.append(.examined(part(inputs))) }
            inputs = []
        }
        for item in items {
            if let more = examined(item, &room) {
                inputs += more
            } else {
                finish()
                parts.append(.large(item))
            }
        }
        finish()
        return parts
    }

    private func part(_ inputs: [UnnamedInput]) -> ExaminedPart {
        ExaminedPart(inputs: inputs, values: work(inputs.map(\.input)))
    }

    /// The inputs of an item that can be read whole; nil of others.
    ///
    /// - Parameter room: bytes that the piece may still take; past them everything counts as large.
    private func examined(_ item: InputFiles.Item, _ room: inout Int) -> [UnnamedInput]? {
        switch item {
        case .failure(let argument, let finding):
            let input = ExaminedInput(
                id: argument, source: Source(file: argument), verdict: .rejected(finding))
            return [UnnamedInput(input: input, hasName: false)]
        case .file(let path):
            guard room > 0, let bytes = SmallFile.bytes(path) else { return nil }
            room -= bytes.count
            return examined(OpenFile(bytes: bytes, named: path))
        case .memory(let bytes, let name):
            guard room > 0, bytes.count <= SmallFile.limit(name) else { return nil }
            room -= bytes.count
            return examined(OpenFile(bytes: bytes, named: name))
        case .standardInput: return nil
        }
    }

    private func examined(_ file: OpenFile) -> [UnnamedInput] {
        var file = file
        var inputs: [UnnamedInput] = []
        while let text = file.next() { inputs.append(examiner.examined(text, ofFile: file.name)) }
        return inputs
    }

    /// The records of a large file, in pieces.
    private func records(of item: InputFiles.Item) -> WorkAhead<[RecordText], ExaminedPart> {
        var file = open(item)
        return WorkAhead(
            threads: threads, pieces: { Self.texts(&file) },
            work: { [name = file.name] texts in
                part(texts.map { examiner.examined($0, ofFile: name) })
            })
    }

    private func open(_ item: InputFiles.Item) -> OpenFile {
        switch item {
        case .file(let path): OpenFile(path: path)
        case .memory(let bytes, let name): OpenFile(bytes: bytes, named: name)
        case .standardInput: OpenFile.standardInput()
        case .failure(let argument, _): preconditionFailure("\(argument) has no records")
        }
    }

    private static func texts(_ file: inout OpenFile) -> [RecordText]? {
        var texts: [RecordText] = []
        var bytes = 0
        while texts.count < recordsOfPiece.count, bytes < recordsOfPiece.bytes,
            let text = file.next()
        {
            texts.append(text)
            bytes += text.size
        }
        return texts.isEmpty ? nil : texts
    }
}
