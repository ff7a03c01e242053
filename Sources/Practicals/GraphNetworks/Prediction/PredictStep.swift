internal import Crystals
internal import Discovery
internal import Learning
internal import Physics

/// Hardness and toughness of one crystal, and every number on the way to them.
enum PredictStep {
    static let step = PracticalStep(
        "predict",
        ChosenCrystal.controls + [
            StepControl("elements", .text(maximumLength: 60, initial: ""))
        ], run)

    private struct Parameters: Decodable {
        var crystal, text, elements: String
    }

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let chosen = try ChosenCrystal(
            .init(crystal: parameters.crystal, text: parameters.text))
        let models = try ShippedModels.ofCrystals()
        let substituted = try Substitution(
            parameters.elements, in: chosen.crystal, models: models)
        let estimate = try CrystalEstimate(substituted.crystal, models)
        try emit(
            StepFrame(
                "prediction",
                Content(chosen, substituted, estimate, isOwn: substituted.sizedBy == "cell")))
    }

    private struct Content: Encodable {
        var name, formula: String
        var verdict: ChosenCrystal.Verdict
        var picture: CrystalPicture
        var roles: [String]
        var sizedBy: String
        var volumePerAtom, density: Double
        var moduli: [CrystalEstimate.Modulus]
        var steps: [FormulaStep]
        var others: [OtherModel]
        var properties: [CrystalEstimate.Property]
        /// (H, K_IC)
        var scenarios: [[Float]]
        var measured: Measured?
        var remarks: [String]

        init(
            _ chosen: ChosenCrystal, _ substituted: Substitution, _ estimate: CrystalEstimate,
            isOwn: Bool
        ) {
            let crystal = substituted.crystal
            (name, formula) = (chosen.name, crystal.composition.reducedFormula)
            (verdict, picture) = (chosen.verdict, CrystalPicture(crystal))
            roles = Substitution.roles(of: chosen.crystal).map(\.symbol)
            (sizedBy, volumePerAtom) = (substituted.sizedBy, crystal.volumePerAtom)
            density = crystal.density
            (moduli, properties) = (estimate.moduli, estimate.properties)
            steps = FormulaStep.all(estimate)
            others = OtherModel.all(estimate.mechanics)
            scenarios = estimate.scenarios.map { [Float($0.hardness), Float($0.toughness)] }
            measured = isOwn ? chosen.known?.landmark.flatMap(Measured.init) : nil
            remarks = estimate.remarks
        }
    }

    /// By other formulas.
    private struct OtherModel: Encodable {
        var symbol, model, unit: String
        var value: Double

        static func all(_ mechanics: MechanicalEstimate) -> [OtherModel] {
            let hardness = HardnessModel.allCases.filter { $0 != .mazhnikOganov2019 }.map {
                OtherModel(
                    symbol: "H", model: $0.name, unit: "GPa", value: mechanics.hardness($0))
            }
            let toughness = FractureToughnessModel.allCases.filter { $0 != .mazhnikOganov2019 }
                .map {
                    OtherModel(
                        symbol: "K_IC", model: $0.name, unit: "MPa·m^½",
                        value: mechanics.toughness($0))
                }
            return hardness + toughness
        }
    }

    /// Of a landmark.
    private struct Measured: Encodable {
        var hardness, toughness: [Double]?

        init?(_ landmark: Landmark) {
            guard landmark.hardness != nil || landmark.toughness != nil else { return nil }
            hardness = landmark.hardness.map { [$0.lowerBound, $0.upperBound] }
            toughness = landmark.toughness.map { [$0.lowerBound, $0.upperBound] }
        }
    }
}
