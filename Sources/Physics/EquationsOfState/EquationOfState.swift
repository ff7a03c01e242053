internal import Foundation

/// How the energy of a crystal depends on its volume, when no atom vibrates: E₀, V₀, B₀, B′.
public struct EquationOfState: Hashable, Sendable {
    public enum Form: String, CaseIterable, Hashable, Sendable, Codable {
        /// Vinet, Ferrante, Rose & Smith, J. Geophys. Res. 92, 9319 (1987).
        case vinet
        /// Third order in Eulerian strain: Birch, Phys. Rev. 71, 809 (1947).
        case birchMurnaghan = "birch-murnaghan"
    }

    public let form: Form
    /// E₀, eV: energy at ``volume``.
    public let energy: Double
    /// V₀, Å³: where the pressure is zero; positive.
    public let volume: Double
    /// B₀, GPa: bulk modulus at V₀; positive.
    public let bulk: Double
    /// B′ = dB/dp at V₀, dimensionless.
    public let bulkPressureDerivative: Double

    /// - Parameters:
    ///   - energy: E₀, eV.
    ///   - volume: V₀, Å³.
    ///   - bulk: B₀, GPa.
    ///   - bulkPressureDerivative: B′.
    /// - Throws: ``InvalidQuantity`` unless V₀ and B₀ are positive and all are finite.
    public init(
        _ form: Form, energy: Double, volume: Double, bulk: Double, bulkPressureDerivative: Double
    ) throws(InvalidQuantity) {
        self.form = form
        self.volume = try requirePositive(volume, "equilibrium volume", unit: "Å³")
        self.bulk = try requirePositive(bulk, "bulk modulus", unit: "GPa")
        guard energy.isFinite else {
            throw InvalidQuantity("energy", energy, unit: "eV", requirement: "finite")
        }
        guard bulkPressureDerivative.isFinite else {
            throw InvalidQuantity(
                "pressure derivative of the bulk modulus", bulkPressureDerivative, unit: "",
                requirement: "finite")
        }
        (self.energy, self.bulkPressureDerivative) = (energy, bulkPressureDerivative)
    }

    /// E(V), eV.
    public func energy(at volume: Double) -> Double {
        energy
            + Self.rise(
                form, at: volume, equilibrium: self.volume,
                bulk: bulk / Conversion.electronvoltPerCubicAngstrom,
                derivative: bulkPressureDerivative)
    }

    /// p(V) = −dE/dV, GPa.
    public func pressure(at volume: Double) -> Double {
        let eta = cbrt(volume / self.volume)
        switch form {
        case .vinet:
            return 3 * bulk * (1 - eta) / (eta * eta) * exp(vinetExponent * (1 - eta))
        case .birchMurnaghan:
            let x = 1 / (eta * eta)
            let correction = 1 + 0.75 * (bulkPressureDerivative - 4) * (x - 1)
            return 1.5 * bulk * (pow(x, 3.5) - pow(x, 2.5)) * correction
        }
    }

    /// B(V) = −V·dp/dV, GPa; negative beyond the volume at which the crystal comes apart.
    public func bulkModulus(at volume: Double) -> Double {
        let eta = cbrt(volume / self.volume)
        switch form {
        case .vinet:
            let (h, _) = vinetBulk(eta)
            return bulk / (eta * eta) * h * exp(vinetExponent * (1 - eta))
        case .birchMurnaghan:
            let x = 1 / (eta * eta)
            return bulk * pow(x, 2.5) * birchBulk((x - 1) / 2).value
        }
    }

    /// d ln B/d ln V at V; −B′ at V₀.
    public func logarithmicBulkDerivative(at volume: Double) -> Double {
        let eta = cbrt(volume / self.volume)
        switch form {
        case .vinet:
            let (h, slope) = vinetBulk(eta)
            return (-2 + eta * slope / h - vinetExponent * eta) / 3
        case .birchMurnaghan:
            let x = 1 / (eta * eta)
            let (q, slope) = birchBulk((x - 1) / 2)
            return -5.0 / 3 - x / 3 * slope / q
        }
    }

    /// ξ = (3/2)(B′ − 1) of Vinet's form.
    private var vinetExponent: Double { 1.5 * (bulkPressureDerivative - 1) }

    /// 1 + (1 + ξη)(1 − η) and its derivative by η.
    private func vinetBulk(_ eta: Double) -> (value: Double, slope: Double) {
        let xi = vinetExponent
        return (1 + (1 + xi * eta) * (1 - eta), xi - 1 - 2 * xi * eta)
    }

    /// 1 + (3B′ − 5)f + (27/2)(B′ − 4)f² and its derivative by the Eulerian strain f.
    private func birchBulk(_ f: Double) -> (value: Double, slope: Double) {
        let (b, c) = (3 * bulkPressureDerivative - 5, 13.5 * (bulkPressureDerivative - 4))
        return (1 + f * (b + f * c), b + 2 * c * f)
    }
}

extension EquationOfState {
    /// E(V) − E₀ in the unit of B₀·V₀; unchecked, as a fit needs it for every trial.
    static func rise(
        _ form: Form, at volume: Double, equilibrium: Double, bulk: Double, derivative: Double
    ) -> Double {
        let eta = cbrt(volume / equilibrium)
        switch form {
        case .vinet:
            let u = 1.5 * (derivative - 1) * (1 - eta)
            return 9 * bulk * equilibrium * (1 - eta) * (1 - eta) * vinetShape(u)
        case .birchMurnaghan:
            let strain = 1 / (eta * eta) - 1
            let shape = strain * derivative + 6 - 4 * (strain + 1)
            return 9 * bulk * equilibrium / 16 * strain * strain * shape
        }
    }

    /// (1 − (1 − u)eᵘ)/u², whose value at 0 is ½: Vinet's energy with the factor that vanishes at
    /// V₀ taken out. Near u = 0 the closed form loses all digits, and at B′ = 1 it is 0/0, so
    /// there Σ uᵐ(m + 1)/(m + 2)! is summed.
    private static func vinetShape(_ u: Double) -> Double {
        guard abs(u) < 0.5 else { return (1 - (1 - u) * exp(u)) / (u * u) }
        var (sum, power, factorial) = (0.0, 1.0, 2.0)
        for m in 0..<18 {
            sum += power * Double(m + 1) / factorial
            power *= u
            factorial *= Double(m + 3)
        }
        return sum
    }
}
