import Crystals
import Foundation
import Learning
import Tensors

/// Rows of two Gaussians of unit variance in the plane, at ±d/2 on the first axis, most positives unlabelled.
///
/// The best order is that of the first coordinate, and its area under the ROC is Φ(d/√2).
struct TwoGaussians {
    let features: Tensor
    /// The truth, which no learner sees.
    let isTrulyPositive: [Bool]
    /// What is labelled.
    let isPositive: [Bool]
    /// x, which orders rows as the likelihood ratio does.
    let oracle: [Double]
    let distance: Double

    init(
        labelled: Int, unlabelled: Int, prior: Double, distance: Double, seed: UInt64
    ) {
        var generator = SplitMix64(seed: seed)
        func normal() -> Double {
            let (u, v) = (
                Double.random(in: 1e-12..<1, using: &generator),
                Double.random(in: 0..<1, using: &generator)
            )
            return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
        }
        var (values, truth, labels, x): ([Float], [Bool], [Bool], [Double]) = ([], [], [], [])
        for row in 0..<(labelled + unlabelled) {
            let isLabelled = row < labelled
            let isPositive = isLabelled || Double.random(in: 0..<1, using: &generator) < prior
            let first = normal() + (isPositive ? distance / 2 : -distance / 2)
            values += [Float(first), Float(normal())]
            truth.append(isPositive)
            labels.append(isLabelled)
            x.append(first)
        }
        features = Tensor(values, shape: [truth.count, 2])
        (isTrulyPositive, isPositive, oracle, self.distance) = (truth, labels, x, distance)
    }

    /// Φ(d/√2).
    var oracleArea: Double { 0.5 * erfc(-distance / 2) }

    var labelled: [Int] { isPositive.indices.filter { isPositive[$0] } }
    var unlabelled: [Int] { isPositive.indices.filter { !isPositive[$0] } }

    /// Of the unlabelled rows, by the truth.
    func area(_ score: (Int) -> Double) -> Double {
        areaUnderROC(
            positives: unlabelled.filter { isTrulyPositive[$0] }.map(score),
            negatives: unlabelled.filter { !isTrulyPositive[$0] }.map(score))
    }

    static var learner: PerceptronLearner.Configuration {
        var configuration = PerceptronLearner.Configuration()
        (configuration.hiddenWidth, configuration.epochs, configuration.batchSize) = (8, 20, 64)
        configuration.learningRate = 0.01
        return configuration
    }
}
