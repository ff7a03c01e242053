/// The sentences that say why a crystal stands where it does.
public final class PlaceReason {
    private let ladder: Ladder
    private let crystal: (Int) throws -> ScreenedCrystal?
    private let rank: (Int) -> Int?
    /// Names of rivals by entry: crystals near each other in rank share them.
    private var names: [Int: String] = [:]

    /// - Parameters:
    ///   - crystal: the crystal of an entry.
    ///   - rank: the rank of an entry.
    public init(
        ladder: Ladder, crystal: @escaping (Int) throws -> ScreenedCrystal?,
        rank: @escaping (Int) -> Int?
    ) {
        (self.ladder, self.crystal, self.rank) = (ladder, crystal, rank)
    }

    /// "shortlisted", "refined", "screened" or "filtered".
    public func status(_ placement: Placement, _ row: ScreenedCrystal) -> String {
        if placement.rung > 0, placement.rung == ladder.rungs.count - 1 { return "shortlisted" }
        if placement.rung > 0 { return "refined" }
        return gateObjection(row) == nil ? "screened" : "filtered"
    }

    public func callAsFunction(_ placement: Placement, _ row: ScreenedCrystal) throws -> String {
        let isFiltered = gateObjection(row) != nil && placement.rung == 0
        var sentences = [try outcome(placement, row), numbers(row)]
        sentences.append(try standing(placement, isFiltered: isFiltered))
        sentences += row.caveats.map { "Caveat: \($0.message)" }
        return sentences.joined(separator: ". ") + "."
    }

    private func gateObjection(_ row: ScreenedCrystal) -> FilterKey? {
        ladder.rungs.count > 1 ? ladder.rungs[1].filters.objection(to: row.facts) : nil
    }

    /// How far it came and what stopped it there.
    private func outcome(_ placement: Placement, _ row: ScreenedCrystal) throws -> String {
        let here = ladder.rungs[placement.rung]
        guard placement.rung + 1 < ladder.rungs.count else {
            return placement.rung == 0 ? "Screened" : "Passed every rung, up to \(here.name)"
        }
        let next = ladder.rungs[placement.rung + 1]
        let stopped = "Stopped after \(here.name): "
        if let key = next.filters.objection(to: row.facts) {
            return stopped + next.filters.phrase(key, row.facts)
        }
        if next.kind == .dftInputs, !row.isOrdered {
            return stopped + "its sites are mixed, and DFT needs one element on each"
        }
        if let twin = placement.duplicateOf, let other = try crystal(twin) {
            let same = next.filters.distinct == .formula ? "formula" : "formula and space group"
            let place = rank(twin).map { " (rank \($0))" } ?? ""
            return stopped + "same \(same) as \(other.id)\(place), which has the place"
        }
        let places = next.budget.map { "\($0) places" } ?? "places"
        return stopped + "the \(places) of \(next.name) went to better-placed crystals"
    }

    private func numbers(_ row: ScreenedCrystal) -> String {
        let known = row.quantities
        func text(_ quantity: Quantity) -> String { known[quantity].map { figures($0, 3) } ?? "?" }
        return "H \(text(.hardness)) GPa and K_IC \(text(.toughness)) MPa·m^½ "
            + "from K \(text(.bulkModulus)) and G \(text(.shearModulus)) GPa"
    }

    /// What the front means for this crystal, with the crystals that define it.
    private func standing(_ placement: Placement, isFiltered: Bool) throws -> String {
        let group = isFiltered ? " of those filtered out" : ""
        guard placement.front == 1 else {
            let rival = try placement.rivals.first.map(named) ?? "another"
            return "Front \(placement.front)\(group): harder and tougher is \(rival)"
        }
        let rivals = try placement.rivals.map(named).joined(separator: " and ")
        let clause = "Front 1\(group): none is both harder and tougher"
        return rivals.isEmpty ? clause : clause + "; its neighbours there are \(rivals)"
    }

    private func named(_ entry: Int) throws -> String {
        if let name = names[entry] { return name }
        if names.count > 10_000 { names.removeAll(keepingCapacity: true) }
        guard let rival = try crystal(entry) else {
            throw LedgerError.damaged("entry \(entry) is a rival but not there")
        }
        let hardness = rival.quantities[.hardness].map { figures($0, 3) } ?? "?"
        let toughness = rival.quantities[.toughness].map { figures($0, 3) } ?? "?"
        let name = "\(rival.formula) \(rival.id) (\(hardness) GPa, \(toughness) MPa·m^½)"
        names[entry] = name
        return name
    }
}
