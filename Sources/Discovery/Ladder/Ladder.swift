public import Crystals

/// The ladder of accuracy: what is done with how many crystals, and what lets one pass.
///
/// It is data: a YAML file, or ``standard``. The first rung sees everything; each further rung
/// takes the best-placed crystals of the rung below that pass its filters, up to its budget.
public struct Ladder: Hashable, Sendable {
    /// At least one; the first is of kind ``Kind/networks``.
    public var rungs: [Rung]
    public var ranking: Basis

    public init(rungs: [Rung], ranking: Basis = .lowerEnds) {
        (self.rungs, self.ranking) = (rungs, ranking)
    }

    /// Which hardness and toughness count for a crystal's place.
    public enum Basis: String, CaseIterable, Sendable {
        /// The lower ends of their 90 % intervals: of two crystals that come out alike, the one of which
        /// the networks are surer stands first, and the luckiest guesses among very many do not stand
        /// above what is known. Without error bars, the predictions.
        case lowerEnds = "lower-ends"
        /// The predictions themselves.
        case predictions

        /// Whether it is the lower ends that count of a crystal, which has some.
        func isLower(in known: Quantities) -> Bool {
            self == .lowerEnds && known.interval(of: .hardness) != nil
        }

        /// What counts of one quantity.
        func value(of quantity: Quantity, in known: Quantities) -> Double? {
            let low = self == .lowerEnds ? quantity.interval.flatMap { known[$0.low] } : nil
            return low ?? known[quantity]
        }
    }

    public struct Rung: Hashable, Sendable {
        public var name: String
        public var kind: Kind
        /// How many crystals it takes at most; nil is everything.
        public var budget: Int?
        public var filters: Filters

        public init(name: String, kind: Kind, budget: Int? = nil, filters: Filters = Filters()) {
            (self.name, self.kind, self.budget, self.filters) = (name, kind, budget, filters)
        }
    }

    /// What a rung does with a crystal.
    public enum Kind: String, CaseIterable, Sendable {
        /// Predicts moduli, formation energy, gap and volume; hardness and toughness follow.
        case networks
        /// The Debye model: sound, heat, expansion and conduction at 300 K.
        case debye
        /// Writes inputs for density-functional calculations.
        case dftInputs = "dft-inputs"
    }

    /// Crystals of radioactive elements can be as hard as they like: nobody will make a tool of them.
    public static let radioactive: Set<Element> = Set(
        Element.all.filter { $0.atomicNumber >= 84 || [43, 61].contains($0.atomicNumber) })

    /// Networks on everything, the Debye model on the best 100, DFT inputs for the best 20.
    ///
    /// - 0.4 eV/atom: the fourfold carbons, which need pressure, stand up to 0.33 above graphite in the
    ///   Materials Project, and the network errs by 0.05. Nine in ten metastable nitrides that were
    ///   ever made are less than 0.2 above the hull (Sun et al., Sci. Adv. 2, e1600225, 2016), so
    ///   a user of other chemistry may ask for less.
    /// - 10 and 20 GPa: half of what "superhard" asks (40 GPa) leaves room for the error of the
    ///   formulas, a quarter keeps the tough neighbours for comparison.
    /// - Metals are left out: for them the hardness formula is known to fail (W: 20 GPa
    ///   against 3.4 measured).
    public static let standard = Ladder(rungs: [
        Rung(name: "networks", kind: .networks),
        Rung(
            name: "debye", kind: .debye, budget: 100,
            filters: Filters(
                maximumFormationEnergy: 0.4, minimumHardness: 10, avoid: radioactive,
                metals: .exclude, distinct: .formulaAndSpaceGroup)),
        Rung(
            name: "dft-inputs", kind: .dftInputs, budget: 20,
            filters: Filters(minimumHardness: 20, maximumAtoms: 40)),
    ])

    /// The ladder with elements to avoid or require on every rung above the first.
    public func restricted(avoiding avoid: Set<Element>, requiring require: Set<Element>) -> Self {
        var ladder = self
        for index in ladder.rungs.indices.dropFirst() {
            ladder.rungs[index].filters.avoid.formUnion(avoid)
            ladder.rungs[index].filters.require.formUnion(require)
        }
        return ladder
    }
}
