internal import CKernels

/// What pooling keeps of the pixels of a window.
public enum PoolingKind: String, Sendable, CaseIterable, Codable {
    case maximum, mean, minimum

    fileprivate var kernel: KBPoolingKind {
        switch self {
        case .maximum: KBMaximumPooling
        case .mean: KBMeanPooling
        case .minimum: KBMinimumPooling
        }
    }
}

extension ImageBatch {
    /// One pixel for each window of `window` × `window`, `stride` apart, of every channel.
    ///
    /// What lies outside of the image counts for nothing in an extreme and as 0 in a mean, as in PyTorch. The
    /// gradient of an extreme goes to the first pixel of the window that has it.
    ///
    /// - Parameters:
    ///   - stride: `window` unless given.
    ///   - padding: at most half the window.
    public func pooled(
        _ kind: PoolingKind, window: Int, stride: Int? = nil, padding: Int = 0
    ) -> ImageBatch {
        let shape = poolingShape(kind, window, stride ?? window, padding)
        let (x, blocks, channels) = (lanes, blocks, channels)
        let size = size * Self.width
        let outputSize = channels * shape.out_height * shape.out_width * Self.width
        let values = [Float](unsafeUninitializedCapacity: blocks * outputSize) { y, count in
            x.scalars.withUnsafeBufferPointer { x in
                let (from, to) = (Memory(x), Memory(y))
                Workers.forEach(blocks) { block in
                    Kernels.best.image_pool(
                        shape, from.at(block * size), to.at(block * outputSize))
                }
            }
            count = blocks * outputSize
        }
        let y = Tensor(
            values, shape: [blocks, channels, shape.out_height, shape.out_width, Self.width])
        let recorded = y.recorded(x) { gradient in
            [Self.poolingGradient(shape, x, y, gradient)]
        }
        return ImageBatch(lanes: recorded, count: count)
    }

    private func poolingShape(
        _ kind: PoolingKind, _ window: Int, _ stride: Int, _ padding: Int
    ) -> KBImagePooling {
        precondition(
            window > 0 && stride > 0 && padding >= 0 && 2 * padding <= window
                && height + 2 * padding >= window && width + 2 * padding >= window,
            "windows of \(window), \(stride) apart, padding \(padding), on \(height) × \(width)")
        return KBImagePooling(
            channels: channels, height: height, width: width, kernel: window, stride: stride,
            padding: padding, out_height: (height + 2 * padding - window) / stride + 1,
            out_width: (width + 2 * padding - window) / stride + 1, kind: kind.kernel)
    }

    private static func poolingGradient(
        _ shape: KBImagePooling, _ x: Tensor, _ y: Tensor, _ gradient: Tensor
    ) -> Tensor {
        var dx = [Float](repeating: 0, count: x.count)
        y.scalars.withUnsafeBufferPointer { y in
            let result = Memory(y)
            Kernels.withPointers(gradient, x, &dx) { slopes, from, to in
                Workers.forEach(x.rows) { block in
                    let (place, output) = (block * x.columns, block * gradient.columns)
                    Kernels.best.image_pool_gradient(
                        shape, from.at(place), result.at(output), slopes.at(output), to.at(place))
                }
            }
        }
        return Tensor(dx, shape: x.shape)
    }
}
