import Foundation
import Testing

@testable import Practicals

@Suite struct ControlTests {
    private struct Parameters: Codable { var rate: Double, units: Int, gate: String, isDeep: Bool }

    private let step = PracticalStep(
        id: "echo",
        controls: [
            .slider("rate", 0...1, step: 0.1, initial: 0.5),
            .count("units", 1...8, initial: 2),
            .choice("gate", of: ["and", "xor"], initial: "and"),
            .toggle("isDeep", initial: true),
        ]
    ) {
        (parameters: Parameters, _: (any OwnCrystals)?, emit: (Parameters) throws -> Void) in
        try emit(parameters)
    }

    private func echo(_ json: String) throws -> String {
        var frames: [String] = []
        try step.run(Data(json.utf8)) { frames.append(String(decoding: $0, as: UTF8.self)) }
        return frames.joined(separator: "\n")
    }

    @Test func whatWasNotMovedStandsWhereItStoodAtFirst() throws {
        #expect(try echo("{}") == #"{"gate":"and","isDeep":true,"rate":0.5,"units":2}"#)
        #expect(try echo(#"{"units": 7}"#).contains(#""units":7"#))
    }

    @Test(arguments: [
        (#"{"rate": 2}"#, "echo: rate is from 0.0 to 1.0"),
        (#"{"units": 2.5}"#, "echo: units is a whole number from 1 to 8"),
        (#"{"gate": "nor"}"#, "echo: gate is one of and, xor"),
        (#"{"isDeep": 1}"#, "echo: isDeep is true or false"),
        (#"{"depth": 1}"#, "echo has no parameter depth; it has rate, units, gate, isDeep"),
    ])
    func whatAControlCannotBeMovedToIsRefused(json: String, sentence: String) {
        #expect(throws: StepObjection(sentence)) { try echo(json) }
    }

    @Test(arguments: ["[", "3", #"{"rate": {"a": 1}}"#])
    func whatIsNoObjectOfValuesIsRefused(json: String) {
        #expect(throws: StepObjection.self) { try echo(json) }
    }

    @Test func everyStepOfThePracticalsHasControlsOfItsOwn() {
        for practical in Practical.all {
            #expect(practical.steps.count > 10)
            #expect(Set(practical.steps.map(\.id)).count == practical.steps.count)
            for step in practical.steps {
                let names = step.controls.map(\.name)
                #expect(Set(names).count == names.count && names.count > 1, "\(step.id)")
                for control in step.controls {
                    #expect(control.objection(to: control.initial) == nil, "\(control.name)")
                }
            }
        }
    }
}
