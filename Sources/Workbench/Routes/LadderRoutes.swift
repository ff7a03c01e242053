internal import Crystals
internal import Discovery
internal import Hummingbird

/// What a screening of this laboratory lets pass, rung by rung, before anything is asked of it.
///
///     GET /api/ladder
struct LadderRoutes {
    private struct Row: Encodable {
        var name: String
        /// How many crystals it takes; nil is all.
        var budget: Int?
        /// eV/atom
        var formationEnergyMax: Double?
        /// GPa
        var hardnessMin: Double?
        /// Of the primitive cell.
        var atomsMax: Int?
        /// By atomic number.
        var avoid: [String]
        var isWithoutMetals: Bool

        init(_ rung: Ladder.Rung) {
            let filters = rung.filters
            (name, budget) = (rung.name, rung.budget)
            formationEnergyMax = filters.maximumFormationEnergy
            (hardnessMin, atomsMax) = (filters.minimumHardness, filters.maximumAtoms)
            avoid = filters.avoid.sorted { $0.atomicNumber < $1.atomicNumber }.map(\.symbol)
            isWithoutMetals = filters.metals == .exclude
        }
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { _, _ in JSONAnswer(Ladder.standard.rungs.map(Row.init)) }
    }
}
