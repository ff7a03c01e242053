internal import Foundation

/// An axis: values to pixels, and where its ticks stand.
struct PlotAxis {
    let range: ClosedRange<Double>
    /// Pixels of the ends of `range`; `end` may be smaller, as for y.
    let start: Double
    let end: Double
    let isLogarithmic: Bool

    init(_ range: ClosedRange<Double>, from start: Double, to end: Double, logarithmic: Bool) {
        precondition(
            range.lowerBound < range.upperBound && (!logarithmic || range.lowerBound > 0),
            "axis over \(range)")
        (self.range, self.start, self.end) = (range, start, end)
        isLogarithmic = logarithmic
    }

    func callAsFunction(_ value: Double) -> Double {
        start + (end - start) * (scaled(value) - scaled(range.lowerBound)) / span
    }

    private var span: Double { scaled(range.upperBound) - scaled(range.lowerBound) }
    private func scaled(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }

    struct Tick {
        var value: Double
        var label: String?
    }

    var ticks: [Tick] { isLogarithmic ? logarithmicTicks : linearTicks }

    /// Every 1…9 × 10ⁿ, or round steps where that is less than half a decade; labels on 1, on 2 and 5 where there is room for them.
    private var logarithmicTicks: [Tick] {
        if span < 0.6 { return linearTicks }
        let room = abs(end - start) / span
        var ticks: [Tick] = []
        let first = Int(log10(range.lowerBound).rounded(.down))
        for exponent in first...Int(log10(range.upperBound).rounded(.up)) {
            for digit in 1...9 {
                let value = Double(digit) * pow(10, Double(exponent))
                guard range.contains(value) else { continue }
                let isLabelled = digit == 1 || (room > 110 && [2, 5].contains(digit))
                ticks.append(
                    Tick(value: value, label: isLabelled ? plain(value, exponent) : nil))
            }
        }
        return ticks
    }

    /// Four to nine ticks at 1, 2 or 5 × 10ⁿ.
    private var linearTicks: [Tick] {
        let width = range.upperBound - range.lowerBound
        let rough = width / 5
        let decade = pow(10, log10(rough).rounded(.down))
        let step = [1.0, 2, 5, 10].first { $0 * decade >= rough }.map { $0 * decade } ?? decade
        let first = (range.lowerBound / step).rounded(.up)
        let last = (range.upperBound / step).rounded(.down)
        guard first <= last else { return [] }
        return stride(from: first, through: last, by: 1).map {
            Tick(
                value: $0 * step, label: plain($0 * step, Int(log10(step * 1.0001).rounded(.down))))
        }
    }

    /// - Parameter exponent: of the last digit that counts.
    private func plain(_ value: Double, _ exponent: Int) -> String {
        if exponent < -4, value != 0 { return Self.scientific(value) }
        let text = decimalPoint(value, decimals: max(3, -exponent))
        var trimmed = text[...]
        while trimmed.contains("."), trimmed.hasSuffix("0") { trimmed.removeLast() }
        if trimmed.hasSuffix(".") { trimmed.removeLast() }
        return trimmed.replacingOccurrences(of: "-", with: "−")
    }

    /// "2·10⁻⁶", of two digits at most.
    static func scientific(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return figures(value, 2) }
        var exponent = Int(log10(abs(value)).rounded(.down))
        var digits = (abs(value) / pow(10, Double(exponent - 1))).rounded() / 10
        if digits >= 10 { (digits, exponent) = (1, exponent + 1) }
        let raised = "\(abs(exponent))".map {
            String("⁰¹²³⁴⁵⁶⁷⁸⁹".dropFirst($0.wholeNumberValue ?? 0).prefix(1))
        }
        let number =
            digits == digits.rounded() ? "\(Int(digits))" : decimalPoint(digits, decimals: 1)
        return (value < 0 ? "−" : "") + number + "·10" + (exponent < 0 ? "⁻" : "") + raised.joined()
    }

    /// A range for a logarithmic axis around `values`: from 1 in 200 of them to beyond the highest,
    /// on round figures. The few below it are the softest of all.
    static func logarithmicRange(around values: [Double]) -> ClosedRange<Double> {
        let sorted = values.filter { $0 > 0 && $0.isFinite }.sorted()
        guard let highest = sorted.last else { return 1...100 }
        let low = roundFigure(sorted[sorted.count / 200], .down)
        let high = roundFigure(highest * 1.12, .up)
        return low < high ? low...high : low...(low * 10)
    }

    /// A range for a logarithmic axis close around `values`, with some air.
    static func closeRange(around values: [Double]) -> ClosedRange<Double> {
        let (low, high) = (values.min() ?? 1, values.max() ?? 2)
        // A single point, too, gets room around it.
        let air = max(0.1 * log(high / low), 0.04)
        return (low * exp(-air))...(high * exp(air))
    }

    /// The nearest 1, 1.5, 2, 3, 5, 7 × 10ⁿ on the given side.
    private static func roundFigure(_ value: Double, _ side: FloatingPointRoundingRule) -> Double {
        let decade = pow(10, log10(value).rounded(.down))
        let figures = [1, 1.5, 2, 3, 5, 7, 10].map { $0 * decade }
        return side == .up
            ? figures.first { $0 >= value * (1 - 1e-9) } ?? value
            : figures.last { $0 <= value * (1 + 1e-9) } ?? value
    }
}
