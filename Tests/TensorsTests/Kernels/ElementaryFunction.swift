import CKernels
import Tensors

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A function of the table, its definition, and how near the one is to the other.
struct ElementaryFunction: CustomStringConvertible, Sendable {
    let description: String
    let loop: @Sendable (KBKernels) -> KernelVariant.Elementwise?
    let exact: @Sendable (Double) -> Double
    /// Where it has no end yet.
    let domain: ClosedRange<Float>
    /// Largest error, in units in the last place of the exact value.
    let bound: Double
    /// The unit in the last place, if not that of the value.
    var unit: Double?

    static let all = [
        ElementaryFunction(
            description: "exp", loop: { $0.exp }, exact: { exp($0) }, domain: -87...88, bound: 1.2),
        ElementaryFunction(
            description: "log", loop: { $0.log }, exact: { log($0) },
            domain: Float.leastNonzeroMagnitude...Float.greatestFiniteMagnitude, bound: 1),
        ElementaryFunction(
            description: "sigmoid", loop: { $0.sigmoid }, exact: { 1 / (1 + exp(-$0)) },
            domain: -87...Float.greatestFiniteMagnitude, bound: 3.3),
        ElementaryFunction(
            description: "softplus", loop: { $0.softplus },
            exact: { max($0, 0) + log1p(exp(-abs($0))) },
            domain: -87...Float.greatestFiniteMagnitude, bound: 3),
        // It is 2σ(2x) − 1, and near 0 no better than near 1.
        ElementaryFunction(
            description: "tanh", loop: { $0.tanh }, exact: { tanh($0) },
            domain: -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude, bound: 5,
            unit: 0x1p-24),
    ]

    /// An error in units in the last place, and where it is.
    struct Error: Sendable {
        var size = 0.0
        var x: Float = .nan
    }

    /// The largest error of each instruction set over the floats with the bits `patterns`.
    func largestErrors(_ patterns: StrideTo<UInt64>) -> [Error] {
        let x = patterns.lazy.map { Float(bitPattern: UInt32($0)) }.filter(domain.contains)
        let values = Array(x)
        let expected = values.map { exact(Double($0)) }
        return KernelVariant.all.map { variant in
            let found = KernelVariant.apply(loop(variant.table()), values)
            var largest = Error()
            for k in values.indices {
                let size = abs(Double(found[k]) - expected[k]) / lastPlace(expected[k])
                if !(size <= largest.size) { largest = Error(size: size, x: values[k]) }
            }
            return largest
        }
    }

    /// The distance of floats around a number.
    private func lastPlace(_ value: Double) -> Double {
        unit ?? max(value.ulp * 0x1p29, Double(Float.leastNonzeroMagnitude))
    }
}
