internal import Crystals
internal import Learning

/// By how much a shipped model's prediction changes when the atoms of a crystal are moved a little, or its
/// cell is stretched.
enum NoiseStep {
    static let step = PracticalStep(
        "noise",
        ChosenCrystal.controls + [
            .choice(
                "model", of: ["moduli", "formation-energy", "band-gap", "thermal"],
                initial: "moduli"),
            .count("samples", 10...200, initial: 40), .seed,
        ], run)

    private struct Parameters: Decodable {
        var crystal, text, model: String
        var samples: Int
        var seed: UInt64
    }

    /// Å, along each axis.
    private static let deviations = [0.01, 0.02, 0.05, 0.1]
    private static let strains = [-0.02, -0.015, -0.01, -0.005, 0, 0.005, 0.01, 0.015, 0.02]
    /// Atoms of the disturbed cells, which are of 2×2×2, that are looked at between two frames.
    private static let atomsAtOnce = 800

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let chosen = try ChosenCrystal(
            .init(crystal: parameters.crystal, text: parameters.text))
        let predictor = try ShippedModels.predictor(parameters.model)
        let heading = CrystalHeading(chosen)
        try emit(StepFrame("still", heading.with(Still(predictor, chosen.crystal))))
        for deviation in deviations {
            try shake(chosen.crystal, by: deviation, predictor, parameters, emit)
        }
        try stretch(chosen.crystal, predictor, parameters.seed, emit)
        try emit(StepFrame("end"))
    }

    /// Many displacements of one size, a few at a time.
    private static func shake(
        _ crystal: Crystal, by deviation: Double, _ predictor: ModelPredictor,
        _ parameters: Parameters, _ emit: FrameSink
    ) throws {
        var changes: [PredictionStability.Change] = []
        let atOnce = max(1, min(20, atomsAtOnce / (8 * crystal.sites.count)))
        for first in stride(from: 0, to: parameters.samples, by: atOnce) {
            let count = min(atOnce, parameters.samples - first)
            // The displacements of a crystal follow from the seed and its place.
            let stability = try PredictionStability(
                predictor, crystals: Array(repeating: crystal, count: count),
                seed: parameters.seed &+ UInt64(first) &* 0x9E37_79B9_7F4A_7C15,
                disturbances: [.noise(deviation)])
            let more = stability.targets.map { $0[0] }
            changes = first == 0 ? more : zip(changes, more).map { $0.joined(with: $1) }
            let frame = Noise(
                deviation: deviation, samples: first + count, of: parameters.samples,
                changes: changes.map(\.changes), statistics: changes.map(Noise.Statistics.init))
            try emit(StepFrame("noise", frame))
        }
    }

    private static func stretch(
        _ crystal: Crystal, _ predictor: ModelPredictor, _ seed: UInt64, _ emit: FrameSink
    ) throws {
        let stability = try PredictionStability(
            predictor, crystals: [crystal], seed: seed,
            disturbances: strains.map(PredictionStability.Disturbance.strain))
        let changes = stability.targets.map { $0.map { $0.changes[0] } }
        try emit(StepFrame("strain", Strain(strains: strains, changes: changes)))
    }

    /// What is said of the undisturbed crystal.
    private struct Still: Encodable {
        var properties: [Property]

        struct Property: Encodable {
            var name, unit, learnedUnit: String
            var value: Double
            /// On the scale of learning.
            var mean: Double
        }

        init(_ predictor: ModelPredictor, _ crystal: Crystal) {
            let estimates = predictor.estimates(for: [crystal])[0]
            properties = predictor.properties.enumerated().map { k, property in
                Property(
                    name: property.name, unit: property.unit,
                    learnedUnit: predictor.model.card.targets[k].learnedUnit,
                    value: estimates[k].value, mean: estimates[k].mean)
            }
        }
    }

    private struct Noise: Encodable {
        var deviation: Double
        var samples, of: Int
        /// [properties][samples] on the scale of learning.
        var changes: [[Double]]
        var statistics: [Statistics]

        struct Statistics: Encodable {
            var rootMeanSquare, mean, deviation, largest: Double

            init(_ change: PredictionStability.Change) {
                (rootMeanSquare, mean) = (change.rootMeanSquare, change.mean)
                (deviation, largest) = (change.deviation, change.largest)
            }
        }
    }

    private struct Strain: Encodable {
        var strains: [Double]
        /// [properties][strains]
        var changes: [[Double]]
    }
}

extension PredictionStability.Change {
    fileprivate func joined(with other: Self) -> Self {
        var joined = self
        joined.changes += other.changes
        return joined
    }
}
