internal import Crystals

/// Which unlabelled rows stand in which bag (Mordelet & Vert 2014; Jang et al., JACS 142, 18836, 2020).
///
/// Every bag holds all positives and K unlabelled rows, drawn without replacement, that it takes for
/// negatives; what is not drawn is out of the bag, and scored by it. A bag follows from the plan, its
/// seed and its number alone.
public struct BaggingPlan: Hashable, Sendable {
    /// Rows taught as positive in every bag.
    public let positives: [Int]
    /// Rows from which the bags are drawn.
    public let unlabelled: [Int]
    /// B.
    public let bags: Int
    /// K, unlabelled rows of a bag.
    public let bagSize: Int
    public let seed: UInt64

    /// - Parameter bagSize: K; nil for ``standardBagSize(positives:unlabelled:)``.
    /// - Precondition: There are positives, and K is less than the unlabelled, or none would be out
    ///   of a bag.
    public init(
        positives: [Int], unlabelled: [Int], bags: Int = 100, bagSize: Int? = nil, seed: UInt64
    ) {
        let size =
            bagSize
            ?? Self.standardBagSize(positives: positives.count, unlabelled: unlabelled.count)
        precondition(bags > 0, "\(bags) bags")
        precondition(!positives.isEmpty, "no positives")
        precondition(
            size > 0 && size < unlabelled.count,
            "bags of \(size) from \(unlabelled.count) unlabelled rows")
        (self.positives, self.unlabelled) = (positives, unlabelled)
        (self.bags, self.bagSize, self.seed) = (bags, size, seed)
    }

    /// K = |P| as Jang et al. have it, and half of the unlabelled where that is less: there must be
    /// enough out of the bags.
    public static func standardBagSize(positives: Int, unlabelled: Int) -> Int {
        min(positives, unlabelled / 2)
    }

    /// Bags that a row is expected to be out of: B(1 − K/|U|).
    public var expectedOutOfBag: Double {
        Double(bags) * (1 - Double(bagSize) / Double(unlabelled.count))
    }

    /// The bag of that number, from 0.
    public func bag(_ number: Int) -> Bag {
        precondition((0..<bags).contains(number), "bag \(number) of \(bags)")
        let seed = seed &+ UInt64(number + 1) &* 0xD1B5_4A32_D192_ED03
        var generator = SplitMix64(seed: seed)
        // Fisher–Yates, as far as the bag reaches.
        var order = unlabelled
        for k in 0..<bagSize {
            order.swapAt(k, Int.random(in: k..<order.count, using: &generator))
        }
        return Bag(
            number: number, positives: positives, negatives: order[..<bagSize].sorted(),
            outOfBag: order[bagSize...].sorted(), seed: generator.next())
    }
}

/// What one learner of a bagging is taught, and whom it scores.
public struct Bag: Hashable, Sendable {
    /// From 0.
    public var number: Int
    public var positives: [Int]
    /// Unlabelled rows that count as negatives here.
    public var negatives: [Int]
    /// Unlabelled rows that it is not taught.
    public var outOfBag: [Int]
    /// For whatever the learner draws.
    public var seed: UInt64

    public init(
        number: Int, positives: [Int], negatives: [Int], outOfBag: [Int], seed: UInt64
    ) {
        (self.number, self.seed) = (number, seed)
        (self.positives, self.negatives, self.outOfBag) = (positives, negatives, outOfBag)
    }
}
