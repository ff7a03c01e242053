internal import Crystals
internal import Learning

/// What changes when a crystal is written in another way, and what does not.
enum InvarianceStep {
    static let step = PracticalStep(
        "invariance",
        ChosenCrystal.controls + [
            .choice(
                "transformation", of: CrystalTransformation.allCases.map(\.rawValue),
                initial: CrystalTransformation.rotation.rawValue),
            .slider("angle", -180...180, step: 5, initial: 30),
            StepControl(
                "axis", .numbers(minimum: -1, maximum: 1, maximumCount: 3, initial: [0, 0, 1])),
            StepControl(
                "shift",
                .numbers(minimum: -1, maximum: 1, maximumCount: 3, initial: [0.1, 0.2, 0.3])),
            .slider("strain", -5...5, step: 0.1, initial: 2), .seed,
        ], run)

    private struct Parameters: Decodable {
        var crystal, text, transformation: String
        var angle, strain: Double
        var axis, shift: [Double]
        var seed: UInt64

        func extent() throws -> CrystalTransformation.Extent {
            let (axis, shift) = (try Self.vector(axis, "axis"), try Self.vector(shift, "shift"))
            guard axis != .zero else {
                throw StepRefusal("an axis of three zeros has no direction")
            }
            return .init(
                angle: angle, axis: axis, shift: shift, strain: strain / 100, seed: seed)
        }

        private static func vector(_ numbers: [Double], _ name: String) throws -> SIMD3<Double> {
            guard numbers.count == 3 else {
                throw StepRefusal("\(name) has three numbers, not \(numbers.count)")
            }
            return SIMD3(numbers)
        }
    }

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let chosen = try ChosenCrystal(
            .init(crystal: parameters.crystal, text: parameters.text))
        guard let transformation = CrystalTransformation(rawValue: parameters.transformation)
        else { throw StepRefusal("there is no transformation \(parameters.transformation)") }
        let extent = try parameters.extent()
        let (after, origins) = transformation.applied(to: chosen.crystal, extent)
        var content = Content(
            name: chosen.name, formula: chosen.formula, verdict: chosen.verdict,
            transformation: transformation.rawValue, before: CrystalPicture(chosen.crystal),
            after: CrystalPicture(after),
            rows: InvarianceRow.geometry(
                chosen.crystal, after, origins: origins, under: transformation))
        do {
            let moduli = try ShippedModels.predictor("moduli")
            content.rows += InvarianceRow.predictions(
                chosen.crystal, after, by: moduli, under: transformation)
        } catch let refusal as StepRefusal {
            content.sentences = refusal.sentences
        }
        try emit(StepFrame("invariance", content))
    }

    private struct Content: Encodable {
        var name, formula: String
        var verdict: ChosenCrystal.Verdict
        var transformation: String
        var before, after: CrystalPicture
        var rows: [InvarianceRow]
        var sentences: [String] = []
    }
}
