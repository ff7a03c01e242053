/// One parameter of an experiment that can be moved, and how far.
struct Control: Sendable {
    let name: String
    private let kind: Kind

    private enum Kind {
        case slider(ClosedRange<Double>, step: Double, isLogarithmic: Bool)
        case count(ClosedRange<Int>)
        case choice([String])
        case toggle
    }

    static func slider(
        _ name: String, _ range: ClosedRange<Double>, step: Double
    ) -> Control {
        Control(name: name, kind: .slider(range, step: step, isLogarithmic: false))
    }

    /// For numbers that are compared by their ratio.
    static func logarithmic(_ name: String, _ range: ClosedRange<Double>) -> Control {
        Control(name: name, kind: .slider(range, step: 0, isLogarithmic: true))
    }

    static func count(_ name: String, _ range: ClosedRange<Int>) -> Control {
        Control(name: name, kind: .count(range))
    }

    static func choice(_ name: String, _ words: [String]) -> Control {
        Control(name: name, kind: .choice(words))
    }

    static func toggle(_ name: String) -> Control { Control(name: name, kind: .toggle) }

    static let seed = count("seed", 1...1000)

    /// The control as it stands at a value; nil where it cannot.
    func placed(at value: ControlValues.Value) -> StepControl? {
        let control: StepControl
        switch (kind, value) {
        case (.slider(let range, let step, let isLogarithmic), .number(let number)):
            control = .slider(
                name, range, step: step, initial: number, isLogarithmic: isLogarithmic)
        case (.count(let range), .number(let number)):
            control = .count(name, range, initial: Int(number))
        case (.choice(let words), .text(let word)):
            control = .choice(name, of: words, initial: word)
        case (.toggle, .flag(let flag)): control = .toggle(name, initial: flag)
        default: return nil
        }
        return control.objection(to: value) == nil ? control : nil
    }
}
