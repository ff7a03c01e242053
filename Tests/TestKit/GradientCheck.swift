public import Tensors

/// Compares the tape's gradient of a scalar function with central differences.
///
/// Both are projected on the coordinates one at a time; with Float arithmetic and a step of 0.01 the
/// differences are good to about 1e-3 of the largest derivative, hence the usual bound of 3e-3.
public struct GradientCheck {
    /// Largest |tape − difference| over all inputs, divided by the largest |difference|.
    public let error: Double
    /// The control: largest |difference|. A function that does not move proves nothing.
    public let largest: Double

    public init(at inputs: [Tensor], step: Float = 0.01, _ function: ([Tensor]) -> Tensor) {
        let tape = Tape()
        let watched = inputs.map(tape.watch)
        let gradients = tape.gradients(of: function(watched), for: watched)
        var (worst, scale) = (0.0, 0.0)
        for (k, gradient) in gradients.enumerated() {
            for i in gradient.scalars.indices {
                func value(_ shift: Float) -> Double {
                    var moved = inputs
                    moved[k].update { $0[i] += shift }
                    return Double(function(moved).item)
                }
                let difference = (value(step) - value(-step)) / Double(2 * step)
                worst = max(worst, abs(difference - Double(gradient.scalars[i])))
                scale = max(scale, abs(difference))
            }
        }
        (error, largest) = (worst / max(scale, 1e-30), scale)
    }
}
