internal import Crystals
internal import Foundation
internal import Physics

/// What is done to each entry of a chunk: size it if it has no size, predict, apply the formulas.
struct PredictionBench: Sendable {
    private let models: ModelSet
    /// Where each quantity of a row comes from.
    private let origins: [Quantity: Origin]

    enum Outcome: Sendable {
        case ranked(ScreenedCrystal, Crystal)
        case rejected(Rejection)
    }

    init(models: ModelSet) {
        self.models = models
        origins = models.origins.merging(Self.formulas) { network, _ in network }
    }

    private static var formulas: [Quantity: Origin] {
        let mechanics = Origin(kind: .formula, name: "isotropic elasticity")
        let strength = Origin(kind: .formula, name: HardnessModel.mazhnikOganov2019.name)
        return [
            .youngModulus: mechanics, .poissonRatio: mechanics, .hardness: strength,
            .hardnessLow: strength, .hardnessHigh: strength, .toughness: strength,
            .toughnessLow: strength, .toughnessHigh: strength,
            .volumePerAtom: Origin(kind: .structure, name: "cell"),
            .debyeTemperature: Origin(kind: .formula, name: "Debye temperature from moduli"),
        ]
    }

    /// The verdicts on a chunk, whose first entry is number `first`.
    func screen(_ entries: [ScreeningEntry], from first: Int) -> ScreenedChunk {
        var crystals: [(row: ScreenedCrystal, structure: Crystal)] = []
        var rejections: [Rejection] = []
        for outcome in examine(entries, from: first) {
            switch outcome {
            case .ranked(let row, let structure): crystals.append((row, structure))
            case .rejected(let rejection): rejections.append(rejection)
            }
        }
        return ScreenedChunk(
            first: first, count: entries.count, crystals: crystals, rejections: rejections,
            origins: origins)
    }

    /// [entries] the outcome for each. The networks see the whole chunk at once.
    private func examine(_ entries: [ScreeningEntry], from first: Int) -> [Outcome] {
        var works = entries.enumerated().map { BenchWork($1, number: first + $0) }
        let sizes = models.sizes(of: works.compactMap(\.crystal))
        works = pairs(works, sizes).map { work, size in work.sized(size ?? NetworkPrediction()) }
        let predictions = models.mechanics(of: works.compactMap(\.crystal))
        return askingRest(
            of: pairs(works, predictions).map { work, predicted in
                work.outcome(predicted ?? NetworkPrediction())
            })
    }

    /// The outcomes, with what the other models say of crystals that no filter has stopped.
    private func askingRest(of outcomes: [Outcome]) -> [Outcome] {
        var outcomes = outcomes
        let open = outcomes.indices.compactMap { index in
            if case .ranked(let row, let crystal) = outcomes[index],
                models.gate.objection(to: row.facts) == nil
            {
                (index: index, row: row, crystal: crystal)
            } else {
                nil
            }
        }
        for (var (index, row, crystal), said) in zip(open, models.rest(of: open.map(\.crystal))) {
            row.quantities = row.quantities.merging(said.quantities)
            row.caveats += said.remarks
            outcomes[index] = .ranked(row, crystal)
        }
        return outcomes
    }

    /// Each work with the next value, where it still has a crystal.
    private func pairs<Value>(_ works: [BenchWork], _ values: [Value]) -> [(BenchWork, Value?)] {
        var next = values.makeIterator()
        return works.map { ($0, $0.crystal == nil ? nil : next.next()) }
    }
}
