import Crystals
import Foundation
import Testing

@testable import Learning

@Suite("A space of settings")
struct SearchSpaceTests {
    private static func space(_ values: [String: Any]) throws -> SearchSpace {
        try SearchSpace(values)
    }

    private static func numbers(_ space: SearchSpace, _ count: Int, seed: UInt64 = 3) -> [Double] {
        space.draws(count, seed: seed).compactMap { Double($0.settings[0].value) }
    }

    @Test("keys within each other are those with dots, in alphabetical order")
    func keys() throws {
        let nested = try Self.space([
            "training": ["batchSize": [8, 16], "learningRate": ["min": 0.001, "max": 0.1]],
            "network": ["width": [16]],
        ])
        let dotted = try Self.space([
            "training.learningRate": ["min": 0.001, "max": 0.1], "network.width": [16],
            "training.batchSize": [8, 16],
        ])
        #expect(nested == dotted)
        #expect(
            nested.axes.map(\.key)
                == ["network.width", "training.batchSize", "training.learningRate"])
    }

    @Test("a logarithmic range is drawn evenly in its logarithm, a linear one in itself")
    func scales() throws {
        let range = ["min": 0.001, "max": 0.1] as [String: Any]
        let logarithmic = Self.numbers(
            try Self.space(["a": range.merging(["log": true]) { $1 }]), 4000)
        let linear = Self.numbers(try Self.space(["a": range]), 4000)
        // Quarters of the scale have a quarter each, within four standard deviations of a binomial.
        let deviation = (0.25 * 0.75 / 4000).squareRoot()
        for quarter in 0..<4 {
            let isInside = { (share: Double) in Int(share * 4) == quarter }
            let shares = logarithmic.map { log($0 / 0.001) / log(100) }
            let part = Double(shares.count(where: isInside)) / 4000
            #expect(abs(part - 0.25) < 4 * deviation, "logarithmic, quarter \(quarter): \(part)")
            let linearPart = Double(linear.count { isInside(($0 - 0.001) / 0.099) }) / 4000
            #expect(abs(linearPart - 0.25) < 4 * deviation, "linear, quarter \(quarter)")
        }
        #expect(linear.count { $0 < 0.01 } < 500, "control: the two are not the same")
        #expect(logarithmic.allSatisfy { (0.001...0.1).contains($0) })
    }

    @Test("whole numbers reach both ends, and keep to their step")
    func wholeNumbers() throws {
        let steps = Self.numbers(try Self.space(["a": ["min": 16, "max": 64, "step": 16]]), 4)
        #expect(Set(steps) == [16, 32, 48, 64])
        let all = Self.numbers(try Self.space(["a": ["min": 1, "max": 4, "log": true]]), 4)
        #expect(Set(all) == [1, 2, 3, 4])
    }

    @Test("draws differ from each other, end with the space, and begin those for a larger count")
    func draws() throws {
        let space = try Self.space(["a": [1, 2, 3], "b": ["x", "y"]])
        let all = space.draws(50, seed: 1)
        #expect(all.count == 6 && Set(all).count == 6)
        #expect(Array(all.prefix(4)) == space.draws(4, seed: 1))
        #expect(space.draws(6, seed: 2) != all, "control: another seed, another order")
    }

    @Test("a draw stands in a plan beside what the plan has")
    func application() throws {
        let space = try Self.space(["training.learningRate": [0.02], "network": ["width": [48]]])
        let draw = try #require(space.draws(1, seed: 1).first)
        let plan: [String: Any] = [
            "training": ["epochs": 7, "learningRate": 0.5] as [String: Any]
        ]
        let applied = try draw.applied(to: plan)
        let training = try #require(applied["training"] as? [String: Any])
        #expect(training["epochs"] as? Int == 7 && training["learningRate"] as? Double == 0.02)
        let network = try #require(applied["network"] as? [String: Any])
        #expect(network["width"] as? Int == 48)
        #expect(throws: SearchSpaceError.self) { try draw.applied(to: ["training": "fast"]) }
    }

    @Test(
        "what is no list and no range is refused by its key",
        arguments: [
            #"3"#, #"[]"#, #"[1, 1]"#, #"{"min": 2, "max": 1}"#, #"{"min": 2}"#,
            #"{"min": 0, "max": 1, "log": true}"#, #"{"min": 0.5, "max": 2.5, "step": 1}"#,
            #"{"min": 1, "max": 2, "base": 10}"#,
        ])
    func refusals(_ values: String) throws {
        let text = "{\"a\": \(values)}"
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let dictionary = try #require(object as? [String: Any])
        let error = #expect(throws: SearchSpaceError.self) { try Self.space(dictionary) }
        #expect(error?.key == "a")
    }
}

@Suite("Successive halving")
struct HalvingScheduleTests {
    private static func rungs(_ runs: Int, _ epochs: Int, least: Int) -> [[Int]] {
        HalvingSchedule(runs: runs, epochs: epochs, least: least).rungs.map {
            [$0.runs, $0.epochs]
        }
    }

    /// Li et al., JMLR 18, 185 (2018), table 1: R = 81, η = 3.
    @Test("its rungs are those of Hyperband's brackets")
    func brackets() {
        #expect(Self.rungs(81, 81, least: 1) == [[81, 1], [27, 3], [9, 9], [3, 27], [1, 81]])
        #expect(Self.rungs(27, 81, least: 1) == [[27, 3], [9, 9], [3, 27], [1, 81]])
        #expect(Self.rungs(9, 81, least: 1) == [[9, 9], [3, 27], [1, 81]])
    }

    @Test("no rung is shorter than the least, and what cannot be halved is one rung")
    func least() {
        #expect(Self.rungs(81, 81, least: 9) == [[81, 9], [27, 27], [9, 81]])
        #expect(Self.rungs(2, 81, least: 1) == [[2, 81]])
        #expect(Self.rungs(20, 10, least: 10) == [[20, 10]])
    }

    @Test("the least errors survive, of equal ones the earlier, and none without an error")
    func survivors() {
        #expect(HalvingSchedule.survivors(2, of: [0.3, 0.1, .nan, 0.2]) == [1, 3])
        #expect(HalvingSchedule.survivors(2, of: [0.2, 0.1, 0.2]) == [1, 0])
        #expect(HalvingSchedule.survivors(3, of: [.nan, 0.1, .infinity]) == [1])
    }
}
