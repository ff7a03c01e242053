internal import Crystals
internal import Foundation
internal import Physics

/// What is done to each entry of a chunk: size it if it has no size, predict, apply the formulas.
struct PredictionBench: Sendable {
    let models: ModelSet
    let threads: Int

    enum Outcome: Sendable {
        case ranked(ScreenedCrystal, Crystal)
        case rejected(Rejection)
    }

    /// Where each quantity of a row comes from.
    var origins: [Quantity: Origin] {
        let mechanics = Origin(kind: .formula, name: "isotropic elasticity")
        let strength = Origin(kind: .formula, name: HardnessModel.mazhnikOganov2019.name)
        let formulas: [Quantity: Origin] = [
            .youngModulus: mechanics, .poissonRatio: mechanics, .hardness: strength,
            .toughness: strength, .volumePerAtom: Origin(kind: .structure, name: "cell"),
            .debyeTemperature: Origin(kind: .formula, name: "Debye temperature from moduli"),
        ]
        return models.origins.merging(formulas) { network, _ in network }
    }

    /// [entries] the outcome for each. The networks see the whole chunk, and use threads as they
    /// see fit; all else is done crystal by crystal.
    func examine(_ entries: [ScreeningEntry], from first: Int) async -> [Outcome] {
        var works = entries.enumerated().map { BenchWork($1, number: first + $0) }
        let volumes = models.volumesPerAtom(of: works.compactMap(\.crystal))
        works = await concurrently(pairs(works, volumes)) { work, volume in
            work.sized(volume ?? .nan)
        }
        let predictions = models.predict(works.compactMap(\.crystal))
        return await concurrently(pairs(works, predictions)) { [models] work, predicted in
            work.outcome(predicted ?? Quantities(), by: models)
        }
    }

    /// Each work with the next value, where it still has a crystal.
    private func pairs<Value>(_ works: [BenchWork], _ values: [Value]) -> [(BenchWork, Value?)] {
        var next = values.makeIterator()
        return works.map { ($0, $0.crystal == nil ? nil : next.next()) }
    }

    /// The results of `body` in the order of `items`, each thread with a share of them.
    private func concurrently<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) -> Result
    ) async -> [Result] {
        let share = max(1, (items.count + threads - 1) / threads)
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: items.count, by: share) {
                let part = items[start..<min(start + share, items.count)]
                group.addTask { (start, part.map(body)) }
            }
            var parts: [Int: [Result]] = [:]
            for await (start, results) in group { parts[start] = results }
            return parts.sorted { $0.key < $1.key }.flatMap(\.value)
        }
    }
}
