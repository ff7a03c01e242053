public import Crystals

/// Where a screening run keeps what it knows: the port between `Discovery` and a database.
///
/// Owed by every implementation, and checked by `ledgerContract` in TestKit:
/// - ``append(_:)`` and ``replacePlacements(_:rungs:)`` happen whole or not at all, also when the process is
///   killed within; what they have written stays.
/// - An entry has one verdict: appending one twice throws and changes nothing.
/// - Rows come back equal, bit for bit, and in the stated order.
/// - The `for each` methods hold one row at a time, however many there are, and their bodies may ask
///   for single crystals and structures.
public protocol Ledger: Sendable {
    /// The run that the ledger holds; nil before ``begin(_:)``.
    func runRecord() throws -> RunRecord?

    /// Starts a run in an empty ledger.
    /// - Throws: ``LedgerError/alreadyBegun`` if it holds one.
    func begin(_ record: RunRecord) throws

    /// Puts a record in place of the run's own, as when another processor goes on with it.
    /// - Throws: ``LedgerError/notBegun`` if it holds no run.
    func amend(_ record: RunRecord) throws

    /// Number of entries with a verdict: where a resumed run goes on.
    func entriesExamined() throws -> Int

    /// Records the verdicts on the next entries.
    /// - Throws: ``LedgerError/outOfOrder`` unless the chunk begins at ``entriesExamined()``.
    func append(_ chunk: ScreenedChunk) throws

    /// Every ranked crystal by entry: only the numbers that ranking and filters need, no text.
    func forEachFact(_ body: (_ entry: Int, _ facts: Filters.Facts) throws -> Void) throws

    /// The crystal of an entry; nil if it was rejected or not yet examined.
    func crystal(at entry: Int) throws -> ScreenedCrystal?

    /// The structure of an entry, sized if it was hypothetical.
    func structure(at entry: Int) throws -> Crystal?

    /// Puts the outcome of ranking in place of an earlier one.
    func replacePlacements(_ placements: [Placement], rungs: [Ladder.Rung]) throws

    /// Every placed crystal, best first.
    func forEachPlaced(_ body: (Placement, ScreenedCrystal) throws -> Void) throws

    /// Adds quantities that a higher rung found, in place of earlier values of the same.
    func refine(_ quantities: [(entry: Int, quantities: Quantities)], origin: Origin) throws

    /// Every rejected entry, in order.
    func forEachRejection(_ body: (Rejection) throws -> Void) throws
}

/// The verdicts on a run of entries, and the crystals among them that were accepted.
public struct ScreenedChunk: Sendable {
    /// Entries `first ..< first + count`, each either in `crystals` or in `rejections`.
    public var first: Int
    public var count: Int
    public var crystals: [(row: ScreenedCrystal, structure: Crystal)]
    public var rejections: [Rejection]
    /// Which model or formula each quantity of the rows comes from.
    public var origins: [Quantity: Origin]

    public init(
        first: Int, count: Int, crystals: [(row: ScreenedCrystal, structure: Crystal)],
        rejections: [Rejection], origins: [Quantity: Origin]
    ) {
        precondition(
            crystals.count + rejections.count == count,
            "\(crystals.count) crystals and \(rejections.count) rejections of \(count) entries")
        (self.first, self.count, self.crystals) = (first, count, crystals)
        (self.rejections, self.origins) = (rejections, origins)
    }
}

/// Where a number comes from.
public struct Origin: Hashable, Sendable, Codable {
    public var kind: Kind
    /// "Mazhnik–Oganov 2019", "log10 K, log10 G", a file's name.
    public var name: String
    /// SHA-256 of the model's file; empty where there is none.
    public var fingerprint: String

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case network
        case formula
        case structure
        case label
    }

    public init(kind: Kind, name: String, fingerprint: String = "") {
        (self.kind, self.name, self.fingerprint) = (kind, name, fingerprint)
    }
}

/// The place of a crystal among all.
public struct Placement: Hashable, Sendable {
    public var entry: Int
    /// From 1; every ranked crystal has its own.
    public var rank: Int
    /// From 1: the Pareto front among the crystals of the same standing (eligible, or filtered out).
    public var front: Int
    /// Index of the highest rung it reached; 0 is the first.
    public var rung: Int
    /// Entries that explain the front: a dominator from the front above or, on the first front,
    /// the next harder and the next tougher crystal.
    public var rivals: [Int]
    /// Entry of the better-placed crystal that counts as the same and took its place.
    public var duplicateOf: Int?

    public init(
        entry: Int, rank: Int, front: Int, rung: Int, rivals: [Int] = [], duplicateOf: Int? = nil
    ) {
        (self.entry, self.rank, self.front, self.rung) = (entry, rank, front, rung)
        (self.rivals, self.duplicateOf) = (rivals, duplicateOf)
    }
}

/// A ledger was asked for what its promise excludes.
public enum LedgerError: Error, Hashable {
    case alreadyBegun
    case notBegun
    case outOfOrder(expected: Int, given: Int)
    case damaged(String)
}
