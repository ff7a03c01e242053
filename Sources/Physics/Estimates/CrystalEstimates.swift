public import Crystals

extension MaterialEstimate {
    /// The estimate for a crystal whose moduli are known or predicted: volume, mass and the metal
    /// caveat are the crystal's own.
    ///
    /// - Parameters:
    ///   - bulk: B, GPa.
    ///   - shear: G, GPa.
    ///   - crystal: mixed and partly filled sites count by their occupancy.
    ///   - atomsPerCell: of the primitive cell; those of the crystal's own cell unless given.
    ///   - temperature: K.
    /// - Throws: ``InvalidQuantity``.
    public init(
        bulk: Double, shear: Double, crystal: Crystal, atomsPerCell: Int? = nil,
        temperature: Double = 300
    ) throws(InvalidQuantity) {
        let composition = crystal.composition
        try self.init(
            bulk: bulk, shear: shear, volumePerAtom: crystal.lattice.volume / composition.total,
            meanAtomicMass: composition.mass / composition.total,
            atomsPerCell: atomsPerCell ?? Int(composition.total.rounded()),
            temperature: temperature, isMetallic: composition.isMetallic)
    }
}

extension Composition {
    /// Whether every element present is a metal: a metal, alloy or intermetallic, for which the
    /// hardness models were not made (``ModelCaveat/metallic``).
    public var isMetallic: Bool { !isEmpty && elements.allSatisfy(\.isMetal) }
}
