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
