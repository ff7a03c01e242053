import Crystals

/// Operands of the loops over rows, matrices row by row.
struct RowOperands {
    /// [rows, columns]
    var a: [Float]
    var b: [Float]
    var c: [Float]
    /// [rows]
    var weights: [Float]
    /// [columns]
    var scale: [Float]
    var shift: [Float]
    var mean: [Float]
    var inverse: [Float]

    var columns: Int { scale.count }
    var rows: Int { weights.count }

    static func random(
        rows: Int, columns: Int, _ spoil: (inout RowOperands) -> Void = { _ in }
    ) -> RowOperands {
        var generator = SplitMix64(seed: UInt64(rows * 1000 + columns))
        func numbers(_ count: Int) -> [Float] {
            (0..<count).map { _ in Float.random(in: -2...2, using: &generator) }
        }
        var operands = RowOperands(
            a: numbers(rows * columns), b: numbers(rows * columns), c: numbers(rows * columns),
            weights: numbers(rows), scale: numbers(columns), shift: numbers(columns),
            mean: numbers(columns), inverse: numbers(columns))
        spoil(&operands)
        return operands
    }
}

/// The loops over rows.
extension KernelReference {
    /// a − (weight · mean + b · shift), times scale, and the sums of its columns.
    static func normalizationGradient(_ x: RowOperands) -> [[Double]] {
        let d = elements(x) { r, c, place in
            let through =
                Double(x.weights[r]) * Double(x.mean[c]) + Double(x.b[place]) * Double(x.shift[c])
            return Double(x.scale[c]) * (Double(x.a[place]) - through)
        }
        return [d, columnSums(d, x.columns)]
    }

    /// softplus(a + b · scale + shift).
    static func residualUpdate(_ x: RowOperands) -> [[Double]] {
        [elements(x) { _, c, place in softplus(residual(x, c, place)) }]
    }

    /// du = c · σ(a + b · scale + shift), Σ du and Σ du · (b − mean) · inverse.
    static func residualGradient(_ x: RowOperands) -> [[Double]] {
        let du = elements(x) { _, c, place in Double(x.c[place]) * sigmoid(residual(x, c, place)) }
        let products = elements(x) { _, c, place in
            du[place] * (Double(x.b[place]) - Double(x.mean[c])) * Double(x.inverse[c])
        }
        return [du, columnSums(du, x.columns), columnSums(products, x.columns)]
    }

    private static func residual(_ x: RowOperands, _ c: Int, _ place: Int) -> Double {
        Double(x.a[place]) + Double(x.b[place]) * Double(x.scale[c]) + Double(x.shift[c])
    }

    private static func elements(
        _ x: RowOperands, _ body: (_ r: Int, _ c: Int, _ place: Int) -> Double
    ) -> [Double] {
        x.a.indices.map { body($0 / x.columns, $0 % x.columns, $0) }
    }

    private static func columnSums(_ x: [Double], _ columns: Int) -> [Double] {
        (0..<columns).map { c in
            stride(from: c, to: x.count, by: columns).reduce(0) { $0 + x[$1] }
        }
    }
}
