internal import Crystals
internal import Discovery
internal import Learning

/// What a small network learns of made crystals: what radii say of a made crystal, or what the shipped networks say.
enum PracticalTarget: String, CaseIterable {
    case density, volume
    case bulkModulus = "bulk-modulus"
    case shearModulus = "shear-modulus"

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

    /// At the volumes that covalent radii give, or the network of volumes where networks say the labels: they
    /// know crystals at the size that these have.
    func sized(_ crystals: [Crystal]) throws -> [Crystal?] {
        switch self {
        case .density, .volume: return CovalentVolumeEstimator().sized(crystals)
        case .bulkModulus, .shearModulus:
            let volumes = try Self.predicted(Target.volumeName, by: "volume", of: crystals)
            return zip(crystals, volumes).map { crystal, volume in
                PredictionLimits.volumePerAtom.contains(volume)
                    ? crystal.scaled(toVolumePerAtom: volume) : nil
            }
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
            return try Self.predicted(target.name, by: "moduli", of: crystals)
        }
    }

    private static func predicted(
        _ property: String, by name: String, of crystals: [Crystal]
    ) throws -> [Double] {
        let model = try ShippedModels.predictor(name)
        guard let column = model.properties.firstIndex(where: { $0.name == property }) else {
            throw StepRefusal("the model \(name) does not say \(property)")
        }
        return model.predict(crystals).map { $0[column] }
    }
}
