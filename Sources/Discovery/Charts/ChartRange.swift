internal import Foundation

extension Chart {
    /// What the axes must show.
    var ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
        (
            x.range ?? Self.range(values(\.x) + verticals, x, hasBars: false),
            y.range ?? Self.range(values(\.y) + bars + horizontals, y, hasBars: isOfBars)
        )
    }

    private var isOfBars: Bool {
        series.contains { if case .bars = $0.style { true } else { false } }
    }

    private func values(_ part: (Point) -> Double) -> [Double] {
        series.flatMap { $0.points.map(part) }
    }

    private var bars: [Double] {
        series.flatMap {
            $0.points.flatMap { point in
                point.range.map { [$0.lowerBound, $0.upperBound] } ?? []
            }
        }
    }

    private var horizontals: [Double] {
        rules.compactMap { if case .horizontal(let value, _) = $0 { value } else { nil } }
    }

    private var verticals: [Double] {
        rules.compactMap { if case .vertical(let value, _) = $0 { value } else { nil } }
    }

    private static func range(
        _ values: [Double], _ axis: Axis, hasBars: Bool
    ) -> ClosedRange<Double> {
        if let places = axis.places { return -0.5...(Double(places.count) - 0.5) }
        let known = values.filter { $0.isFinite && (axis.scale == .linear || $0 > 0) }
        guard let low = known.min(), let high = known.max() else {
            return axis.scale == .linear ? 0...1 : 1...10
        }
        if axis.scale == .logarithmic {
            let air = max(0.06 * log(high / low), 0.08)
            return (low * exp(-air))...(high * exp(air))
        }
        let air = high > low ? 0.05 * (high - low) : max(0.5 * abs(high), 0.5)
        // From zero where that is near, and where lengths are compared.
        let isNearZero = low >= 0 && (hasBars || low < 0.35 * high)
        return (isNearZero ? 0 : low - air)...(high + air)
    }
}
