/// "≥ 100: met"
func verdict(_ isMet: Bool, _ demand: String) -> String {
    "\(demand): \(isMet ? "met" : "**MISSED**")"
}

extension MeasuredRow {
    /// Lines of the great table: one for each contender.
    var lines: [[String]] {
        row.contenders.indices.map { index in
            let contender = row.contenders[index]
            let peak = measurements[index].map(\.peakMegabytes).max() ?? .nan
            return [
                index == 0 ? row.title : "", contender.name, rates(index).text,
                index == 0 ? "" : ratios(to: index).text, demand(on: index),
                grouped(Int(peak.rounded())),
            ]
        }
    }

    static let header = [
        "work", "contender", "structures/s: median (least–most)",
        "Kimberlite's over it: median (least–most)", "asked", "peak MB",
    ]

    private func demand(on index: Int) -> String {
        let name = row.contenders[index].name
        guard let demand = row.demands.first(where: { $0.contender == name }) else { return "" }
        return verdict(ratios(to: index).median >= demand.ratio, "≥ \(demand.words)")
    }
}

/// What a training's losses say: Kimberlite's against the published network's in PyTorch.
struct LossComparison {
    let steps: Int
    /// Of |a − b| / b over the steps.
    let largestDifference: Double

    /// nil where either did not say its losses.
    init?(_ training: MeasuredRow) {
        let losses = training.measurements.prefix(2).compactMap { $0.first?.losses }
        guard losses.count == 2 else { return nil }
        let pairs = Array(zip(losses[0], losses[1]).prefix(Self.wanted))
        guard pairs.count == Self.wanted else { return nil }
        steps = pairs.count
        largestDifference = pairs.map { abs($0 - $1) / abs($1) }.max() ?? .nan
    }

    var line: String {
        let isMet = largestDifference <= Self.allowed
        return "Losses of the first \(steps) batches, from the same weights and batches, against "
            + "the published network in PyTorch: the largest relative difference is "
            + "\(figures(largestDifference)) (\(verdict(isMet, "≤ \(figures(Self.allowed))")))."
    }

    private static let wanted = 20
    private static let allowed = 1e-4
}
