import Crystals
import Discovery
import Foundation
import Testing

@Suite("Numbers in tables")
struct FiguresTests {
    @Test(
        "have the significant digits that were asked for",
        arguments: [
            (442.04, 3, "442"), (26_310, 3, "26300"), (0.012_34, 3, "0.0123"), (9.9996, 4, "10.00"),
            (-0.5, 2, "-0.50"), (0, 4, "0"), (1e-9, 3, "0.00000000100"), (99.95, 3, "100"),
            (99.949, 3, "99.9"), (5.67, 4, "5.670"), (-1234.5, 4, "-1235"),
        ])
    func digits(value: Double, digits: Int, text: String) {
        #expect(figures(value, digits) == text)
    }

    @Test("agree with the C library on seeded random numbers")
    func reference() {
        var generator = SplitMix64(seed: 5)
        var compared = 0
        for _ in 0..<5000 {
            let value = exp(Double.random(in: -12...12, using: &generator))
            let rounded = Double(String(format: "%.3e", value)) ?? 0
            let found = Double(figures(value, 4)) ?? .nan
            // One unit in the last digit where the value is halfway to the last bit.
            #expect(abs(found - rounded) <= 1.01e-3 * rounded / 10 || found == rounded)
            compared += found == rounded ? 1 : 0
        }
        #expect(compared > 4990)
    }

    @Test("of no value are empty")
    func nothing() {
        #expect(figures(.nan, 3) == "")
        #expect(figures(.infinity, 3) == "")
    }

    @Test("of crystals are grouped by thousands")
    func groups() {
        #expect(
            [0, 999, 1000, 100_000, -1_234_567].map(grouped) == [
                "0", "999", "1,000", "100,000", "-1,234,567",
            ])
    }
}

@Suite("A run's record")
struct RunRecordTests {
    private static let record = RunRecord(
        command: "c", version: "0.1.0", seed: 1, budget: 100,
        models: [.init(predicts: "K", fingerprint: "a")],
        inputs: [.init(name: "x.cif", files: 1, bytes: 2, digest: "d")], ladder: "rungs:")

    @Test("does not differ from itself, nor for the way the command was written")
    func same() {
        var other = Self.record
        other.command = "d"
        #expect(Self.record.differences(from: other) == [])
    }

    @Test("says what differs")
    func differences() {
        func differences(_ change: (inout RunRecord) -> Void) -> [String] {
            var other = Self.record
            change(&other)
            return Self.record.differences(from: other)
        }
        #expect(differences { $0.seed = 2 } == ["its seed is 2, not 1"])
        #expect(differences { $0.budget = nil } == ["its budget is none, not 100"])
        #expect(differences { $0.inputs[0].digest = "e" } == ["the contents of x.cif have changed"])
        #expect(differences { $0.inputs = [] } == ["its inputs are none, not x.cif"])
        #expect(differences { $0.models = [] } == ["its models are not the same"])
        #expect(
            differences { $0.maximumSites = 2 } == ["its --max-sites is 2, not none"])
        #expect(differences { $0.version = "0.0.9" } == ["version 0.0.9 made it, this is 0.1.0"])
        #expect(differences { $0.ladder = "" }.count == 1)
    }
}
