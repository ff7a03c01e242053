public import Crystals
internal import Foundation

/// What a formula is like as a whole: statistics of its elements' descriptors, weighted by fraction, after
/// Ward et al. (npj Comput. Mater. 2, 16028, 2016).
///
/// Of each of ``Element/descriptors`` the mean x̄ = Σ f x, the mean deviation Σ f |x − x̄|, the least, the
/// greatest, and the value of the most frequent element (the lightest of several); then norms
/// (Σ fᵖ)^(1/p) of the fractions for p = 2, 3, 5, 7, 10, a tenth of the number of elements, and the
/// ionic character 1 − exp(−¼ Δχ²) of a bond: of the most unlike pair, and the mean over all.
public enum CompositionStatistics {
    public static let count = 5 * Element.descriptorNames.count + norms.count + 3

    private static let norms = [2.0, 3, 5, 7, 10]

    /// [count]
    public static func vector(_ composition: Composition) -> [Float] {
        let elements = composition.elements
        let fractions = composition.amounts.map { $0.amount / composition.total }
        let rows = elements.map(\.descriptors)
        let most = fractions.indices.max { fractions[$0] < fractions[$1] } ?? 0
        let statistics = Element.descriptorNames.indices.flatMap { k -> [Double] in
            let values = rows.map { $0[k] }
            let mean = zip(fractions, values).reduce(0) { $0 + $1.0 * $1.1 }
            let deviation = zip(fractions, values).reduce(0) { $0 + $1.0 * abs($1.1 - mean) }
            return [mean, deviation, values.min() ?? 0, values.max() ?? 0, values[most]]
        }
        let lengths = norms.map { p in pow(fractions.reduce(0) { $0 + pow($1, p) }, 1 / p) }
        let all = statistics + lengths + [Double(elements.count) / 10]
        return (all + ionicity(elements, fractions)).map(Float.init)
    }

    /// Of the most unlike pair, and Σ_{i<j} f_i f_j of all; elements without an electronegativity
    /// make no pair.
    private static func ionicity(_ elements: [Element], _ fractions: [Double]) -> [Double] {
        var (greatest, mean) = (0.0, 0.0)
        for (i, a) in elements.enumerated() {
            for (j, b) in elements.enumerated().dropFirst(i + 1) {
                guard let p = a.electronegativity, let q = b.electronegativity else { continue }
                let character = 1 - exp(-0.25 * (p - q) * (p - q))
                greatest = max(greatest, character)
                mean += fractions[i] * fractions[j] * character
            }
        }
        return [greatest, mean]
    }
}
