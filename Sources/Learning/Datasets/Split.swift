internal import Crystals

/// Which rows train, which choose the epoch, which are kept for the final figure.
///
/// The part of a row follows from its group (the reduced formula) and the seed alone, so that no
/// composition stands on two sides, in whatever order or from whatever file the rows come.
public struct Split: Sendable {
    public var train: [Int] = []
    public var validation: [Int] = []
    public var test: [Int] = []

    /// Shares of the groups; the rest trains.
    public struct Fractions: Hashable, Sendable, Codable {
        public var validation: Double
        public var test: Double

        public init(validation: Double = 0.05, test: Double = 0.05) {
            (self.validation, self.test) = (validation, test)
        }
    }

    public init(_ dataset: Dataset, fractions: Fractions, seed: UInt64) {
        for (index, row) in dataset.rows.enumerated() {
            switch Self.part(of: row.group, fractions, seed: seed) {
            case .train: train.append(index)
            case .validation: validation.append(index)
            case .test: test.append(index)
            }
        }
    }

    /// The sides of a split.
    public enum Part: Sendable {
        case train
        case validation
        case test
    }

    /// The side on which a group stands, whether or not it was among the rows.
    public static func part(of group: String, _ fractions: Fractions, seed: UInt64) -> Part {
        let place = place(of: group, seed: seed)
        if place < fractions.test { return .test }
        return place < fractions.test + fractions.validation ? .validation : .train
    }

    /// A number in [0, 1) that depends on the group's name and the seed (FNV-1a, then SplitMix64).
    static func place(of group: String, seed: UInt64) -> Double {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in group.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var generator = SplitMix64(seed: hash ^ (seed &* 0x9E37_79B9_7F4A_7C15))
        return Double(generator.next() >> 11) * 0x1p-53
    }
}
