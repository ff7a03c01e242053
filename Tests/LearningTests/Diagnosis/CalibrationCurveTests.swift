import Crystals
import Foundation
import Learning
import TestKit
import Testing

@Suite("Calibration curves")
struct CalibrationCurveTests {
    /// |r|/u of Laplace's distribution.
    private static func scores(_ count: Int, scale: Double = 1, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            -scale * log(1 - Double.random(in: 0..<1, using: &generator))
        }
    }

    @Test("of errors as they were calibrated is the diagonal; of larger ones it is below")
    func coverage() throws {
        let made = Self.scores(2000, seed: 1)
        let good = try #require(
            CoverageCurve(calibration: made, scores: Self.scores(4000, seed: 2)))
        #expect(good.points.count == 10 && good.count == 4000)
        for point in good.points {
            #expect(abs(point.covered - point.level) < 0.03, "\(point)")
            let made = point.level * (1 - point.level) / 2002
            let error = (point.covered * (1 - point.covered) / 4000 + made).squareRoot()
            #expect(abs(point.standardError - error) < 1e-12)
        }
        let twice = try #require(
            CoverageCurve(calibration: made, scores: Self.scores(4000, scale: 2, seed: 2)))
        // Of exponential scores twice as large, 1 − √(1 − p) are within.
        for point in twice.points {
            #expect(abs(point.covered - (1 - (1 - point.level).squareRoot())) < 0.03, "\(point)")
        }
    }

    @Test("takes the rank of split conformal prediction, and no level beyond the scores")
    func ranks() throws {
        let made = (1...9).map(Double.init)
        let curve = try #require(
            CoverageCurve(calibration: made, scores: [0.5, 1, 1.5, 2, 9, 9.5, .nan]))
        // 0.9 of ten is the ninth; 0.95 needs a tenth.
        #expect(curve.points.map(\.level) == CoverageCurve.levels.dropLast())
        #expect(curve.count == 6)
        #expect(abs(curve.points[0].covered - 2.0 / 6) < 1e-12)
        #expect(abs((curve.points.last?.covered ?? 0) - 5.0 / 6) < 1e-12)
        #expect(CoverageCurve(calibration: [], scores: [1]) == nil)
        #expect(CoverageCurve(calibration: [1], scores: [.nan]) == nil)
    }

    @Test("reliability: tenths of the probability, and the error to be expected of it")
    func reliability() {
        let diagram = ReliabilityDiagram(
            probabilities: [0.12, 0.18, 0.15, 0.95, 1, .nan], truths: [0, 1, 0, 1, 1, 1])
        #expect(diagram.bins.map(\.count) == [3, 2])
        #expect(abs(diagram.bins[0].predicted - 0.15) < 1e-12)
        #expect(abs(diagram.bins[0].observed - 1.0 / 3) < 1e-12)
        #expect(abs(diagram.bins[0].standardError - (2.0 / 27).squareRoot()) < 1e-12)
        // 3/5 · |0.15 − 1/3| + 2/5 · |0.975 − 1|
        #expect(abs(diagram.expectedCalibrationError - 0.12) < 1e-12)
    }

    @Test("the area below the ROC curve is Mann and Whitney's, ties included")
    func roc() throws {
        var generator = SplitMix64(seed: 5)
        // Of one decimal, so that many are equal.
        let scores = (0..<300).map { _ in
            (Double.random(in: 0...1, using: &generator) * 10).rounded() / 10
        }
        let truths = scores.map { $0 > Double.random(in: 0...1, using: &generator) ? 1.0 : 0 }
        let curve = try #require(ROCCurve(probabilities: scores, truths: truths))
        let pairs = Array(zip(scores, truths))
        let area = areaUnderROC(
            positives: pairs.filter { $0.1 == 1 }.map(\.0),
            negatives: pairs.filter { $0.1 == 0 }.map(\.0))
        #expect(abs(curve.area - area) < 1e-12 && area > 0.6 && area < 0.95)
        #expect(curve.points.count <= 12 && curve.points.last?.truePositives == 1)
        #expect(ROCCurve(probabilities: [0.1], truths: [1]) == nil)
    }

    @Test("errors by sites, by number of elements and by element are means of their members")
    func groups() throws {
        let errors = [0.1, -0.3, 0.2, .nan, 0.5, -0.1]
        let sites = GroupedErrors.bySites([1, 2, 3, 4, 90, 0], errors: errors).groups
        #expect(sites.map(\.name) == ["1–2", "3–5", "> 80"])
        #expect(sites.map(\.count) == [2, 1, 1])
        #expect(abs(sites[0].error - 0.2) < 1e-12 && abs(sites[0].standardError - 0.1) < 1e-12)
        let elements = GroupedErrors.byElements([1, 1, 2, 3, 4, 7], errors: errors).groups
        #expect(elements.map(\.name) == ["1", "2", "4", "> 4"])

        let (c, n, w) = (
            try #require(Element("C")), try #require(Element("N")), try #require(Element("W"))
        )
        let table = ElementError.all([[c], [c, n], [w, n], [w]], errors: [0.1, -0.3, .nan, 0.5])
        #expect(table.map(\.element) == [c, n, w] && table.map(\.count) == [2, 1, 1])
        #expect(abs(table[0].error - 0.2) < 1e-12 && abs(table[1].error - 0.3) < 1e-12)
    }
}
