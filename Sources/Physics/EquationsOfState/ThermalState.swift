/// A crystal at rest under a temperature and a pressure.
public struct ThermalState: Hashable, Sendable {
    /// K.
    public let temperature: Double
    /// GPa.
    public let pressure: Double
    /// Of the cell, Å³.
    public let volume: Double
    /// θ_D at this volume, K.
    public let debyeTemperature: Double
    /// γ at this volume.
    public let gruneisen: Double
    /// C_v of the cell, eV/K.
    public let heatCapacity: Double
    /// B_T, GPa.
    public let isothermalBulkModulus: Double
    /// G = F + pV of the cell, eV.
    public let gibbsEnergy: Double

    /// α_V = γ·C_v/(B_T·V), 1/K: volumetric.
    public var volumetricExpansion: Double {
        ThermalExpansion.volumetric(
            gruneisen: gruneisen, heatCapacity: heatCapacity, bulk: isothermalBulkModulus,
            volume: volume)
    }

    /// 1 + α_V·γ·T = C_p/C_v = B_S/B_T.
    public var adiabaticRatio: Double { 1 + volumetricExpansion * gruneisen * temperature }

    /// C_p of the cell, eV/K.
    public var isobaricHeatCapacity: Double { heatCapacity * adiabaticRatio }

    /// B_S, GPa.
    public var adiabaticBulkModulus: Double { isothermalBulkModulus * adiabaticRatio }
}

/// No volume balances the pressure: the model crystal has come apart, or cannot be compressed so
/// far.
public struct NoEquilibrium: Error, Hashable, Sendable, CustomStringConvertible {
    /// K.
    public var temperature: Double
    /// GPa.
    public var pressure: Double

    public var description: String {
        "no volume is in equilibrium at \(temperature) K and \(pressure) GPa"
    }
}

extension QuasiHarmonicDebye {
    /// The state of least G(V; p, T), found as the root of p(V, T) = p on the branch that starts
    /// at V₀ and on which the pressure falls with volume.
    ///
    /// - Parameters:
    ///   - temperature: K, not negative.
    ///   - pressure: GPa.
    public func equilibrium(
        temperature: Double, pressure: Double = 0
    ) throws(NoEquilibrium) -> ThermalState {
        precondition(temperature >= 0 && pressure.isFinite, "\(temperature) K, \(pressure) GPa")
        let volume = try balance(temperature, pressure)
        let free = helmholtzEnergy(at: volume, temperature: temperature)
        let work = pressure * volume / Conversion.electronvoltPerCubicAngstrom
        return ThermalState(
            temperature: temperature, pressure: pressure, volume: volume,
            debyeTemperature: debyeTemperature(at: volume), gruneisen: gruneisen(at: volume),
            heatCapacity: vibrations(at: volume).heatCapacity(at: temperature),
            isothermalBulkModulus: isothermalBulkModulus(at: volume, temperature: temperature),
            gibbsEnergy: free + work)
    }

    /// Walks from V₀ in steps of half a percent until the excess pressure changes sign, then
    /// halves the interval down to rounding: a walk cannot jump over the crystal's spinodal to a
    /// root without meaning, as Newton's method does.
    private func balance(_ temperature: Double, _ target: Double) throws(NoEquilibrium) -> Double {
        func excess(_ volume: Double) -> Double? {
            guard equation.bulkModulus(at: volume * (1 + 2e-5)) > 0 else { return nil }
            return pressure(at: volume, temperature: temperature) - target
        }
        let start = equation.volume
        guard let first = excess(start) else {
            throw NoEquilibrium(temperature: temperature, pressure: target)
        }
        let factor = first > 0 ? 1.005 : 1 / 1.005
        var (near, far) = (start, start * factor)
        while true {
            guard far > 0.2 * start, far < 3 * start, let value = excess(far) else {
                throw NoEquilibrium(temperature: temperature, pressure: target)
            }
            if (value > 0) != (first > 0) { break }
            (near, far) = (far, far * factor)
        }
        for _ in 0..<60 {
            let middle = (near + far) / 2
            guard let value = excess(middle) else { break }
            if (value > 0) == (first > 0) { near = middle } else { far = middle }
        }
        return (near + far) / 2
    }
}
