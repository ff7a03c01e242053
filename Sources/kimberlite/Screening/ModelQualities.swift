internal import Discovery
internal import Foundation
internal import Learning

extension ModelPredictor {
    /// What the model's card says of its errors, on the scale on which it learned.
    var qualities: [ModelQuality] {
        let card = model.card
        // The probability of yes has no parity with a label.
        return card.targets.filter { $0.classification == nil }.compactMap { target in
            card.metrics.first { $0.target == target.name }.map { quality($0, of: target) }
        }
    }

    /// Errors on a set of crystals, on the scale on which the model learned.
    func quality(_ metrics: ModelCard.TargetMetrics, of target: Target) -> ModelQuality {
        let card = model.card
        let points = metrics.parity.filter { $0.count == 2 }.map {
            ModelQuality.Point(
                reference: target.transformed($0[0]), predicted: target.transformed($0[1]))
        }
        return ModelQuality(
            title: Self.title(target.name), property: target.name,
            unit: target.learnedUnit,
            meanAbsoluteError: metrics.learned.meanAbsoluteError,
            rootMeanSquareError: metrics.learned.rootMeanSquareError,
            determination: metrics.learned.r2, trainingRows: card.split.train,
            testRows: metrics.learned.count, data: card.licence, fingerprint: fingerprint,
            points: points.filter { $0.reference.isFinite && $0.predicted.isFinite })
    }

    private static func title(_ property: String) -> String {
        switch property {
        case "K": "Bulk modulus"
        case "G": "Shear modulus"
        case "e_form": "Formation energy"
        case "band_gap": "Band gap"
        case "volume": "Volume per atom"
        default: property
        }
    }
}
