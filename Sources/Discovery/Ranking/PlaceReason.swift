/// The sentences that say why a crystal stands where it does.
public struct PlaceReason: Sendable {
    private let ladder: Ladder

    public init(ladder: Ladder) { self.ladder = ladder }

    /// "shortlisted", "refined", "screened" or "filtered".
    public func status(_ placement: Placement, _ row: ScreenedCrystal) -> String {
        if placement.rung > 0, placement.rung == ladder.rungs.count - 1 { return "shortlisted" }
        if placement.rung > 0 { return "refined" }
        return gateObjection(row) == nil ? "screened" : "filtered"
    }

    /// - Parameter others: the names of those that the placement speaks of.
    public func callAsFunction(
        _ placement: Placement, _ row: ScreenedCrystal, others: PlaceNames.Others
    ) -> String {
        let isFiltered = gateObjection(row) != nil && placement.rung == 0
        var text = outcome(placement, row, others) + ". " + numbers(row) + ". "
        text += standing(placement, row, others, isFiltered: isFiltered) + "."
        for caveat in row.caveats { text += " Caveat: " + caveat.message + "." }
        return text
    }

    private func gateObjection(_ row: ScreenedCrystal) -> FilterKey? {
        ladder.rungs.count > 1 ? ladder.rungs[1].filters.objection(to: row.facts) : nil
    }

    /// How far it came and what stopped it there.
    private func outcome(
        _ placement: Placement, _ row: ScreenedCrystal, _ others: PlaceNames.Others
    ) -> String {
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
        if let twin = others.twin {
            return stopped + "same \(next.filters.distinct.same) as \(twin), which has the place"
        }
        let places = next.budget.map { "\($0) places" } ?? "places"
        return stopped + "the \(places) of \(next.name) went to better-placed crystals"
    }

    private func numbers(_ row: ScreenedCrystal) -> String {
        let known = row.quantities
        func text(_ quantity: Quantity) -> String {
            let value = known[quantity].map { figures($0, 3) } ?? "?"
            return known.interval(of: quantity).map { "\(value) (\($0.figures))" } ?? value
        }
        return "H \(text(.hardness)) GPa and K_IC \(text(.toughness)) MPa·m^½ "
            + "from K \(text(.bulkModulus)) and G \(text(.shearModulus)) GPa"
    }

    /// What the front means for this crystal, with the crystals that define it.
    private func standing(
        _ placement: Placement, _ row: ScreenedCrystal, _ others: PlaceNames.Others,
        isFiltered: Bool
    ) -> String {
        let isLower = ladder.ranking.isLower(in: row.quantities)
        let group =
            (isFiltered ? " of those filtered out" : "") + (isLower ? ", by lower ends" : "")
        guard placement.front == 1 else {
            let rival = others.rivals.first ?? "another"
            return "Front \(placement.front)\(group): harder and tougher is \(rival)"
        }
        let rivals = others.rivals.joined(separator: " and ")
        let clause = "Front 1\(group): none is both harder and tougher"
        return rivals.isEmpty ? clause : clause + "; its neighbours there are \(rivals)"
    }
}
