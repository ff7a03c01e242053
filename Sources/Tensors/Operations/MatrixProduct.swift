extension Tensor {
    /// `self` [rows, inner] times the transpose of `weight` [columns, inner]: the layout in which
    /// layers keep their weights, one row for each output feature.
    public func timesTransposed(_ weight: Tensor) -> Tensor {
        let product = Kernels.product(self, weight, transposingRight: true)
        return product.recorded(self, weight) { gradient in
            [
                node == nil ? nil : Kernels.product(gradient, weight),
                weight.node == nil ? nil : Kernels.productTransposingLeft(gradient, self),
            ]
        }
    }

    /// Matrix product of `self` [rows, inner] and `other` [inner, columns].
    public func times(_ other: Tensor) -> Tensor {
        Kernels.product(self, other).recorded(self, other) { gradient in
            [
                Kernels.product(gradient, other, transposingRight: true),
                Kernels.productTransposingLeft(self, gradient),
            ]
        }
    }
}
