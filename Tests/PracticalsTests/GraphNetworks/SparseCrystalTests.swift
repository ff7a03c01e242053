import Foundation
import Testing

@testable import Practicals

/// Crystals that the readers accept though no atom sees another.
@Suite("Practical 2: atoms without neighbours")
struct SparseCrystalTests {
    private static let steps = [
        "crystal", "features", "convolution", "invariance", "noise", "predict",
    ]

    /// One carbon atom in a cube, as a POSCAR; every other step's settings are its standard.
    private static func outcome(_ step: String, edge: Double) throws -> StepOutcome {
        var settings: [String: Any] = [
            "text": "C\n1\n\(edge) 0 0\n0 \(edge) 0\n0 0 \(edge)\nC\n1\nDirect\n0 0 0\n"
        ]
        // What has neighbours within 8 Å may have none when it is stretched.
        if step == "invariance" {
            settings.merge(["transformation": "strain", "strain": 5]) { $1 }
        }
        if step == "noise" { settings["samples"] = 10 }
        let json = try JSONSerialization.data(withJSONObject: settings)
        return try StepOutcome(step, String(decoding: json, as: UTF8.self))
    }

    @Test(arguments: [8.0, 7.9999999, 7.9], steps)
    func everyStepAnswers(edge: Double, step: String) throws {
        let outcome = try Self.outcome(step, edge: edge)
        #expect(!outcome.frames.isEmpty)
        let hasNeighbours = edge == 7.9
        switch step {
        case "crystal":
            let atoms = try outcome.only("crystal").list("neighbors")
            #expect(atoms.map { $0.list("edges").count } == [hasNeighbours ? 6 : 0])
        case "features", "convolution":
            let refusals = outcome.all("refused").map { "\($0.members["sentences"] ?? "")" }
            #expect(refusals.contains { $0.contains("within 8 Å") } == !hasNeighbours)
        case "invariance":
            let rows = try outcome.only("invariance").list("rows")
            #expect(rows.count == 11, "two predictions, and nine other rows")
        default: #expect(outcome.all("refused").isEmpty, "\(outcome.texts)")
        }
    }
}
