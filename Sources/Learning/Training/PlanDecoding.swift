internal import Foundation

/// Makes a plan of the values of a file, and says in its author's words where one does not fit.
///
/// By way of a property list: its decoder names the place of a number that does not fit, and that of JSON
/// does not.
enum PlanDecoding {
    /// - Parameter values: of every setting, `NSNull` for none.
    static func plan(of values: [String: Any]) throws -> TrainingPlan {
        let present = try present(values, at: "") as? [String: Any] ?? [:]
        let data = try PropertyListSerialization.data(
            fromPropertyList: present, format: .binary, options: 0)
        do {
            return try PropertyListDecoder().decode(TrainingPlan.self, from: data)
        } catch let error as DecodingError {
            throw PlanError.value(description(of: error))
        }
    }

    /// Without the settings that are none.
    ///
    /// - Throws: ``PlanError`` where a number is infinite or none.
    private static func present(_ value: Any, at path: String) throws -> Any {
        switch value {
        case let values as [String: Any]:
            return try Dictionary(
                uniqueKeysWithValues: values.filter { !($0.value is NSNull) }.map {
                    ($0, try present($1, at: path.isEmpty ? $0 : "\(path).\($0)"))
                })
        case let values as [Any]:
            return try values.enumerated().map { k, value in
                if value is NSNull { throw PlanError.value("\(path)[\(k + 1)] is empty") }
                return try present(value, at: "\(path)[\(k + 1)]")
            }
        case let value as Double where !value.isFinite:
            throw PlanError.value("\(path) takes a finite number")
        default: return value
        }
    }

    private static func description(of error: DecodingError) -> String {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "\(path(context)) takes \(words(type))"
        case .keyNotFound(let key, let context):
            "\(path(context)) has no \(key.stringValue)"
        case .dataCorrupted(let context):
            number(in: context).map { "\(path(context)) takes \($0)" }
                ?? "\(path(context)): \(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    /// "targets[1].transform".
    private static func path(_ context: DecodingError.Context) -> String {
        context.codingPath.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index + 1)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }

    /// What should stand in the place of a number that does not fit; nil where that is not what is wrong.
    private static func number(in context: DecodingError.Context) -> String? {
        let text = context.debugDescription
        guard text.contains("does not fit in") else { return nil }
        return text.contains("UInt") ? "a whole number from 0 on" : "a whole number"
    }

    /// What a value has to be, as the file's author sees it.
    private static func words(_ type: Any.Type) -> String {
        switch type {
        case is any BinaryFloatingPoint.Type: "a number"
        case is any BinaryInteger.Type: "a whole number"
        case is Bool.Type: "true or false"
        case is String.Type: "a word or a sentence"
        case is [Any].Type: "a list"
        default: "settings of its own, in lines below it or in braces"
        }
    }
}

/// What is wrong with a training plan.
public enum PlanError: Error, CustomStringConvertible {
    case unknownKey(String, allowed: [String])
    case value(String)

    public var description: String {
        switch self {
        case .unknownKey(let key, let allowed):
            "there is no setting \(key); here stand \(allowed.joined(separator: ", "))"
        case .value(let why):
            "a setting does not fit: \(why)"
        }
    }
}
