internal import Foundation

/// Where the controls of a step stand: what came from outside, held against what they can be moved to.
struct ControlValues {
    private var values: [String: Value] = [:]

    /// - Throws: ``StepObjection`` that names the parameter and its bounds.
    init(_ json: Data, of step: PracticalStep) throws(StepObjection) {
        let given = try Self.members(of: json)
        let known = Set(step.controls.map(\.name))
        if let stray = given.keys.filter({ !known.contains($0) }).min() {
            let names = step.controls.map(\.name).joined(separator: ", ")
            throw StepObjection("\(step.id) has no parameter \(stray); it has \(names)")
        }
        for control in step.controls {
            guard let value = given[control.name] else {
                values[control.name] = control.initial
                continue
            }
            if let objection = control.objection(to: value) {
                throw StepObjection("\(step.id): \(control.name) \(objection)")
            }
            values[control.name] = value
        }
    }

    private static func members(of json: Data) throws(StepObjection) -> [String: Value] {
        guard !json.isEmpty else { return [:] }
        do {
            return try JSONDecoder().decode([String: Value].self, from: json)
        } catch {
            throw StepObjection(
                "parameters are a JSON object of numbers, words, true or false, and lists of numbers"
            )
        }
    }

    func json() throws -> Data { try JSONEncoder().encode(values) }
}

extension ControlValues {
    /// What a control may be set to.
    enum Value: Codable {
        case flag(Bool), number(Double), text(String), numbers([Double])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .numbers(try container.decode([Double].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .flag(let flag): try container.encode(flag)
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            case .numbers(let numbers): try container.encode(numbers)
            }
        }
    }
}

extension StepControl {
    /// Where it stands before anybody moves it.
    var initial: ControlValues.Value {
        switch kind {
        case .slider(_, _, _, let initial, _): .number(initial)
        case .count(_, _, let initial): .number(Double(initial))
        case .choice(_, let initial), .label(_, let initial): .text(initial)
        case .toggle(let initial): .flag(initial)
        case .text(_, let initial): .text(initial)
        case .numbers(_, _, _, let initial): .numbers(initial)
        }
    }

    /// Why it cannot stand there; nil where it can.
    func objection(to value: ControlValues.Value) -> String? {
        switch (kind, value) {
        case (.slider(let minimum, let maximum, _, _, _), .number(let number)):
            (minimum...maximum).contains(number) ? nil : "is from \(minimum) to \(maximum)"
        case (.count(let minimum, let maximum, _), .number(let number)):
            (Double(minimum)...Double(maximum)).contains(number) && number == number.rounded()
                ? nil : "is a whole number from \(minimum) to \(maximum)"
        case (.choice(let choices, _), .text(let text)):
            choices.contains(text) ? nil : "is one of \(choices.joined(separator: ", "))"
        case (.label(let choices, _), .text(let text)):
            choices.contains(text) || OwnLabel(text) != nil
                ? nil : "is one of \(choices.joined(separator: ", ")), or COLLECTION/NAME"
        case (.toggle, .flag): nil
        case (.text(let length, _), .text(let text)):
            text.count <= length ? nil : "has more than \(length) characters"
        case (.numbers(let minimum, let maximum, let count, _), .numbers(let numbers)):
            numbers.count <= count && numbers.allSatisfy((minimum...maximum).contains)
                ? nil : "has at most \(count) numbers from \(minimum) to \(maximum)"
        default: "is \(word)"
        }
    }

    private var word: String {
        switch kind {
        case .slider: "a number"
        case .count: "a whole number"
        case .choice, .label, .text: "a text"
        case .toggle: "true or false"
        case .numbers: "a list of numbers"
        }
    }
}
