internal import CKernels

extension Tensor {
    /// max(x, 0).
    public func relu() -> Tensor {
        map { max($0, 0) }.recorded(self) { [combine($0, self) { g, x in x > 0 ? g : 0 }] }
    }

    /// x where x > 0, slope · x elsewhere: a relu whose gradient does not vanish (Maas et al. 2013).
    public func leakyReLU(slope: Float = 0.01) -> Tensor {
        map { $0 > 0 ? $0 : slope * $0 }.recorded(self) {
            [combine($0, self) { g, x in x > 0 ? g : slope * g }]
        }
    }

    /// σ(x) = 1/(1 + e⁻ˣ); σ' = σ(1 − σ).
    public func sigmoid() -> Tensor {
        let y = Kernels.sigmoid(self)
        return y.recorded(self) { [combine($0, y) { g, y in g * y * (1 - y) }] }
    }

    /// log(1 + eˣ); its derivative is σ(x).
    public func softplus() -> Tensor {
        Kernels.softplus(self).recorded(self) { gradient in
            [combine(gradient, Kernels.sigmoid(self), *)]
        }
    }

    /// x σ(x), a smooth relu (Elfwing et al. 2018); its derivative is σ (1 + x (1 − σ)).
    public func silu() -> Tensor {
        Kernels.map(self, Kernels.best.silu).recorded(self) { [Kernels.siluGradient(self, $0)] }
    }

    /// tanh x; tanh' = 1 − tanh².
    public func tanh() -> Tensor {
        let y = Kernels.tanh(self)
        return y.recorded(self) { [combine($0, y) { g, y in g * (1 - y * y) }] }
    }

    /// |x|, with derivative 0 at 0.
    public func magnitude() -> Tensor {
        map(abs).recorded(self) { [combine($0, self) { g, x in x > 0 ? g : x < 0 ? -g : 0 }] }
    }

    /// Shares of each row, e^x / Σ e^x, that sum to 1; ∂p_i/∂x_j = p_i (δ_ij − p_j).
    public func softmax() -> Tensor {
        let width = columns
        var values = scalars
        for r in 0..<rows {
            let row = (r * width)..<((r + 1) * width)
            // Without the largest first: the logarithm of a sum of large numbers has few digits left.
            let top = values[row].max() ?? 0
            for i in row { values[i] = Kernels.exponential(values[i] - top) }
            let total = values[row].reduce(0, +)
            for i in row { values[i] /= total }
        }
        let p = Tensor(values, shape: shape)
        return p.recorded(self) { [$0.softmaxPullback(p)] }
    }

    /// dx = p (g − Σ g p), row by row.
    private func softmaxPullback(_ p: Tensor) -> Tensor {
        let width = columns
        var dx = scalars
        for r in 0..<rows {
            let range = (r * width)..<((r + 1) * width)
            let level = range.reduce(Float(0)) { $0 + scalars[$1] * p.scalars[$1] }
            for i in range { dx[i] = p.scalars[i] * (scalars[i] - level) }
        }
        return Tensor(dx, shape: shape)
    }

    /// Each row minus the logarithm of the sum of its exponentials: log-probabilities.
    public func logSoftmax() -> Tensor {
        let width = columns
        var values = scalars
        for r in 0..<rows {
            let row = values[(r * width)..<((r + 1) * width)]
            let top = row.max() ?? 0
            let total = row.reduce(Float(0)) { $0 + Kernels.exponential($1 - top) }
            let logarithm = Kernels.logarithm(total)
            // The largest first: the logarithm of a sum of large numbers has few digits left.
            for i in row.indices { values[i] = (values[i] - top) - logarithm }
        }
        let y = Tensor(values, shape: shape)
        return y.recorded(self) { [$0.logSoftmaxPullback(y)] }
    }

    /// dx = g − softmax · Σ g, row by row.
    private func logSoftmaxPullback(_ y: Tensor) -> Tensor {
        let width = columns
        var dx = scalars
        for r in 0..<rows {
            let range = (r * width)..<((r + 1) * width)
            let total = scalars[range].reduce(0, +)
            for i in range { dx[i] -= Kernels.exponential(y.scalars[i]) * total }
        }
        return Tensor(dx, shape: shape)
    }
}
