import Foundation
import Learning
import Tensors
import Testing

@Suite("What computed a training")
struct ArithmeticHistoryTests {
    @Test("names the loops and the products of this machine")
    func description() {
        let words = Arithmetic.description
        #expect(words.contains(" loops, ") && words.contains(BLAS.coreName))
        #expect(ArithmeticHistory.present.parts == [words])
    }

    @Test("grows by what goes on with it, each once")
    func continuing() {
        let (one, two) = (ArithmeticHistory(["one"]), ArithmeticHistory(["two"]))
        #expect(one.continuing(one) == one && one.others(than: one) == nil)
        let both = two.continuing(one)
        #expect(both.parts == ["one", "two"] && both.others(than: two) == one)
        #expect(one.continuing(both) == both)
        #expect(one.continuing(nil).parts.count == 2, "what was not recorded is not forgotten")
        #expect(both.description == "one, then two")
    }

    @Test("is a list in JSON")
    func coding() throws {
        let both = ArithmeticHistory(["one", "two"])
        let data = try JSONEncoder().encode(both)
        #expect(String(decoding: data, as: UTF8.self) == #"["one","two"]"#)
        #expect(try JSONDecoder().decode(ArithmeticHistory.self, from: data) == both)
    }

    /// A state with its header as `change` leaves it.
    private static func state(
        _ training: Training, _ change: (inout [String: Any]) -> Void
    ) throws -> Data {
        var file = try SafeTensors(decoding: training.encodedState(data: "d"))
        let key = try #require(file.metadata.keys.first)
        let json = try JSONSerialization.jsonObject(with: Data((file.metadata[key] ?? "").utf8))
        var header = try #require(json as? [String: Any])
        change(&header)
        file.metadata[key] = String(
            decoding: try JSONSerialization.data(withJSONObject: header), as: UTF8.self)
        return try file.encoded()
    }

    @Test("a state of another arithmetic is gone on with, and both are named")
    func resuming() throws {
        var first = TrainingTests.training()
        _ = try first.runEpoch { _, _ in true }
        var same = TrainingTests.training()
        #expect(try same.resume(from: Self.state(first) { _ in }, data: "d") == nil)
        var other = TrainingTests.training()
        let others = try other.resume(
            from: Self.state(first) { $0["arithmetic"] = ["abacus"] }, data: "d")
        #expect(others?.parts == ["abacus"])
        #expect(other.arithmetic.parts == ["abacus", Arithmetic.description])
        #expect(other.history == first.history)
    }

    @Test("a state that says nothing of it, as older versions wrote, is gone on with")
    func older() throws {
        var first = TrainingTests.training()
        _ = try first.runEpoch { _, _ in true }
        var second = TrainingTests.training()
        let others = try second.resume(
            from: Self.state(first) { $0["arithmetic"] = nil }, data: "d")
        #expect(others?.parts.count == 1 && second.history.count == 1)
    }
}
