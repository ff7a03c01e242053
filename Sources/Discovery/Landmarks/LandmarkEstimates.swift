internal import Crystals

extension LandmarkEstimate {
    /// The landmarks as the run's networks and formulas see them, at their real size, in the order of
    /// the table. Metals are left out: the formulas are not made for them.
    public static func all(by models: ModelSet) -> [LandmarkEstimate] {
        let known = Landmark.all.filter { !ElementSet($0.crystal.elements).areAllMetals }
        return zip(known, models.mechanics(of: known.map(\.crystal))).compactMap {
            landmark, predicted in
            guard let quantities = predicted.withMechanics(of: landmark.crystal),
                let hardness = quantities[.hardness], let toughness = quantities[.toughness]
            else { return nil }
            return LandmarkEstimate(
                name: landmark.name, formula: landmark.crystal.composition.reducedFormula,
                hardness: hardness, toughness: toughness, measuredHardness: landmark.hardness,
                measuredToughness: landmark.toughness)
        }
    }
}
