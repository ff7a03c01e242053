internal import CKernels

extension ImageBatch {
    /// Mean and variance of each channel over all images and pixels.
    ///
    /// Two passes: the variance of what lies far from zero would drown in the square of its mean.
    public func channelStatistics() -> BatchStatistics {
        let number = Double(count * pixels)
        let zero = [Float](repeating: 0, count: channels)
        let mean = channelSums(nil, around: zero).sums.map { Float($0 / number) }
        let (sums, squares) = channelSums(nil, around: mean)
        // The first mean is rounded; what it is off by is the mean of the differences.
        let variance = zip(sums, squares).map { sum, square in
            Float(notNegative(square / number - (sum / number) * (sum / number)))
        }
        return BatchStatistics(mean: mean, variance: variance, weight: Float(number))
    }

    /// Batch normalisation over channels: y = gain · (x − mean)/√(variance + ε) + offset with the statistics of
    /// all images and pixels of a channel, through which the gradient flows too (Ioffe & Szegedy 2015).
    ///
    /// - Parameters:
    ///   - gain: [channels]
    ///   - offset: [channels]
    public func batchNormalized(
        gain: Tensor, offset: Tensor, epsilon: Float
    ) -> (ImageBatch, BatchStatistics) {
        let statistics = channelStatistics()
        let y = mapped(by: statistics, gain, offset, epsilon)
        let recorded = y.recorded(lanes, gain, offset) { gradient in
            self.normalizationGradient(gradient, statistics, gain, epsilon)
        }
        return (ImageBatch(lanes: recorded, count: count), statistics)
    }

    /// The same with given statistics: inference.
    public func normalized(
        with statistics: BatchStatistics, gain: Tensor, offset: Tensor, epsilon: Float
    ) -> ImageBatch {
        ImageBatch(lanes: mapped(by: statistics, gain, offset, epsilon), count: count)
    }

    private func mapped(
        by statistics: BatchStatistics, _ gain: Tensor, _ offset: Tensor, _ epsilon: Float
    ) -> Tensor {
        precondition(
            gain.shape == [channels] && offset.shape == [channels]
                && statistics.mean.count == channels,
            "gain \(gain.shape), offset \(offset.shape) for \(channels) channels")
        let scale = zip(gain.scalars, statistics.inverseDeviation(epsilon: epsilon)).map(*)
        let (size, channels, pixels) = (size * Self.width, channels, pixels)
        let values = [Float](unsafeUninitializedCapacity: lanes.count) { y, initialized in
            lanes.scalars.withUnsafeBufferPointer { x in
                let (from, to) = (Memory(x), Memory(y))
                Workers.forEach(blocks) { block in
                    Kernels.best.image_channel_map(
                        from.at(block * size), statistics.mean, scale, offset.scalars,
                        to.at(block * size), channels, pixels)
                }
            }
            initialized = lanes.count
        }
        return Tensor(values, shape: lanes.shape)
    }

    /// dx = gain/σ · (dy − (Σ dy + x̂ Σ dy x̂)/n); dgain = Σ dy x̂; doffset = Σ dy.
    private func normalizationGradient(
        _ dy: Tensor, _ statistics: BatchStatistics, _ gain: Tensor, _ epsilon: Float
    ) -> [Tensor?] {
        let (sums, products) = channelSums(dy, around: statistics.mean)
        let inverse = statistics.inverseDeviation(epsilon: epsilon)
        let number = Double(count * pixels)
        let scale = zip(gain.scalars, inverse).map(*)
        let level = zip(scale, sums).map { $0 * Float($1 / number) }
        let tilt = scale.indices.map { c in
            scale[c] * inverse[c] * inverse[c] * Float(products[c] / number)
        }
        let slopes = zip(products, inverse).map { Float($0) * $1 }
        return [
            channelGradient(dy, statistics.mean, scale, level, tilt), Tensor(slopes),
            Tensor(sums.map(Float.init)),
        ]
    }

    private func channelGradient(
        _ dy: Tensor, _ mean: [Float], _ scale: [Float], _ level: [Float], _ tilt: [Float]
    ) -> Tensor {
        let (size, channels, pixels) = (size * Self.width, channels, pixels)
        var dx = [Float](repeating: 0, count: lanes.count)
        Kernels.withPointers(dy, lanes, &dx) { slopes, from, to in
            Workers.forEach(blocks) { block in
                let place = block * size
                Kernels.best.image_channel_gradient(
                    from.at(place), slopes.at(place), mean, scale, level, tilt,
                    weights(ofBlock: block), to.at(place), channels, pixels)
            }
        }
        return Tensor(dx, shape: lanes.shape)
    }

    /// Σ a and Σ a (x − center) of each channel, where a is dy, or with none x − center; added over the blocks
    /// in their order.
    private func channelSums(
        _ dy: Tensor?, around center: [Float]
    ) -> (sums: [Double], products: [Double]) {
        let (size, channels, pixels) = (size * Self.width, channels, pixels)
        var none: [Float] = []
        let parts = AlignedMemory(max(1, blocks) * 2 * channels, isZero: true)
        Kernels.withPointers(dy ?? lanes, lanes, &none) { slopes, from, _ in
            Workers.forEach(blocks) { block in
                let part = parts.at(block * 2 * channels)
                Kernels.best.image_channel_sums(
                    from.at(block * size), dy == nil ? nil : slopes.at(block * size), center,
                    weights(ofBlock: block), channels, pixels, part, part + channels)
            }
        }
        var sums = [Double](repeating: 0, count: 2 * channels)
        for block in 0..<blocks {
            for k in sums.indices { sums[k] += Double(parts.at(block * 2 * channels)[k]) }
        }
        return (Array(sums[..<channels]), Array(sums[channels...]))
    }
}
