public import Crystals

/// Where a run's crystals come from, one after the other.
///
/// Owed by every implementation: the same entries in the same order each time, so that a run
/// that was stopped can go on at any of them; and an end only where the entries end, for one
/// that cannot be read is an error.
public protocol ScreeningSource: Sendable {
    /// Number of entries; nil where only reading them tells.
    func count() throws -> Int?

    /// The entries from number `first` (from 0) on.
    func entries(from first: Int) throws -> ScreeningEntries
}

/// The entries of a source, read one by one. Unlike an iterator's, its reading can fail.
public struct ScreeningEntries {
    private let read: () throws -> ScreeningEntry?

    /// - Parameter read: the next entry at each call; nil after the last.
    public init(_ read: @escaping () throws -> ScreeningEntry?) { self.read = read }

    public func next() throws -> ScreeningEntry? { try read() }

    /// The next `count` entries, fewer only where they end.
    public func next(_ count: Int) throws -> [ScreeningEntry] {
        var entries: [ScreeningEntry] = []
        while entries.count < count, let entry = try read() { entries.append(entry) }
        return entries
    }
}

/// One input of a run.
public struct ScreeningEntry: Sendable {
    public var id: String
    /// The file and place it stood in, or the prototype it is made from.
    public var origin: String
    public var content: Content

    public enum Content: Sendable {
        /// A crystal with its own cell, what the examination remarked, and its symmetry where that is
        /// known.
        case crystal(Crystal, remarks: [Remark], symmetry: CrystalSymmetry? = nil)
        /// A crystal whose cell has a shape but no size yet.
        case unsized(Crystal, spaceGroup: SpaceGroupName?)
        case rejected(Remark)
    }

    public init(id: String, origin: String, content: Content) {
        (self.id, self.origin, self.content) = (id, origin, content)
    }
}
