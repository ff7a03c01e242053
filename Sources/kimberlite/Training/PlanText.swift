internal import Foundation
internal import Learning

/// A training plan as text that `--config` reads: YAML with keys in alphabetical order and numbers as
/// people write them, where Yams would give 5e-3.
enum PlanText {
    static func lines(of plan: TrainingPlan) throws -> [String] {
        let json = try CardJSON.text(of: plan)
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return try lines(of: object as? [String: Any] ?? [:])
    }

    private static func lines(of dictionary: [String: Any]) throws -> [String] {
        try dictionary.sorted { $0.key < $1.key }.flatMap { key, value in
            guard let inner = value as? [String: Any], !inner.isEmpty else {
                return ["\(key): \(try flow(value))"]
            }
            return ["\(key):"] + (try lines(of: inner).map { "  \($0)" })
        }
    }

    /// On one line; JSON is YAML.
    private static func flow(_ value: Any) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: value,
            options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
