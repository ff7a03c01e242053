internal import Crystals
internal import Tensors

/// Compositions as points of a space in which the sum of the differences of coordinates says how unlike two
/// of them are:
///
///     |x − y|₁ = a/n Σ_k |s_k(x) − s_k(y)| / σ_k  +  b Σ_Z |√f_Z(x) − √f_Z(y)|
///
/// s are the n statistics (``CompositionStatistics``), f the shares of the elements. The square root keeps
/// apart what is doped a little and what is not at all.
struct CompositionPoints: Sendable {
    let settings: KernelSettings
    /// σ, [statistics]; 0 for one that does not vary, which does not count.
    let deviations: [Float]

    init(_ settings: KernelSettings, deviations: [Float]) {
        precondition(
            deviations.count == CompositionStatistics.count, "\(deviations.count) deviations")
        (self.settings, self.deviations) = (settings, deviations)
    }

    /// With the deviations among `compositions`.
    init(_ settings: KernelSettings, of compositions: [EncodedComposition]) {
        let count = Double(max(1, compositions.count))
        let deviations = (0..<CompositionStatistics.count).map { k -> Float in
            let values = compositions.map { Double($0.statistics[k]) }
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            // What only rounding makes differ does not vary.
            return variance > 1e-10 * mean * mean ? Float(variance.squareRoot()) : 0
        }
        self.init(settings, deviations: deviations)
    }

    /// [compositions, statistics + elements]
    func points(_ compositions: [EncodedComposition]) -> Tensor {
        let each = Float(settings.statistics) / Float(CompositionStatistics.count)
        let scales = deviations.map { $0 > 0 ? each / $0 : 0 }
        let width = scales.count + Element.all.count
        var values: [Float] = []
        values.reserveCapacity(compositions.count * width)
        for composition in compositions {
            values += zip(composition.statistics, scales).map(*)
            var roots = [Float](repeating: 0, count: Element.all.count)
            for (element, fraction) in zip(composition.elements, composition.fractions) {
                roots[Int(element)] = Float(settings.fractions) * fraction.squareRoot()
            }
            values += roots
        }
        return Tensor(values, shape: [compositions.count, width])
    }
}
