internal import Crystals

/// Which unlabelled rows stand in which bag (Mordelet & Vert 2014; Jang et al., JACS 142, 18836, 2020).
///
/// Every bag holds all positives and K unlabelled rows, drawn without replacement, that it takes for
/// negatives; what is not drawn is out of the bag, and scored by it. A bag follows from the plan, its
/// seed and its number alone.
///
/// So no taught positive would ever have a score. Where some take turns to rest, each bag does without
/// those whose turn it is and scores them too, and every row is scored by learners that do not know it.
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
    /// Rows that rest in turn: bag b does without those of b modulo the number of turns.
    public let turns: [Set<Int>]

    /// - Parameters:
    ///   - bagSize: K; nil for ``standardBagSize(positives:unlabelled:)``.
    ///   - turns: None as Jang et al. have it: all positives stand in every bag.
    /// - Precondition: There are positives in every bag, and K is less than the unlabelled that may stand
    ///   in it, or none would be out of a bag.
    public init(
        positives: [Int], unlabelled: [Int], bags: Int = 100, bagSize: Int? = nil,
        turns: [Set<Int>] = [], seed: UInt64
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
        self.turns = turns
    }

    /// K = |P| as Jang et al. have it, and half of the unlabelled where that is less: there must be
    /// enough out of the bags.
    public static func standardBagSize(positives: Int, unlabelled: Int) -> Int {
        min(positives, unlabelled / 2)
    }

    /// Bags that an unlabelled row is expected to be out of: B(1 − K/|U|).
    public var expectedOutOfBag: Double {
        Double(bags) * (1 - Double(bagSize) / Double(unlabelled.count))
    }

    /// The bag of that number, from 0.
    public func bag(_ number: Int) -> Bag {
        precondition((0..<bags).contains(number), "bag \(number) of \(bags)")
        let seed = seed &+ UInt64(number + 1) &* 0xD1B5_4A32_D192_ED03
        var generator = SplitMix64(seed: seed)
        let resting = turns.isEmpty ? [] : turns[number % turns.count]
        // Fisher–Yates, as far as the bag reaches.
        var order = unlabelled.filter { !resting.contains($0) }
        precondition(bagSize <= order.count, "bags of \(bagSize) from \(order.count) rows")
        for k in 0..<bagSize {
            order.swapAt(k, Int.random(in: k..<order.count, using: &generator))
        }
        let others = order[bagSize...] + unlabelled.filter(resting.contains)
        return Bag(
            number: number, positives: positives.filter { !resting.contains($0) },
            negatives: order[..<bagSize].sorted(),
            outOfBag: (others + positives.filter(resting.contains)).sorted(),
            seed: generator.next())
    }
}

/// What one learner of a bagging is taught, and whom it scores.
public struct Bag: Hashable, Sendable {
    /// From 0.
    public var number: Int
    public var positives: [Int]
    /// Unlabelled rows that count as negatives here.
    public var negatives: [Int]
    /// Unlabelled rows that it is not taught, and the positives that rest.
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
