public import Crystals
public import Learning

/// The networks of a run, found by what they predict.
public struct ModelSet: Sendable {
    private let predictors: [any CrystalPredictor]
    /// For each quantity, the predictor that gives it and the column it stands in.
    private let places: [Quantity: (predictor: Int, column: Int)]

    /// Where several models predict one quantity, the first does.
    ///
    /// - Throws: ``MissingModels`` unless bulk and shear modulus are predicted, and the volume
    ///   where there are crystals to be sized.
    public init(_ predictors: [any CrystalPredictor], sizesCrystals: Bool) throws(MissingModels) {
        self.predictors = predictors
        var places: [Quantity: (predictor: Int, column: Int)] = [:]
        for (index, predictor) in predictors.enumerated() {
            for (column, property) in predictor.properties.enumerated() {
                guard let quantity = Quantity(rawValue: property.name) else { continue }
                if places[quantity] == nil { places[quantity] = (index, column) }
            }
        }
        self.places = places
        let needed: [Quantity] =
            [.bulkModulus, .shearModulus] + (sizesCrystals ? [.predictedVolume] : [])
        let missing = needed.filter { places[$0] == nil }
        if !missing.isEmpty { throw MissingModels(quantities: missing) }
    }

    /// The models for a run's record.
    public var record: [RunRecord.Model] {
        predictors.map { predictor in
            RunRecord.Model(
                predicts: predictor.properties.map(\.name).joined(separator: ", "),
                fingerprint: predictor.fingerprint)
        }
    }

    /// Which network each predicted quantity comes from.
    public var origins: [Quantity: Origin] {
        places.mapValues { place in
            let predictor = predictors[place.predictor]
            return Origin(
                kind: .network, name: predictor.properties.map(\.name).joined(separator: ", "),
                fingerprint: predictor.fingerprint)
        }
    }

    /// [crystals] volumes per atom, Å³; NaN where there is no answer. The scale of the cells does
    /// not matter.
    public func volumesPerAtom(of crystals: [Crystal]) -> [Double] {
        guard let place = places[.predictedVolume], !crystals.isEmpty else {
            return crystals.map { _ in .nan }
        }
        return predictors[place.predictor].predict(crystals).map { $0[place.column] }
    }

    /// [crystals] what the networks say of each.
    public func predict(_ crystals: [Crystal]) -> [Quantities] {
        var results = [Quantities](repeating: Quantities(), count: crystals.count)
        guard !crystals.isEmpty else { return results }
        for (index, predictor) in predictors.enumerated() {
            let columns = places.filter { $0.value.predictor == index }
            guard !columns.isEmpty else { continue }
            for (k, values) in predictor.predict(crystals).enumerated() {
                for (quantity, place) in columns { results[k][quantity] = values[place.column] }
            }
        }
        return results
    }
}

/// A run lacks models that it cannot do without.
public struct MissingModels: Error, Hashable, CustomStringConvertible {
    public var quantities: [Quantity]

    public var description: String {
        "no model predicts \(quantities.map(\.rawValue).joined(separator: ", ")); "
            + "screening needs K and G, and volume for hypothetical crystals"
    }
}
