internal import Crystals
internal import Foundation

/// One value for every key of a space.
public struct SearchDraw: Hashable, Sendable {
    /// In the order of the space's axes.
    public var settings: [Setting]

    public struct Setting: Hashable, Sendable {
        public var key: String
        /// JSON text.
        public var value: String
    }

    /// A plan's dictionary, as read from YAML, with the values in their places.
    ///
    /// - Throws: ``SearchSpaceError`` where a key leads through something that is no set of settings.
    public func applied(to plan: [String: Any]) throws(SearchSpaceError) -> [String: Any] {
        var plan = plan
        for setting in settings {
            let parts = setting.key.split(separator: ".").map(String.init)
            plan = try Self.setting(setting, parts[...], in: plan)
        }
        return plan
    }

    private static func setting(
        _ setting: Setting, _ path: ArraySlice<String>, in plan: [String: Any]
    ) throws(SearchSpaceError) -> [String: Any] {
        guard let name = path.first else { return plan }
        var plan = plan
        if path.count == 1 {
            plan[name] = try? JSONSerialization.jsonObject(
                with: Data(setting.value.utf8), options: .fragmentsAllowed)
        } else {
            guard let inner = (plan[name] ?? [String: Any]()) as? [String: Any] else {
                throw SearchSpaceError(
                    key: setting.key, what: "\(name) of the plan has no settings")
            }
            plan[name] = try Self.setting(setting, path.dropFirst(), in: inner)
        }
        return plan
    }
}

extension SearchDraw: CustomStringConvertible {
    public var description: String {
        settings.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

extension SearchSpace {
    /// Different draws from the space, each key for itself and evenly; fewer than `count` where the
    /// space has no more. Those for a smaller count are the first of those for a larger.
    public func draws(_ count: Int, seed: UInt64) -> [SearchDraw] {
        var (draws, seen): ([SearchDraw], Set<SearchDraw>) = ([], [])
        var generator = SplitMix64(seed: seed)
        var failures = 0
        while draws.count < count, failures < Self.patience {
            let draw = SearchDraw(
                settings: axes.map { .init(key: $0.key, value: $0.values.drawn(&generator)) })
            if seen.insert(draw).inserted {
                draws.append(draw)
                failures = 0
            } else {
                failures += 1
            }
        }
        return draws
    }

    /// Draws in a row that were there before, after which a space counts as exhausted.
    private static let patience = 1000
}

extension SearchSpace.Values {
    fileprivate func drawn(_ generator: inout SplitMix64) -> String {
        switch self {
        case .choices(let texts): return texts[Int.random(in: texts.indices, using: &generator)]
        case .number(let range, let isLogarithmic):
            let share = Double.random(in: 0...1, using: &generator)
            let value = Self.between(range, at: share, isLogarithmic)
            // As people write settings; what is drawn is what is used.
            return String(format: "%.4g", value)
        case .whole(let range, let step, let isLogarithmic):
            let last = (range.upperBound - range.lowerBound) / step
            guard isLogarithmic else {
                return "\(range.lowerBound + step * Int.random(in: 0...last, using: &generator))"
            }
            // Each whole number has its share of the logarithmic scale.
            let ends = (Double(range.lowerBound))...(Double(range.upperBound + 1))
            let share = Double.random(in: 0..<1, using: &generator)
            let value = Int(Self.between(ends, at: share, true)) - range.lowerBound
            return "\(range.lowerBound + step * min(last, value / step))"
        }
    }

    private static func between(
        _ range: ClosedRange<Double>, at share: Double, _ isLogarithmic: Bool
    ) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        return isLogarithmic ? low * pow(high / low, share) : low + (high - low) * share
    }
}
