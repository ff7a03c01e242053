import Foundation
import Testing

@testable import Practicals

@Suite("Practical 2: what a way of writing changes, and the arithmetic of one convolution")
struct InvarianceStepTests {
    private func rows(_ transformation: String, _ crystal: String) throws -> [StepOutcome.Frame] {
        let parameters =
            #"{"crystal": "\#(crystal)", "transformation": "\#(transformation)", "axis": [1, 0.5, 0.2]}"#
        return try StepOutcome("invariance", parameters).only("invariance").list("rows")
    }

    @Test(arguments: CrystalTransformation.allCases.map(\.rawValue), ["corundum", "wurtzite"])
    func whatMustStayStays(transformation: String, crystal: String) throws {
        let rows = try rows(transformation, crystal)
        #expect(rows.count == 11, "two predictions, and nine other rows")
        for row in rows {
            guard let isInvariant = row.members["isInvariant"] as? Bool, isInvariant else {
                continue
            }
            let difference = try #require(row.number("difference"), "\(row.text("key") ?? "")")
            #expect(difference <= 1e-5, "\(row.text("key") ?? ""): \(difference)")
            #expect(row.members["changed"] as? Bool == false)
        }
    }

    /// What shows best that there is something to be invariant against.
    @Test(arguments: [
        ("rotation", ["cartesian", "cell"]), ("translation", ["cartesian", "fractional"]),
        ("permutation", ["cartesian", "order"]), ("doubling", ["atoms", "cell"]),
        ("other-cell", ["cell", "fractional"]),
        ("strain", ["cartesian", "distances", "descriptor", "prediction"]),
    ])
    func whatMayChangeDoes(transformation: String, keys: [String]) throws {
        let rows = try rows(transformation, "corundum")
        for key in keys {
            let row = try #require(rows.first { $0.text("key") == key })
            #expect(row.members["changed"] as? Bool == true, "\(key) under \(transformation)")
            #expect((row.number("difference") ?? 1) > 1e-3, "\(key) under \(transformation)")
        }
    }

    @Test func anAxisWithoutADirectionIsRefused() throws {
        _ = try StepOutcome("invariance", #"{"axis": [0, 0, 0]}"#).only("refused")
    }

    @Test(arguments: [1, 4], ["moduli", "random"])
    func theConvolutionByHandIsTheEngines(layer: Int, network: String) throws {
        let parameters =
            #"{"crystal": "perovskite", "atom": 1, "network": "\#(network)", "layer": \#(layer), "edge": 2, "channel": 5}"#
        let frame = try StepOutcome("convolution", parameters).only("convolution")
        let difference = try #require(frame.number("difference"))
        #expect(difference < 1e-5 && !frame.numbers("engine").contains(0))
        // The line of one edge adds up to its message, and the messages to the sum.
        let line = frame["arithmetic"]
        let gate = line["gate"]
        let terms = try ["center", "neighbor", "bond", "bias"].map { try #require(gate.number($0)) }
        #expect(abs(terms.reduce(0, +) - (gate.number("z") ?? .nan)) < 1e-9)
        let bond = line.list("gaussians").reduce(0.0) {
            $0 + ($1.number("u") ?? .nan) * ($1.number("gate") ?? .nan)
        }
        #expect(abs(bond - (gate.number("bond") ?? .nan)) < 1e-4)
        let product = try ["weight", "sigma", "softplus"].map { try #require(line.number($0)) }
            .reduce(1, *)
        #expect(abs(product - (line.number("message") ?? .nan)) < 1e-12 && product > 0)
        let sum = frame.list("edges").reduce(0.0) { $0 + $1.numbers("message")[0] }
        #expect(abs(sum - frame.numbers("sum")[0]) < 1e-9)
        #expect(line.number("message") == frame.list("edges")[2].numbers("message")[0])
    }
}
