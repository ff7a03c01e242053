internal import Crystals

/// What `inspect` says of a crystal.
struct CrystalDescription: Encodable {
    var formula: String
    var sites: Int
    /// "Fm-3m (225)"; nil where none is found, or the cell is too large to search.
    var spaceGroup: String?
    /// g/cm³.
    var density: Double
    /// Å³.
    var volumePerAtom: Double
    /// Å.
    var nearest: Double?
    /// Mean over the sites of the neighbours in the first shell.
    var coordination: Double?

    /// The search takes time that grows faster than the sites: under a second for 2,000, and a cell far
    /// beyond would hold up all others.
    private static let mostSitesForSymmetry = 2000

    init(_ crystal: Crystal) {
        formula = crystal.composition.reducedFormula
        sites = crystal.sites.count
        if sites <= Self.mostSitesForSymmetry, let group = crystal.spaceGroupName {
            spaceGroup = "\(group.symbol) (\(group.number))"
        }
        density = crystal.density
        volumePerAtom = crystal.volumePerAtom
        let neighbors = crystal.nearestNeighbors().compactMap { $0 }
        nearest = neighbors.map(\.distance).min()
        if !neighbors.isEmpty {
            let all = neighbors.map(\.coordination).reduce(0, +)
            coordination = Double(all) / Double(neighbors.count)
        }
    }
}
