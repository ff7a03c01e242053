import Crystals
import Foundation
import Testing

@testable import Practicals

@Suite("Practical 2: networks that learn from the user's own crystals")
struct OwnCrystalsTests {
    /// A collection "mine" with one number, "weight".
    private struct Shelf: OwnCrystals {
        var records: [CrystalRecord]
        var unit = "kg"

        func crystals(
            with label: OwnLabel, sites: Int, count: Int, seed: UInt64
        ) throws -> OwnSample {
            guard label == OwnLabel(collection: "mine", name: "weight"), sites == 20 else {
                return OwnSample(records: [], unit: "")
            }
            return OwnSample(records: Array(records.prefix(count)), unit: unit)
        }
    }

    /// Crystals whose number is their density on another scale.
    private static func shelf(
        _ count: Int, value: (Double) -> Double = { 30 * $0 }
    ) throws -> Shelf {
        let made = try MadeCrystals(count, target: .density, seed: 3) { _, _ in }
        return Shelf(
            records: made.records.map { record in
                var record = record
                record.labels = ["weight": value(record.crystal.density)]
                return record
            })
    }

    @Test func aNumberOfOwnCrystalsIsLearnedOnTheScaleThatFitsIt() throws {
        let settings = #"{"target": "mine/weight", "crystals": 240, "epochs": 20}"#
        let outcome = try StepOutcome("train", settings, own: try Self.shelf(300))
        let fit = try #require(try outcome.only("end").number("validationR2"))
        #expect(fit > 0.8, "R² \(fit)")
        let data = try outcome.only("data")
        #expect(data.text("origin") == "own" && data.text("collection") == "mine")
        #expect(data.text("unit") == "kg" && data.text("learnedUnit") == "log₁₀ kg")
        #expect((data.number("train") ?? 0) + (data.number("validation") ?? 0) == 240)
        #expect(data.list("examples").count == 8)
        // Numbers of either sign have no logarithm.
        let signed = try StepOutcome(
            "train", #"{"target": "mine/weight", "crystals": 60, "epochs": 2}"#,
            own: try Self.shelf(60) { $0 - 5 })
        #expect(try signed.only("data").text("learnedUnit") == "kg")
    }

    @Test(arguments: [
        (10, "mine/weight", "mine has 10 crystals with a value of weight and at most 20 sites"),
        (60, "mine/height", "mine has 0 crystals with a value of height"),
        (
            60, "height",
            "is one of density, volume, bulk-modulus, shear-modulus, or COLLECTION/NAME"
        ),
    ])
    func whatCannotBeLearnedIsSaidInASentence(
        count: Int, target: String, sentence: String
    ) throws {
        let shelf = try Self.shelf(count)
        let settings = "{\"target\": \"\(target)\", \"crystals\": 60, \"epochs\": 2}"
        do {
            let outcome = try StepOutcome("train", settings, own: shelf)
            let sentences = try outcome.only("refused").members["sentences"] as? [String]
            #expect(sentences?.first?.contains(sentence) == true, "\(sentences ?? [])")
        } catch let objection as StepObjection {
            #expect(objection.description.contains(sentence))
        }
    }

    @Test func aNumberMayHaveASlashInItsName() {
        let label = OwnLabel(collection: "mine", name: "force/area, own")
        #expect(OwnLabel("mine/force/area, own") == label)
        for text in ["", "mine", "mine/", "/weight"] { #expect(OwnLabel(text) == nil, "\(text)") }
    }

    @Test func crystalsOfOneFormulaOrOneValueAreRefused() throws {
        let settings = #"{"target": "mine/weight", "crystals": 60, "epochs": 2}"#
        let same = try Self.shelf(60) { _ in 7 }
        let outcome = try StepOutcome("train", settings, own: same)
        #expect(
            try outcome.only("refused").members["sentences"] as? [String] == [
                "all crystals of mine have the same weight, 7.0"
            ])
        let one = try Self.shelf(1).records[0]
        let copies = (0..<60).map { k in
            var copy = one
            copy.labels = ["weight": Double(k)]
            return copy
        }
        let single = try StepOutcome("train", settings, own: Shelf(records: copies))
        let sentences = try single.only("refused").members["sentences"] as? [String]
        #expect(sentences?.first?.contains("only 1 different formulas") == true)
    }

    @Test func depthAndTransferLearnFromThemToo() throws {
        let depth = try StepOutcome(
            "depth", #"{"target": "mine/weight", "deepest": 2, "crystals": 60, "epochs": 2}"#,
            own: try Self.shelf(80))
        #expect(depth.all("depth").count == 2)
        #expect(try depth.only("data").text("origin") == "own")
        let few = try StepOutcome(
            "transfer", #"{"target": "mine/weight", "most": "100", "epochs": 4}"#,
            own: try Self.shelf(100))
        let sentences = try few.only("refused").members["sentences"] as? [String]
        #expect(sentences?.first?.contains("choose fewer labels than 100") == true)
        let enough = try StepOutcome(
            "transfer", #"{"target": "mine/weight", "most": "50", "epochs": 4}"#,
            own: try Self.shelf(200))
        #expect(enough.all("point").count == 4)
    }
}
