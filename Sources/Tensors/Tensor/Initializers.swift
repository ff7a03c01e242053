internal import Foundation

extension Tensor {
    /// Uniform on ±1/√inputs: what PyTorch's `Linear` starts from (He et al. 2015 with a = √5).
    public static func uniform(
        _ shape: [Int], inputs: Int, using generator: inout some RandomNumberGenerator
    ) -> Tensor {
        let bound = 1 / Float(max(1, inputs)).squareRoot()
        let values = (0..<shape.reduce(1, *)).map { _ in
            Float.random(in: -bound...bound, using: &generator)
        }
        return Tensor(values, shape: shape)
    }
}

extension Tensor {
    /// Normal around zero (Box & Muller 1958).
    public static func normal(
        _ shape: [Int], deviation: Float, using generator: inout some RandomNumberGenerator
    ) -> Tensor {
        let count = shape.reduce(1, *)
        var values: [Float] = []
        values.reserveCapacity(count + 1)
        while values.count < count {
            // Not zero, whose logarithm is none.
            let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
            let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
            values.append(deviation * Float(radius * cos(angle)))
            values.append(deviation * Float(radius * sin(angle)))
        }
        return Tensor(Array(values.prefix(count)), shape: shape)
    }
}
