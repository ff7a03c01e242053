internal import Crystals

/// Which rows train, which choose the epoch, which are kept for the final figure.
///
/// What stands together and where follows from a ``SplitRule`` and the seed; by the standard rule no
/// composition stands on two sides, in whatever order or from whatever file the rows come.
public struct Split: Sendable {
    public var train: [Int] = []
    public var validation: [Int] = []
    public var test: [Int] = []
    /// Rows that the rule cannot place, because they have not the label that it goes by.
    public var unplaced: [Int] = []

    /// Of rows that are chosen otherwise, none of which test.
    init(train: [Int]) { self.train = train }

    /// - Parameter dataset: with the groups of the rule, see ``SplitRule/grouping``.
    public init(_ dataset: Dataset, rule: SplitRule, seed: UInt64) {
        let groups = dataset.rows.map(\.group)
        let parts = rule.parts(of: groups, inputs: dataset.inputs ?? groups.count, seed: seed)
        for (index, part) in parts.enumerated() {
            switch part {
            case .train: train.append(index)
            case .validation: validation.append(index)
            case .test: test.append(index)
            case nil: unplaced.append(index)
            }
        }
    }

    /// The sides of a split.
    public enum Part: String, Sendable {
        case train
        case validation
        case test
    }

    /// [rows]; the side of each.
    ///
    /// - Parameter count: of all rows.
    public func parts(_ count: Int) -> [Part?] {
        var parts = [Part?](repeating: nil, count: count)
        for row in train { parts[row] = .train }
        for row in validation { parts[row] = .validation }
        for row in test { parts[row] = .test }
        return parts
    }

    /// A number in [0, 1) that depends on the group's name and the seed (FNV-1a, then SplitMix64).
    ///
    /// Models that are in use have their test parts by it: it may not change.
    static func place(of group: String, seed: UInt64) -> Double {
        Double(draw(group, seed: seed) >> 11) * 0x1p-53
    }

    /// The 64 bits behind ``place(of:seed:)``.
    static func draw(_ group: String, seed: UInt64) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in group.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var generator = SplitMix64(seed: hash ^ (seed &* 0x9E37_79B9_7F4A_7C15))
        return generator.next()
    }
}
