/// All crystals of the user's arguments, each examined, in an order that depends on the names
/// only: arguments as given, folders and patterns by path, records as they stand in their file.
///
/// Files are read when their turn comes, a few ahead of whoever asks, so that memory does not
/// grow with the inputs (but for the ids, which are kept to tell repeated ones).
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

    /// The inputs one by one, read and examined by the thread that asks for them.
    public func makeIterator() -> ExaminedInputs.Iterator { ahead(threads: 1).makeIterator() }

    /// The inputs one by one, read and examined on several threads ahead of whoever asks.
    public func ahead(threads: Int) -> ExaminedInputs {
        ExaminedInputs(pieces: pieces(threads: threads) { _ in [] })
    }

    /// The inputs piece by piece, each read, examined and worked on by one of several threads.
    ///
    /// - Parameters:
    ///   - threads: One of them works when it is asked, on the thread that asks.
    ///   - work: Called by several threads at once. The inputs of a piece have the ids that they
    ///     want; of two that want the same, the second has another one in the end.
    public func pieces<Value>(
        threads: Int, work: @escaping @Sendable ([ExaminedInput]) -> [Value]
    ) -> InputPieces<Value> {
        InputPieces(items: items, examiner: examiner, threads: threads, work: work)
    }
}

/// Inputs one by one, from pieces that are read ahead.
public struct ExaminedInputs: Sequence {
    fileprivate let pieces: InputPieces<Never>

    public func makeIterator() -> Iterator { Iterator(pieces: pieces.makeIterator()) }

    public struct Iterator: IteratorProtocol {
        fileprivate let pieces: InputPieces<Never>.Iterator
        private var waiting: ArraySlice<ExaminedInput> = []

        fileprivate init(pieces: InputPieces<Never>.Iterator) { self.pieces = pieces }

        public mutating func next() -> ExaminedInput? {
            while waiting.isEmpty {
                guard let piece = pieces.next() else { return nil }
                waiting = piece.inputs[...]
            }
            return waiting.removeFirst()
        }
    }
}
