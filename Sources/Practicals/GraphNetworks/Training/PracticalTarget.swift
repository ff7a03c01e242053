internal import Crystals
internal import Learning

/// What a small network learns: what radii say of a made crystal, or what the shipped networks say.
enum PracticalTarget: String, CaseIterable {
    case density, volume
    case bulkModulus = "bulk-modulus"
    case shearModulus = "shear-modulus"

    static func control(initial: PracticalTarget) -> StepControl {
        .choice("target", of: allCases.map(\.rawValue), initial: initial.rawValue)
    }

    init(named name: String) throws {
        guard let target = PracticalTarget(rawValue: name) else {
            throw StepRefusal("there is no target \(name)")
        }
        self = target
    }

    /// All span orders of magnitude, and are learned as logarithms.
    var target: Target {
        switch self {
        case .density: Target(name: "density", unit: "g/cm³", transform: .log10)
        case .volume: Target(name: Target.volumeName, unit: "Å³/atom", transform: .log10)
        case .bulkModulus: Target(name: "K", unit: "GPa", transform: .log10)
        case .shearModulus: Target(name: "G", unit: "GPa", transform: .log10)
        }
    }

    /// Where the labels come from: "radii" that decide the cell, or the "moduli" networks.
    var origin: String {
        switch self {
        case .density, .volume: "radii"
        case .bulkModulus, .shearModulus: "moduli"
        }
    }

    /// The records with their labels.
    func labelled(_ records: [CrystalRecord]) throws -> [CrystalRecord] {
        let values = try values(of: records.map(\.crystal))
        return zip(records, values).map { record, value in
            var record = record
            record.labels[target.name] = value
            return record
        }
    }

    /// [crystals] in the target's unit.
    private func values(of crystals: [Crystal]) throws -> [Double] {
        switch self {
        case .density: return crystals.map(\.density)
        case .volume: return crystals.map(\.volumePerAtom)
        case .bulkModulus, .shearModulus:
            let moduli = try ShippedModels.predictor("moduli")
            guard let column = moduli.properties.firstIndex(where: { $0.name == target.name })
            else { throw StepRefusal("the model of the moduli does not say \(target.name)") }
            return moduli.predict(crystals).map { $0[column] }
        }
    }
}
