public import Crystals

/// Crystals of whoever sits before the page: what a network may learn from besides what the program makes.
public protocol OwnCrystals: Sendable {
    /// Crystals that have a number, chosen by chance.
    ///
    /// - Parameters:
    ///   - sites: of the largest cell.
    ///   - count: of crystals; fewer where there are no more.
    ///   - seed: of the choice.
    func crystals(
        with label: OwnLabel, sites: Int, count: Int, seed: UInt64
    ) throws -> OwnSample
}

/// A number that crystals of a collection have.
public struct OwnLabel: Hashable, Sendable {
    public var collection: String
    public var name: String

    public init(collection: String, name: String) {
        (self.collection, self.name) = (collection, name)
    }

    /// nil for what is not "COLLECTION/NAME". Of the two only the name may have a "/" of its own.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts.contains("") else { return nil }
        self.init(collection: String(parts[0]), name: String(parts[1]))
    }
}

/// Crystals of a collection with one number each, which is among their labels.
public struct OwnSample: Sendable {
    public var records: [CrystalRecord]
    /// Of the number; empty where it has none.
    public var unit: String

    public init(records: [CrystalRecord], unit: String) {
        (self.records, self.unit) = (records, unit)
    }
}
