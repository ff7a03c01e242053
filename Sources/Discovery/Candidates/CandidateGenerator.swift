public import Crystals

/// Hypothetical crystals in a fixed order: every decoration of the known prototypes that the rules
/// allow, each once.
///
/// A collection with random access: candidate `n` depends on seed, elements and rules alone, so that an
/// interrupted screening goes on at `n` with nothing kept on disk. In memory a candidate is eight
/// bytes; its crystal is made when it is asked for.
public struct CandidateGenerator: RandomAccessCollection, Sendable {
    public let seed: UInt64
    /// How many candidates were asked for.
    public let budget: Int
    /// How many different candidates the elements and rules allow.
    public let available: Int

    private let order: [DecorationKey]

    /// - Parameters:
    ///   - seed: decides the order within each prototype and tier, and so what a small budget tries.
    ///   - budget: at most this many candidates; fewer where fewer exist, see ``shortfall``.
    ///   - elements: what to make them of. Noble gases are in no rule; elements beyond bismuth are
    ///     in none but thorium and uranium.
    ///   - rules: which elements may stand where.
    public init(
        seed: UInt64, budget: Int, elements: Set<Element> = ElementClass.standard.elements,
        rules: [DecorationRule] = DecorationRule.standard
    ) {
        precondition(budget >= 0, "a budget of \(budget) candidates")
        let decorations = DecorationSearch(elements: elements, rules: rules).decorations()
        (self.seed, self.budget, available) = (seed, budget, decorations.count)
        order = Array(CandidateOrder(seed: seed).ordered(decorations).prefix(budget))
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { order.count }

    public subscript(index: Int) -> Candidate {
        let key = order[index]
        return Candidate(
            index: index, prototype: Prototype.all[key.prototype], elements: key.elements)
    }

    /// By how many the budget exceeds what exists.
    public var shortfall: Int { Swift.max(0, budget - available) }

    /// What to tell the user when ``shortfall`` is not zero, or nil.
    public var shortfallNotice: String? {
        shortfall == 0
            ? nil
            : "\(budget) candidates were asked for, but elements and rules allow \(available): "
                + "all of them are tried."
    }
}
