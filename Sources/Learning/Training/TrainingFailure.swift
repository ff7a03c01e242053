internal import Tensors

/// A training whose numbers have left the range of Float, and would stay outside.
public struct TrainingFailure: Error, Hashable, CustomStringConvertible {
    /// "its loss became nan".
    var what: String
    /// From 1.
    var epoch: Int
    /// From 1, of `steps` in the epoch.
    var step: Int
    var steps: Int
    /// Peak of the schedule.
    var rate: Double

    public var description: String {
        "the training diverged in epoch \(epoch), step \(step) of \(steps): \(what). Give a smaller "
            + "training.learningRate than \(rate), and look for absurd labels among the data"
    }
}

extension Layer {
    /// Path of the first tensor with a value that is not finite.
    var firstNotFinite: String? {
        namedTensors.first { !$0.tensor.scalars.allSatisfy(\.isFinite) }?.name
    }
}
