internal import Crystals

/// What `inspect` says of a crystal.
struct CrystalDescription: Encodable {
    var formula: String
    var sites: Int
    /// "Fm-3m (225)"; nil where no symmetry is found.
    var spaceGroup: String?
    /// g/cm³.
    var density: Double
    /// Å³.
    var volumePerAtom: Double
    /// Å.
    var nearest: Double?
    /// Mean over the sites of the neighbours in the first shell.
    var coordination: Double?

    init(_ crystal: Crystal) {
        formula = crystal.composition.reducedFormula
        sites = crystal.sites.count
        if let symmetry = try? Symmetry(crystal) {
            spaceGroup = "\(symmetry.symbol) (\(symmetry.spaceGroup))"
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
