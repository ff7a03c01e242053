internal import Crystals

/// A filter by the key it has in the ladder's file, in the order in which they are judged: what the
/// moduli decide comes before what other models are asked for.
public enum FilterKey: String, CaseIterable, Sendable {
    case avoid
    case require
    case metals
    case maximumAtoms = "atoms_max"
    case minimumHardness = "hardness_min"
    case minimumToughness = "toughness_min"
    case minimumDebyeTemperature = "debye_temperature_min"
    case maximumFormationEnergy = "formation_energy_max"
    case minimumSynthesizability = "synthesizability_min"
}

extension FilterKey {
    /// Those that cannot be judged when only the moduli are known.
    static let late: Set<FilterKey> = [.maximumFormationEnergy, .minimumSynthesizability]
}

extension Filters {
    /// Those that can be judged when only the moduli are known: without those of ``FilterKey/late``.
    var ofMechanics: Filters {
        var filters = self
        (filters.maximumFormationEnergy, filters.minimumSynthesizability) = (nil, nil)
        return filters
    }

    /// The first filter, in the order of ``FilterKey``, that `crystal` does not pass; nil if it
    /// passes all. A quantity that is not known passes no bound on it.
    public func objection(to crystal: Facts) -> FilterKey? {
        FilterKey.allCases.first { !passes($0, crystal) }
    }

    private func passes(_ key: FilterKey, _ crystal: Facts) -> Bool {
        switch key {
        case .avoid: avoid.isEmpty || !crystal.elements.contains(where: avoid.contains)
        case .require: require.allSatisfy(crystal.elements.contains)
        case .metals: metals == .keep || !crystal.elements.areAllMetals
        case .maximumAtoms: maximumAtoms.map { crystal.sites <= $0 } ?? true
        default: passesBound(key, crystal)
        }
    }

    private func passesBound(_ key: FilterKey, _ crystal: Facts) -> Bool {
        guard let bound = bound(key) else { return true }
        guard let value = crystal.quantities[bound.quantity] else { return false }
        return bound.isUpper ? value <= bound.limit : value >= bound.limit
    }

    private struct Bound {
        var quantity: Quantity
        var limit: Double
        var isUpper: Bool
        var name: String

        /// Behind a number; nothing for one without a unit.
        var unit: String { quantity.unit == "1" ? "" : " \(quantity.unit)" }
    }

    private func bound(_ key: FilterKey) -> Bound? {
        func make(
            _ limit: Double?, _ quantity: Quantity, _ name: String, upper: Bool = false
        )
            -> Bound?
        {
            limit.map { Bound(quantity: quantity, limit: $0, isUpper: upper, name: name) }
        }
        return switch key {
        case .maximumFormationEnergy:
            make(maximumFormationEnergy, .formationEnergy, "formation energy", upper: true)
        case .minimumHardness: make(minimumHardness, .hardness, "hardness")
        case .minimumToughness: make(minimumToughness, .toughness, "toughness")
        case .minimumDebyeTemperature:
            make(minimumDebyeTemperature, .debyeTemperature, "Debye temperature")
        case .minimumSynthesizability:
            make(minimumSynthesizability, .synthesizability, "synthesizability")
        case .avoid, .require, .metals, .maximumAtoms: nil
        }
    }

    /// What the filter stops: "hardness below 10 GPa (hardness_min)".
    public func condition(_ key: FilterKey) -> String {
        let words =
            switch key {
            case .avoid: "holds an element to avoid"
            case .require: "lacks a required element"
            case .metals: "all elements are metals"
            case .maximumAtoms: "more than \(maximumAtoms ?? 0) atoms in the primitive cell"
            default: boundCondition(key)
            }
        return "\(words) (\(key.rawValue))"
    }

    private func boundCondition(_ key: FilterKey) -> String {
        guard let bound = bound(key) else { return "no bound" }
        let side = bound.isUpper ? "above" : "below"
        return "\(bound.name) \(side) \(figures(bound.limit, 3))\(bound.unit)"
    }

    /// Why `crystal` does not pass the filter, as a phrase with the numbers.
    public func phrase(_ key: FilterKey, _ crystal: Facts) -> String {
        switch key {
        case .avoid:
            let found = crystal.elements.filter(avoid.contains).map(\.symbol)
            return "\(found.joined(separator: ", ")) \(found.count == 1 ? "is" : "are") avoided"
        case .require:
            let missing = require.sorted().filter { !crystal.elements.contains($0) }
            return "\(missing.map(\.symbol).joined(separator: ", ")) is required"
        case .metals:
            return "all its elements are metals, for which the hardness formula is not valid"
        case .maximumAtoms:
            return "\(crystal.sites) atoms in the primitive cell are more than \(maximumAtoms ?? 0)"
        default:
            return boundPhrase(key, crystal)
        }
    }

    private func boundPhrase(_ key: FilterKey, _ crystal: Facts) -> String {
        guard let bound = bound(key) else { return "" }
        guard let value = crystal.quantities[bound.quantity] else {
            return "its \(bound.name) is not known"
        }
        let side = bound.isUpper ? "above" : "below"
        // As many digits as it takes to see that the value is on the wrong side.
        let digits = (3...15).first { figures(value, $0) != figures(bound.limit, $0) } ?? 15
        return "\(bound.name) \(figures(value, digits))\(bound.unit) is \(side) "
            + figures(bound.limit, 3)
    }
}

extension ElementSet {
    /// Whether every element is a metal; false for the empty set.
    var areAllMetals: Bool { count > 0 && allSatisfy(\.isMetal) }
}
