import Foundation
import Testing

@testable import Practicals

/// A control that changes nothing is a defect of a practical, and no other test sees it.
@Suite("Every control of a practical changes what is seen")
struct ControlEffectTests {
    typealias Settings = [String: any Sendable]

    /// Where a step is small enough, and every control of it has something to change.
    private static let small: [String: Settings] = [
        "batch-size": ["batchSize": 8], "schedules": ["schedule": "linear"],
        "optimizers": ["noise": 0.5],
        "approximation": ["compares": false],
    ]

    private static let shrinking: Set<String> = ["epochs", "steps", "imagesPerClass", "points"]

    /// As it is at first, but for less work.
    private static func beginning(_ step: PracticalStep) throws -> Settings {
        var settings: Settings = [:]
        for control in step.controls {
            if case .count(let minimum, _, _) = control.kind, shrinking.contains(control.name) {
                settings[control.name] = minimum
            }
        }
        return settings.merging(small[step.id] ?? [:]) { $1 }
    }

    /// What else a control can be.
    private static func others(_ control: StepControl, _ settings: Settings) -> [any Sendable] {
        switch control.kind {
        case .slider(let minimum, let maximum, _, let initial, let isLogarithmic):
            let given = settings[control.name] as? Double ?? initial
            let middle =
                isLogarithmic ? (minimum * maximum).squareRoot() : (minimum + maximum) / 2
            return [given == middle ? (given + maximum) / 2 : middle]
        case .count(_, let maximum, let initial):
            let given = settings[control.name] as? Int ?? initial
            return [given < maximum ? given + 1 : given - 1]
        case .choice(let words, let initial), .label(let words, let initial):
            let given = settings[control.name] as? String ?? initial
            return Array(words.filter { $0 != given }.prefix(2))
        case .toggle(let initial): return [!(settings[control.name] as? Bool ?? initial)]
        case .text, .numbers: return []
        }
    }

    /// The last that is seen, of all that does not depend on the clock.
    private static func seen(_ step: PracticalStep, _ settings: Settings) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: settings)
        var frames: [String] = []
        try step.run(data) { frames.append(String(decoding: $0, as: UTF8.self)) }
        // The first practical shows one state after another, the second one thing beside another.
        let last =
            frames.last?.contains("\"isLast\"") == true
            ? frames[frames.count - 1]
            : frames.filter { !$0.contains(#""kind":"progress""#) }.joined(separator: "\n")
        return last.replacing(/"imagesPerSecond":[-+.e\d]+/, with: "")
    }

    private static func check(_ step: PracticalStep, _ settings: Settings) throws {
        let before = try seen(step, settings)
        #expect(before.count > 50)
        #expect(try seen(step, settings) == before, "control: the same twice")
        for control in step.controls {
            for value in others(control, settings) {
                var moved = settings
                moved[control.name] = value
                #expect(try seen(step, moved) != before, "\(step.id): \(control.name) at \(value)")
            }
        }
    }

    @Test("of the neural networks", arguments: 0..<14)
    func neuralNetworks(_ k: Int) throws {
        let step = Practical.neuralNetworks.steps[k]
        try Self.check(step, try Self.beginning(step))
    }

    @Test(
        "of the networks of crystals",
        // "transfer" and "screen" would take half a minute.
        arguments: ["train", "noise"])
    func graphNetworks(_ id: String) throws {
        let step = try #require(Practical.graphNetworks.step(id))
        let settings: [String: Settings] = [
            "train": ["crystals": 60, "epochs": 2, "width": "16", "convolutions": 1],
            "noise": ["samples": 10, "crystal": "rock-salt"],
        ]
        try Self.check(step, settings[id] ?? [:])
    }
}
