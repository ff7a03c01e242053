internal import Crystals
internal import Learning

/// A training that somebody looks on at: told after every batch, and ended as soon as nobody does.
struct LiveTraining {
    private(set) var training: Training

    init(_ training: Training) { self.training = training }

    /// What has come of a batch.
    struct Moment: Encodable {
        var stage: String
        var share: Double
        var epoch: Int?
        /// Mean over the epoch so far.
        var loss: Double?
        var depth: Int?
        var way: String?
        var labels: Int?

        init(stage: String, share: Double) { (self.stage, self.share) = (stage, share) }
    }

    /// Trains to the end.
    ///
    /// - Parameters:
    ///   - moment: told after every batch, the share of the epoch that is over.
    ///   - epoch: told after every epoch.
    mutating func run(
        moment: (Moment) throws -> Void, epoch: (Training) throws -> Void
    ) throws {
        while !training.isFinished {
            var interruption: (any Error)?
            let number = training.history.count + 1
            do {
                _ = try training.runEpoch { share, loss in
                    var now = Moment(stage: "epoch", share: share)
                    (now.epoch, now.loss) = (number, loss)
                    do { try moment(now) } catch { interruption = error }
                    return interruption == nil
                }
            } catch {
                throw StepRefusal(error.description)
            }
            if let interruption { throw interruption }
            try epoch(training)
        }
    }
}

extension Training {
    /// How the network of the last epoch does on rows.
    func fit(_ rows: [Int]) -> Fit {
        let predicted = predictions(rows, by: network).map { $0[0] }
        return Fit(predictions: predicted, truths: dataset.labels(rows).map { $0[0] })
    }

    /// Of one target, on the scale of learning.
    struct Fit {
        var predictions: [Double]
        var truths: [Double]

        var metrics: RegressionMetrics {
            RegressionMetrics(predictions: predictions, truths: truths)
        }

        /// (truth, prediction) in the target's unit.
        func points(_ target: Target) -> [[Float]] {
            zip(truths, predictions).map {
                [Float(target.restored($0)), Float(target.restored($1))]
            }
        }
    }
}

/// The settings of a small network and its training.
struct SmallNetwork {
    var convolutions: Int
    var width: Int
    var epochs: Int
    var rate: Double
    var batch: Int
    var seed: UInt64

    static let widths = ["16", "32", "48", "64"]

    var shape: PropertyNetwork.Configuration {
        var shape = CGCNN.Configuration()
        (shape.width, shape.convolutions) = (width, convolutions)
        (shape.hiddenWidth, shape.hiddenLayers) = (2 * width, 1)
        return .crystalGraph(shape)
    }

    /// - Parameters: shares of the formulas that validate and test.
    func configuration(validation: Double, test: Double = 0) -> TrainingConfiguration {
        var settings = TrainingConfiguration()
        (settings.epochs, settings.batchSize, settings.seed) = (epochs, batch, seed)
        settings.learningRate = rate
        settings.schedule = .oneCycle(warmup: 0.1)
        settings.split = SplitRule(validation: validation, test: test)
        return settings
    }
}
