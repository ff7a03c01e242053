import Crystals
import Foundation
import Learning
import Testing

@Suite("Metrics of rankings")
struct RankingMetricsTests {
    @Test("the area under the ROC is the share of pairs in the right order, ties half")
    func area() {
        var generator = SplitMix64(seed: 8)
        func draw(_ count: Int) -> [Double] {
            (0..<count).map { _ in Double(Int.random(in: 0..<20, using: &generator)) }
        }
        let (p, n) = (draw(40).map { $0 + 3 }, draw(70))
        let pairs = p.map { a in n.reduce(0.0) { $0 + (a > $1 ? 1 : a == $1 ? 0.5 : 0) } }
        let slow = pairs.reduce(0, +) / Double(p.count * n.count)
        #expect(slow > 0.55 && slow < 0.9)
        #expect(abs(areaUnderROC(positives: p, negatives: n) - slow) < 1e-12)
        #expect(areaUnderROC(positives: [2, 3], negatives: [0, 1]) == 1)
        #expect(areaUnderROC(positives: [], negatives: [1]).isNaN)
        #expect(areaUnderROC(positives: [1, .nan], negatives: [1]) == 0.5)
    }

    @Test("Spearman's correlation by hand, with ties, and of orders that agree or oppose")
    func spearman() {
        // scipy.stats.spearmanr([1, 2, 2, 5, 0], [3, 1, 4, 9, 2]): 0.5642880936468347
        #expect(
            abs(rankCorrelation([1, 2, 2, 5, 0], [3, 1, 4, 9, 2]) - 0.5642880936468347) < 1e-12)
        #expect(abs(rankCorrelation([1, 2, 3], [1, 8, 27]) - 1) < 1e-12)
        #expect(abs(rankCorrelation([1, 2, 3, .nan], [3, 2, 1, 7]) + 1) < 1e-12)
        #expect(rankCorrelation([1, 1], [1, 2]).isNaN)
    }

    @Test("the report counts what is above the threshold, and follows the trade-off")
    func report() {
        let unlabelled = (0..<100).map { Double($0) / 100 }
        let hidden = [0.995, 0.8, 0.7, 0.6, 0.2]
        let report = PositiveUnlabelledReport(
            hiddenPositives: hidden + [.nan], unlabelled: unlabelled)
        #expect(report.hiddenPositives == 5 && report.unlabelled == 100)
        #expect(abs(report.truePositiveRate - 0.8) < 1e-12)
        #expect(abs(report.unlabelledShare - 0.49) < 1e-12)
        #expect(abs(report.leeLiu - 0.64 / 0.49) < 1e-12)
        let tenth = report.tradeOff[1]
        #expect(abs(tenth.unlabelledShare - 0.10) < 1e-12 && tenth.truePositiveRate == 0.2)
        #expect(report.tradeOff.count == 10)
        #expect(
            zip(report.tradeOff, report.tradeOff.dropFirst()).allSatisfy {
                $0.truePositiveRate <= $1.truePositiveRate
            })
    }
}
