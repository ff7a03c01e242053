/// The arguments of `Benchmarks/run.sh`.
struct RunOptions {
    /// Fewer structures and rounds, nothing written: to see that everything runs.
    var isQuick = false
    /// Without the programs that need Python.
    var withPeers = true
    /// Times that each contender of a row is measured.
    var rounds = 5
    /// Threads of everything that is not measured on one.
    var threads = 2
    /// Stands in the document; the benchmark does not ask the clock.
    var date: String?
    /// Only rows whose titles have it.
    var row: String?
    /// Parts to run; all if empty.
    var parts: Set<Part> = []

    enum Part: String, CaseIterable {
        case rows, threads, crystals, atoms, discover, roofline
    }

    static let usage = """
        Benchmarks/run.sh [--quick] [--rounds N] [--date YYYY-MM-DD] [--without-peers] [--row TEXT] [PART…]
        parts: \(Part.allCases.map(\.rawValue).joined(separator: " ")); all, unless some are named
        """

    init(_ arguments: [String]) throws {
        var words = arguments.dropFirst()
        while let word = words.popFirst() {
            switch word {
            case "--quick": (isQuick, rounds) = (true, min(rounds, 2))
            case "--without-peers": withPeers = false
            case "--rounds": rounds = try Self.number(words.popFirst())
            case "--date":
                guard let word = words.popFirst() else { throw Failure(Self.usage) }
                date = word
            case "--row":
                guard let word = words.popFirst() else { throw Failure(Self.usage) }
                row = word
            default:
                guard let part = Part(rawValue: word) else { throw Failure(Self.usage) }
                parts.insert(part)
            }
        }
    }

    func runs(_ part: Part) -> Bool { parts.isEmpty || parts.contains(part) }

    private static func number(_ word: String?) throws -> Int {
        guard let number = word.flatMap(Int.init), number > 0 else { throw Failure(usage) }
        return number
    }
}
