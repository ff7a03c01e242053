internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// Whether error bars that go through the formulas hold: hardness and toughness from labelled moduli
/// against their intervals from predicted ones.
struct HardnessCoverage {
    private var count = 0
    private var (hard, tough) = (0, 0)

    /// - Parameter estimates: [targets] of the record's crystal.
    mutating func add(
        _ record: some LabelledMaterial, _ estimates: [PropertyEstimate], _ targets: [Target],
        _ scenarios: ModulusScenarios
    ) {
        guard let crystal = record.structure,
            let bulk = targets.firstIndex(where: { $0.name == "K" }),
            let shear = targets.firstIndex(where: { $0.name == "G" }),
            let true1 = targets[bulk].value(of: record), true1 > 0,
            let true2 = targets[shear].value(of: record), true2 > 0,
            let bars = scenarios.moduli(bulk: estimates[bulk], shear: estimates[shear])
                .intervals(of: crystal),
            let truth = [(bulk: true1, shear: true2)].mechanics(of: crystal).first
        else { return }
        count += 1
        if bars.hardness.contains(truth.hardness) { hard += 1 }
        if bars.toughness.contains(truth.toughness) { tough += 1 }
    }

    /// nil where no crystal has both labels.
    var line: String? {
        guard count > 0 else { return nil }
        func share(_ inside: Int) -> String {
            String(format: "%.1f %%", 100 * Double(inside) / Double(count))
        }
        return
            "hardness and toughness by formula from both moduli on \(count) crystals: \(share(hard)) and "
            + "\(share(tough)) within the 90 % bars"
    }
}
