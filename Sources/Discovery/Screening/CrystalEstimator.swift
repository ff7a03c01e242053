public import Learning

/// What a screening would say of crystals, at once and without a run: all networks are asked of all of them, and
/// nothing is filtered.
public struct CrystalEstimator: Sendable {
    private let bench: PredictionBench

    /// - Throws: ``MissingModels`` unless bulk and shear modulus are predicted.
    public init(_ models: [any CrystalPredictor]) throws(MissingModels) {
        let ladder = Ladder(rungs: [Ladder.Rung(name: "networks", kind: .networks)])
        bench = PredictionBench(
            models: try ModelSet(models, sizesCrystals: false, ladder: ladder))
    }

    /// The verdicts on some entries, whose first is number `first`.
    public func screen(_ entries: [ScreeningEntry], from first: Int = 0) -> ScreenedChunk {
        bench.screen(entries, from: first)
    }
}
