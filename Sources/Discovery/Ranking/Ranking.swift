internal import Crystals
internal import Foundation

/// The order of all ranked crystals, and how far up the ladder each one comes.
///
/// Crystals that pass the filters of the second rung come first, the others after them. Within
/// each of the two: by Pareto front of hardness and toughness, or of the lower ends of their intervals
/// (``Ladder/Basis``); within a front by the distance to
/// the ideal point (the highest hardness and the highest toughness of the group) in the plane of
/// log H and log K_IC; last by the order of the inputs. So the order is total and repeatable.
public struct Ranking: Sendable {
    public private(set) var placements: [Placement] = []
    public private(set) var funnel: Funnel

    /// Ranks what the ledger holds. It reads the numbers of every crystal once, and whole rows
    /// only of those that compete for places.
    public init(of ledger: some Ledger, by ladder: Ladder) throws {
        funnel = Funnel(examined: try ledger.entriesExamined())
        var field = Field()
        let gate = ladder.rungs.count > 1 ? ladder.rungs[1].filters : Filters()
        try ledger.forEachFact { entry, facts in
            guard let hardness = ladder.ranking.value(of: .hardness, in: facts.quantities),
                let toughness = ladder.ranking.value(of: .toughness, in: facts.quantities)
            else { throw LedgerError.damaged("entry \(entry) has no hardness or toughness") }
            let objection = gate.objection(to: facts)
            if let objection { funnel.filtered[objection, default: 0] += 1 }
            field.add(entry, hardness, toughness, isEligible: objection == nil)
        }
        funnel.ranked = field.count
        field.place(isEligible: true, into: &placements)
        funnel.eligible = placements.count
        field.place(isEligible: false, into: &placements)
        try climb(ladder, in: ledger)
    }

    /// Fills the rungs above the first, each from the one below.
    private mutating func climb(_ ladder: Ladder, in ledger: some Ledger) throws {
        var below = Array(0..<funnel.eligible)
        for (level, rung) in ladder.rungs.enumerated().dropFirst() {
            below = try admit(below, to: rung, level, in: ledger)
        }
    }

    /// - Parameter competitors: indices in `placements`, best first.
    /// - Returns: those that `rung` takes.
    private mutating func admit(
        _ competitors: [Int], to rung: Ladder.Rung, _ level: Int, in ledger: some Ledger
    ) throws -> [Int] {
        var admitted: [Int] = []
        var step = Funnel.Step()
        var placed = PlacedKinds()
        for index in competitors {
            let isFull = admitted.count == rung.budget
            // All that stand before the second rung have passed its filters.
            if isFull, level == 1, rung.kind != .dftInputs { break }
            let entry = placements[index].entry
            guard let crystal = try ledger.crystal(at: entry) else {
                throw LedgerError.damaged("entry \(entry) is ranked but not there")
            }
            if step.stops(crystal, before: rung) || isFull { continue }
            let twin = try placed.twin(
                of: crystal, by: rung.filters.distinct, structure: ledger.structure(at:))
            if let twin {
                placements[index].duplicateOf = twin
                step.duplicates += 1
                continue
            }
            placements[index].rung = level
            admitted.append(index)
        }
        step.taken = admitted.count
        step.waiting = competitors.count - step.taken - step.duplicates - step.stopped
        funnel.steps.append(step)
        return admitted
    }
}

extension Funnel.Step {
    /// Whether the rung does not take the crystal, which is then counted.
    fileprivate mutating func stops(
        _ crystal: ScreenedCrystal, before rung: Ladder.Rung
    ) -> Bool {
        if let key = rung.filters.objection(to: crystal.facts) {
            filtered[key, default: 0] += 1
            return true
        }
        guard rung.kind == .dftInputs, !crystal.isOrdered else { return false }
        mixed += 1
        return true
    }
}

/// How many crystals came how far.
public struct Funnel: Hashable, Sendable {
    /// Inputs with a verdict.
    public var examined: Int
    /// Those that have a rank; the rest was rejected.
    public var ranked = 0
    /// Those that pass the filters of the second rung.
    public var eligible = 0
    /// Those that do not, by the first filter that stopped them.
    public var filtered: [FilterKey: Int] = [:]
    /// [rungs above the first] what became of those that stood before each.
    public var steps: [Step] = []

    public init(examined: Int) { self.examined = examined }

    /// What became of the crystals that stood before a rung: the same as ``PlaceReason`` says of each.
    public struct Step: Hashable, Sendable {
        public var taken = 0
        /// By the rung's first filter that stopped them.
        public var filtered: [FilterKey: Int] = [:]
        /// Disordered, before a rung that needs one element on each site.
        public var mixed = 0
        /// The same crystal as a better-placed one, as the rung's `distinct` counts, and looked at
        /// before the places were taken.
        public var duplicates = 0
        /// Let on by the filters, but the places were taken.
        public var waiting = 0

        public init() {}

        var stopped: Int { filtered.values.reduce(0, +) + mixed }
    }

    /// Those that pass the filters of the second rung as far as the moduli tell.
    var passedByMechanics: Int {
        eligible + FilterKey.late.reduce(0) { $0 + (filtered[$1] ?? 0) }
    }

    /// [rungs above the first] how many each took.
    public var reached: [Int] { steps.map(\.taken) }

    public var rejected: Int { examined - ranked }
}

/// The two numbers that ranking needs of each crystal: 24 bytes of them.
private struct Field {
    private var entries: [Int32] = []
    private var hardness: [Double] = []
    private var toughness: [Double] = []
    private var isEligible: [Bool] = []

    var count: Int { entries.count }

    mutating func add(_ entry: Int, _ hardness: Double, _ toughness: Double, isEligible: Bool) {
        entries.append(Int32(entry))
        self.hardness.append(hardness)
        self.toughness.append(toughness)
        self.isEligible.append(isEligible)
    }

    /// Appends the placements of one of the two groups, best first.
    func place(isEligible wanted: Bool, into placements: inout [Placement]) {
        let group = entries.indices.filter { isEligible[$0] == wanted }
        let hard = group.map { hardness[$0] }
        let tough = group.map { toughness[$0] }
        let fronts = ParetoFronts(hardness: hard, toughness: tough)
        let distance = Self.distances(hard, tough)
        let order = group.indices.sorted { a, b in
            if fronts.front[a] != fronts.front[b] { return fronts.front[a] < fronts.front[b] }
            return distance[a] != distance[b] ? distance[a] < distance[b] : group[a] < group[b]
        }
        for point in order {
            let rivals =
                fronts.front[point] == 1
                ? [fronts.nextHarder(point), fronts.nextTougher(point)].compactMap { $0 }
                : [fronts.dominator(of: point)].compactMap { $0 }
            placements.append(
                Placement(
                    entry: Int(entries[group[point]]), rank: placements.count + 1,
                    front: Int(fronts.front[point]), rung: 0,
                    rivals: rivals.map { Int(entries[group[$0]]) }))
        }
    }

    /// Distance of each point to the ideal point in log–log, squared.
    private static func distances(_ hard: [Double], _ tough: [Double]) -> [Double] {
        let (hardest, toughest) = (hard.max() ?? 1, tough.max() ?? 1)
        return zip(hard, tough).map { h, t in
            let (x, y) = (log(hardest / h), log(toughest / t))
            return x * x + y * y
        }
    }
}
