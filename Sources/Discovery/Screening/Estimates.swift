public import Crystals
internal import Physics

extension Quantities {
    /// What follows by formulas from the moduli, the cell and the composition, added to what the
    /// networks say; nil where no hardness or toughness follows.
    func withMechanics(of crystal: Crystal) -> Quantities? {
        guard let estimate = estimate(of: crystal, atomsPerCell: crystal.sites.count) else {
            return nil
        }
        let (hardness, toughness) = (estimate.hardness(), estimate.toughness())
        guard hardness > 0, toughness > 0, hardness.isFinite, toughness.isFinite else { return nil }
        var known = self
        known[.youngModulus] = estimate.youngs
        known[.poissonRatio] = estimate.poisson
        known[.hardness] = hardness
        known[.toughness] = toughness
        known[.volumePerAtom] = crystal.volumePerAtom
        known[.debyeTemperature] = estimate.debyeTemperature
        return known
    }

    /// What the Debye model at 300 K adds, and the other hardness and toughness models: the
    /// second rung. nil where the moduli allow none.
    ///
    /// - Parameter atomsPerCell: of the primitive cell, which Slack's conductivity asks for.
    public func refined(of crystal: Crystal, atomsPerCell: Int) -> Quantities? {
        guard let estimate = estimate(of: crystal, atomsPerCell: atomsPerCell) else { return nil }
        return Quantities([
            .hardnessChen: estimate.hardness(.chen2011),
            .hardnessTian: estimate.hardness(.tian2012),
            .toughnessNiu: estimate.toughness(.niu2019),
            .density: estimate.density / 1000,
            .soundVelocity: estimate.soundVelocities.mean,
            .grueneisenParameter: estimate.gruneisen,
            .heatCapacity: estimate.heatCapacity,
            .entropy: estimate.entropy,
            .thermalExpansion: estimate.volumetricExpansion,
            .thermalConductivity: estimate.slackConductivity(),
        ])
    }

    private func estimate(of crystal: Crystal, atomsPerCell: Int) -> MaterialEstimate? {
        guard let bulk = self[.bulkModulus], let shear = self[.shearModulus] else { return nil }
        return try? MaterialEstimate(
            bulk: bulk, shear: shear, volumePerAtom: crystal.volumePerAtom,
            meanAtomicMass: crystal.meanAtomicMass, atomsPerCell: atomsPerCell)
    }
}

extension Crystal {
    /// u; of what stands on the sites, mixtures by occupancy.
    fileprivate var meanAtomicMass: Double { composition.mass / composition.total }
}
