internal import Foundation

/// The settings among which a search chooses: for each key of a training plan, written with dots
/// ("training.learningRate"), the values that it may take.
public struct SearchSpace: Hashable, Sendable {
    /// By key, in alphabetical order.
    public let axes: [Axis]

    public struct Axis: Hashable, Sendable {
        public var key: String
        public var values: Values
    }

    public enum Values: Hashable, Sendable {
        /// JSON texts, of whatever a plan may hold there.
        case choices([String])
        case number(ClosedRange<Double>, isLogarithmic: Bool)
        /// The lower bound and every `step` above it.
        case whole(ClosedRange<Int>, step: Int, isLogarithmic: Bool)
    }

    /// - Parameter dictionary: read from YAML: for each key a list of values, or a range as
    ///   {min, max, log, step}; keys may stand within each other as they do in a plan.
    /// - Throws: ``SearchSpaceError`` naming the key that cannot be searched.
    public init(_ dictionary: [String: Any]) throws(SearchSpaceError) {
        axes = try Self.axes(dictionary, path: "").sorted { $0.key < $1.key }
        guard !axes.isEmpty else { throw SearchSpaceError(key: "", what: "the space has no keys") }
    }

    private static func axes(
        _ dictionary: [String: Any], path: String
    ) throws(SearchSpaceError) -> [Axis] {
        var axes: [Axis] = []
        for (name, value) in dictionary {
            let key = path + name
            if let list = value as? [Any] {
                axes.append(Axis(key: key, values: try choices(list, key)))
            } else if let inner = value as? [String: Any] {
                if inner["min"] == nil, inner["max"] == nil {
                    axes += try Self.axes(inner, path: key + ".")
                } else {
                    axes.append(Axis(key: key, values: try range(inner, key)))
                }
            } else {
                throw SearchSpaceError(
                    key: key, what: "\(value) is neither a list of values nor {min, max}")
            }
        }
        return axes
    }

    private static func choices(
        _ list: [Any], _ key: String
    ) throws(SearchSpaceError) -> Values {
        let texts = list.compactMap(json)
        guard !texts.isEmpty, texts.count == list.count, Set(texts).count == texts.count else {
            throw SearchSpaceError(
                key: key, what: "its list is empty, or has a value twice or one that is no setting")
        }
        return .choices(texts)
    }

    private static func json(_ value: Any) -> String? {
        let options: JSONSerialization.WritingOptions = [
            .fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes,
        ]
        guard let data = try? JSONSerialization.data(withJSONObject: value, options: options)
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    private static func range(
        _ values: [String: Any], _ key: String
    ) throws(SearchSpaceError) -> Values {
        if let odd = values.keys.sorted().first(where: {
            !["min", "max", "log", "step"].contains($0)
        }) {
            throw SearchSpaceError(key: key, what: "a range has min, max, log and step, not \(odd)")
        }
        guard let low = number(values["min"]), let high = number(values["max"]), low < high else {
            throw SearchSpaceError(key: key, what: "its min is not a number below its max")
        }
        let isLogarithmic = values["log"] as? Bool ?? false
        guard !isLogarithmic || low > 0 else {
            throw SearchSpaceError(key: key, what: "its min \(low) has no logarithm")
        }
        if let low = values["min"] as? Int, let high = values["max"] as? Int {
            let step = values["step"] as? Int ?? 1
            guard step > 0 else { throw SearchSpaceError(key: key, what: "its step is \(step)") }
            return .whole(low...high, step: step, isLogarithmic: isLogarithmic)
        }
        guard values["step"] == nil else {
            throw SearchSpaceError(key: key, what: "only ranges of whole numbers have a step")
        }
        return .number(low...high, isLogarithmic: isLogarithmic)
    }

    private static func number(_ value: Any?) -> Double? {
        (value as? Double) ?? (value as? Int).map(Double.init)
    }
}

/// Why nothing can be searched.
public struct SearchSpaceError: Error, Hashable, Sendable, CustomStringConvertible {
    public var key: String
    public var what: String

    public var description: String { key.isEmpty ? what : "\(key): \(what)" }
}
