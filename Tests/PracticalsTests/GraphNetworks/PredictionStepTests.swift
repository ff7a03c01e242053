import Crystals
import Discovery
import Foundation
import Learning
import Physics
import Testing

@testable import Practicals

@Suite("Practical 2: predictions, their stability, and a screening")
struct PredictionStepTests {
    @Test func theNumbersOfAPredictionAreThoseOfTheFormulas() throws {
        let frame = try StepOutcome("predict", #"{"crystal": "titanium-diboride"}"#)
            .only("prediction")
        let moduli = try frame.list("moduli").map { try #require($0.number("value")) }
        let volume = try #require(frame.number("volumePerAtom"))
        let estimate = try MechanicalEstimate(
            bulk: moduli[0], shear: moduli[1], volumePerAtom: volume)
        let steps = frame.list("steps")
        #expect(steps.map { $0.text("symbol") } == ["E", "nu", "chi", "H", "xi", "K_IC"])
        // Reading a number of a frame may cost its last bit.
        for (step, value) in [(steps[3], estimate.hardness()), (steps[5], estimate.toughness())] {
            #expect(abs((step.number("value") ?? .nan) - value) < 1e-12 * value && value > 1)
        }
        // The network has learned TiB2's kind: 240 and 255 GPa by experiment.
        #expect((150...350).contains(moduli[0]) && (150...350).contains(moduli[1]))
        let low = try #require(steps[3].number("low")), high = try #require(steps[3].number("high"))
        #expect(low < estimate.hardness() && estimate.hardness() < high)
        #expect(frame.list("moduli").allSatisfy { $0.numbers("members").count == 5 })
        #expect(frame["measured"].numbers("hardness") == [19, 31])
        #expect(frame.list("properties").compactMap { $0.text("name") }.contains("e_form"))
    }

    /// What a reader gets who puts the printed numbers of K_IC into a calculator.
    @Test(arguments: ["diamond", "rock-salt", "tungsten-carbide"])
    func thePrintedArithmeticOfToughnessGivesThePrintedValue(_ crystal: String) throws {
        let frame = try StepOutcome("predict", #"{"crystal": "\#(crystal)"}"#).only("prediction")
        let step = try #require(frame.list("steps").last { $0.text("symbol") == "K_IC" })
        let numbers = try #require(step.text("numbers"))
        let printed = numbers.split { !$0.isNumber && $0 != "." }.compactMap { Double($0) }
        // 0.01 · α₀^(−½) · V₀^(1/6) · (ξ · E)^(3/2): the ½ is no Double, the other exponents are two each.
        try #require(printed.count == 9, "\(numbers)")
        let (factor, alpha, volume, xi, youngs) = (
            printed[0], printed[1], printed[2], printed[5], printed[6]
        )
        let value = factor / alpha.squareRoot() * pow(volume, 1 / 6) * pow(xi * youngs, 1.5)
        let toughness = try #require(step.number("value"))
        #expect(abs(value / toughness - 1) < 2e-5 && toughness > 0.05, "\(value) \(toughness)")
    }

    @Test func anotherElementInItsPlaceMakesAnotherCrystalOfAnotherSize() throws {
        let (own, other) = (
            try StepOutcome("predict", #"{"crystal": "diamond"}"#).only("prediction"),
            try StepOutcome("predict", #"{"crystal": "diamond", "elements": "Si"}"#)
                .only("prediction")
        )
        #expect(own.text("sizedBy") == "cell" && other.text("sizedBy") == "network")
        // Silicon: 20.0 Å³ an atom, K 98 GPa.
        let volume = try #require(other.number("volumePerAtom"))
        #expect(abs(volume - 20) < 2, "\(volume)")
        let bulk = try #require(other.list("moduli")[0].number("value"))
        #expect((70...130).contains(bulk), "\(bulk)")
        #expect(other.text("formula") == "Si" && other.members["measured"] == nil)
        _ = try StepOutcome("predict", #"{"elements": "Si C"}"#).only("refused")
    }

    @Test func aModelThatIsNotThereIsNamedWithWhatToDo() throws {
        let refusal = #expect(throws: StepRefusal.self) {
            try ShippedModels.predictor("no-such-model")
        }
        let sentence = try #require(refusal?.sentences.first)
        #expect(sentence.contains("no-such-model") && sentence.contains("KIMBERLITE_MODELS"))
    }

    @Test func aMetalIsTakenWithAGrainOfSalt() throws {
        let frame = try StepOutcome("predict", #"{"crystal": "copper"}"#).only("prediction")
        let remarks = try #require(frame.members["remarks"] as? [String])
        #expect(remarks.contains { $0.contains("plastic flow") })
    }

    @Test func predictionsShakeMoreTheFartherTheAtomsMove() throws {
        let outcome = try StepOutcome("noise", #"{"crystal": "rock-salt", "samples": 20}"#)
        let last = try [0.01, 0.02, 0.05, 0.1].map { deviation in
            try #require(
                outcome.all("noise").last { $0.number("deviation") == deviation })
        }
        let spreads = try last.map {
            try #require($0.list("statistics")[0].number("rootMeanSquare"))
        }
        #expect(spreads == spreads.sorted() && spreads[0] > 0 && spreads[3] < 0.3, "\(spreads)")
        #expect(spreads[3] > 2 * spreads[0], "\(spreads)")
        #expect(last.allSatisfy { $0.number("samples") == 20 })
        let strain = try outcome.only("strain")
        let changes = try #require((strain.members["changes"] as? [[Double]])?.first)
        let middle = changes[changes.count / 2]
        #expect(abs(middle) < 1e-6 && changes.first != changes.last)
    }

    /// The texts of the step say so: K ∝ V^(−K′) is 0.13 in log₁₀ K for the K′ = 5 of rock salt.
    @Test func underPressureTheNetworkIsTooSoftAndOfDiamondHasTheWrongSign() throws {
        func pressed(_ crystal: String) throws -> Double {
            let strain = try StepOutcome("noise", #"{"crystal": "\#(crystal)", "samples": 10}"#)
                .only("strain")
            try #require(strain.numbers("strains").first == -0.02)
            return try #require((strain.members["changes"] as? [[Double]])?.first?.first)
        }
        #expect((0.01..<0.05).contains(try pressed("rock-salt")))
        #expect((0.03..<0.06).contains(try pressed("copper")))
        #expect((-0.03 ..< -0.005).contains(try pressed("diamond")))
    }

    @Test func hardnessAndToughnessRiseTogether() throws {
        let points = try StepOutcome("screen", #"{"candidates": 500}"#).all("points")
            .flatMap { $0.list("points") }
        func ranks(_ key: String) throws -> [Int] {
            let values = try points.map { try #require($0.number(key)) }
            let order = values.indices.sorted { values[$0] < values[$1] }
            var ranks = [Int](repeating: 0, count: order.count)
            for (rank, index) in order.enumerated() { ranks[index] = rank }
            return ranks
        }
        // Spearman's coefficient.
        let squares = zip(try ranks("hardness"), try ranks("toughness"))
            .reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        let n = Double(points.count)
        let correlation = 1 - 6 * squares / (n * (n * n - 1))
        #expect(correlation > 0.8 && correlation < 1 && n > 300, "\(correlation)")
    }

    @Test func theScreeningsPointsAreThoseOfDiscover() throws {
        let outcome = try StepOutcome("screen", #"{"candidates": 500}"#)
        let points = outcome.all("points").flatMap { $0.list("points") }
        let ledger = MemoryLedger()
        let models = try ModelSet(
            try ShippedModels.ofCrystals(), sizesCrystals: true, ladder: .standard)
        let record = RunRecord(
            command: "", version: "", models: models.record, ladder: Ladder.standard.yaml)
        let run = try ScreeningRun(
            record: record, ladder: .standard, models: models, ledger: ledger)
        let generator = CandidateGenerator(seed: 1, budget: 500)
        #expect(try run.predict(CandidateSource(generator), threads: 2))
        var compared = 0
        try ledger.forEachFact { entry, facts in
            let point = try #require(points.first { $0.number("entry") == Double(entry) })
            let hardness = try #require(facts.quantities[.hardness])
            #expect(Float(point.number("hardness") ?? .nan) == Float(hardness))
            compared += 1
        }
        #expect(compared == points.count && compared > 300)
        let rejected = try #require(outcome.all("points").last?.number("rejected"))
        #expect(compared + Int(rejected) == 500)
        let ranking = try outcome.only("ranking")
        let places = try run.rank()
        let first = places.placements[0].entry
        #expect(ranking.list("best")[0].number("entry") == Double(first))
        let front = places.placements.prefix(places.funnel.eligible).filter { $0.front == 1 }
        #expect(Set(ranking.numbers("front")) == Set(front.map { Double($0.entry) }))
        #expect(ranking.numbers("front").contains(Double(first)))
        #expect(!ranking.numbers("predictedFront").isEmpty)
        #expect(
            try outcome.only("landmarks").list("points").contains { $0.text("name") == "diamond" })
    }

    @Test func everyRungKnowsMoreOfFewer() throws {
        let outcome = try StepOutcome(
            "ladder", #"{"candidates": 300, "debye": 8, "dft": 2}"#)
        let rungs = outcome.all("rung")
        #expect(rungs.map { $0.text("rung") } == ["networks", "debye", "dft-inputs"])
        let taken = try rungs.map { try #require($0.number("taken")) }
        #expect(taken[0] > taken[1] && taken[1] > taken[2] && taken[2] == 2, "\(taken)")
        for rung in rungs {
            let seconds = try #require(rung.number("seconds"))
            let share = try #require(rung.number("secondsPerCrystal"))
            // Networks look at all; Debye's model and the inputs are for those taken.
            let looked = rung.number(rung.text("rung") == "networks" ? "given" : "taken")
            #expect(seconds > 0 && abs(share * (looked ?? 0) / seconds - 1) < 1e-9)
            let lost = rung.list("losses").reduce(0) { $0 + ($1.number("count") ?? 0) }
            #expect(rung.number("given") == (rung.number("taken") ?? 0) + lost)
        }
        #expect((rungs[1].list("rows")[0].number("debyeTemperature") ?? 0) > 300)
        let job = rungs[2].list("rows")[0]
        #expect(job.text("relax")?.contains("vc-relax") == true)
        #expect(job.list("files").count == 6 && job.numbers("kPoints").count == 3)
    }
}
