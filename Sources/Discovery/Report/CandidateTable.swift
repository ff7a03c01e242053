internal import Crystals

/// The columns of `candidates.csv` and `shortlist.csv`, and how a crystal fills them.
enum CandidateTable {
    /// A crystal with its place, as a row of a table.
    struct Entry: Sendable {
        var placement: Placement
        var row: ScreenedCrystal
        var status: String
        var reason: String
    }

    static let header =
        ["rank", "id", "formula", "spacegroup", "origin"] + names(screened)
        + ["sites", "front", "status", "reason"]

    /// What the Debye rung adds for those that reached it.
    static let refinedHeader = header + names(refined)

    static func cells(_ entry: Entry) -> [String] {
        let (placement, row) = (entry.placement, entry.row)
        return [
            String(placement.rank), row.id, row.formula, row.spaceGroup?.symbol ?? "", row.origin,
        ] + screened.map { text(row.quantities[$0]) }
            + [String(row.sites), String(placement.front), entry.status, entry.reason]
    }

    static func refinedCells(_ entry: Entry) -> [String] {
        cells(entry) + refined.map { text(entry.row.quantities[$0]) }
    }

    private static let screened: [Quantity] = [
        .bulkModulus, .shearModulus, .youngModulus, .poissonRatio, .hardness, .toughness,
        .formationEnergy, .volumePerAtom, .debyeTemperature, .bandGap, .synthesizability,
    ].flatMap { quantity in
        [quantity] + (quantity.interval.map { [$0.low, $0.high] } ?? [])
    }

    private static let refined: [Quantity] = [
        .hardnessChen, .hardnessTian, .toughnessNiu, .density, .soundVelocity,
        .grueneisenParameter, .heatCapacity, .entropy, .thermalExpansion, .thermalConductivity,
    ]

    private static func names(_ quantities: [Quantity]) -> [String] { quantities.map(\.column) }

    /// Four digits: the networks' errors are in the second.
    private static func text(_ value: Double?) -> String { value.map { figures($0, 4) } ?? "" }
}
