internal import Crystals
internal import Discovery

/// What the catalogue computes of a crystal's structure.
struct CrystalFacts: Sendable {
    let formula: String
    let reducedFormula: String?
    let hillFormula: String?
    let anonymousFormula: String?
    let chemicalSystem: String
    let elements: ElementSet
    let amounts: [(z: Int, amount: Double, ratio: Double)]
    let speciesNames: [String]
    let sites: Int
    let isOrdered: Bool
    let volume: Double
    let density: Double

    init(_ crystal: Crystal) {
        let composition = crystal.composition
        let counts = OptimadeFormula.counts(composition)
        formula = composition.reducedFormula
        reducedFormula = counts.map(OptimadeFormula.reduced)
        anonymousFormula = counts.map { OptimadeFormula.anonymous($0.map(\.count)) }
        hillFormula =
            composition.amounts.allSatisfy { OptimadeFormula.isWhole($0.amount) }
            ? composition.hillFormula : nil
        chemicalSystem = composition.chemicalSystem
        elements = ElementSet(composition.elements)
        let total = composition.total
        amounts = composition.amounts.map {
            (z: $0.element.atomicNumber, amount: $0.amount, ratio: $0.amount / total)
        }
        speciesNames = NamedSpecies.all(of: crystal).map(\.name)
        (sites, isOrdered) = (crystal.sites.count, crystal.isOrdered)
        (volume, density) = (crystal.lattice.volume, crystal.density)
    }
}
