internal import CKernels

extension Tensor {
    /// Layer normalisation (Ba, Kiros & Hinton 2016): y = gain · (x − μ)/√(σ² + ε) + offset with the
    /// mean and the variance of each row, so that a row is what it is whatever stands beside it.
    ///
    /// - Parameters:
    ///   - self: [rows, columns], columns a multiple of 16
    ///   - gain: [columns]
    ///   - offset: [columns]
    public func rowNormalized(gain: Tensor, offset: Tensor, epsilon: Float) -> Tensor {
        let (rows, width) = (rows, columns)
        precondition(
            width % Panels.lanes == 0 && gain.count == width && offset.count == width,
            "gain \(gain.shape) and offset \(offset.shape) for rows of \(shape)")
        var inverse = [Float](repeating: 0, count: rows)
        let values = [Float](unsafeUninitializedCapacity: count) { y, initialized in
            Kernels.best.row_normalize(
                scalars, gain.scalars, offset.scalars, epsilon, y.baseAddress, &inverse, rows,
                width)
            initialized = scalars.count
        }
        return Tensor(values, shape: shape).recorded(self, gain, offset) {
            [inverse] gradient in
            self.rowNormalizationPullback(gradient, inverse: inverse, gain: gain)
        }
    }

    private func rowNormalizationPullback(
        _ gradient: Tensor, inverse: [Float], gain: Tensor
    ) -> [Tensor?] {
        var dgain = [Float](repeating: 0, count: columns)
        var doffset = dgain
        let dx = [Float](unsafeUninitializedCapacity: count) { dx, initialized in
            Kernels.best.row_normalization_gradient(
                scalars, inverse, gain.scalars, gradient.scalars, dx.baseAddress, &dgain, &doffset,
                rows, columns)
            initialized = scalars.count
        }
        return [Tensor(dx, shape: shape), Tensor(dgain), Tensor(doffset)]
    }
}
