/// One channel of one edge of a convolution in full, to be followed with a pencil.
struct ConvolutionArithmetic: Encodable {
    var edge, channel: Int
    var gate, core: Line
    /// Those that are not nothing at the edge's length.
    var gaussians: [Gaussian]
    var sigma, softplus, weight, message: Double
    var norm: Sum
    var before, after: Double

    /// z of a channel and what BatchNorm makes of it.
    struct Line: Encodable {
        var center, neighbor, bond, bias, z: Double
        var mean, variance, gain, offset, epsilon, y: Double

        init(_ part: ConvolutionByHand.Preactivation) {
            (center, neighbor) = (part.center, part.neighbor)
            (bond, bias, z) = (part.bond, part.bias, part.z)
            (mean, variance) = (part.norm.mean, part.norm.variance)
            (gain, offset) = (part.norm.gain, part.norm.offset)
            (epsilon, y) = (part.norm.epsilon, part.y)
        }
    }

    struct Gaussian: Encodable {
        var k: Int
        /// Å
        var center: Double
        var u, gate, core: Double
    }

    /// The sum over all edges through the second BatchNorm.
    struct Sum: Encodable {
        var sum, mean, variance, gain, offset, epsilon, y: Double

        init(_ sum: Double, _ norm: ConvolutionByHand.Normalized) {
            self.sum = sum
            (mean, variance) = (norm.mean, norm.variance)
            (gain, offset) = (norm.gain, norm.offset)
            (epsilon, y) = (norm.epsilon, norm.y)
        }
    }

    /// - Parameters:
    ///   - edge: among those of the atom.
    ///   - step: Å between the centres of the Gaussians.
    init(_ hand: ConvolutionByHand, edge: Int, channel: Int, step: Double = 0.2) {
        let (message, width) = (hand.messages[edge], hand.before.count)
        (self.edge, self.channel) = (edge, channel)
        (gate, core) = (Line(message.gate[channel]), Line(message.core[channel]))
        gaussians = message.gaussians.enumerated().filter { $1 > 1e-7 }.map { k, u in
            Gaussian(
                k: k, center: Double(k) * step, u: u, gate: message.bond[k][channel],
                core: message.bond[k][width + channel])
        }
        (sigma, softplus) = (message.sigma[channel], message.softplus[channel])
        (weight, self.message) = (message.weight, message.values[channel])
        norm = Sum(hand.sum[channel], hand.norm[channel])
        (before, after) = (hand.before[channel], hand.after[channel])
    }
}
