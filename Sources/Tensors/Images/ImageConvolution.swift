internal import CKernels

extension ImageBatch {
    /// Convolution as networks have it (no kernel is turned around):
    ///
    ///     y[o, r, c] = b[o] + Σ_i Σ_kl w[o, i, k, l] x[i, r·stride + k − padding, c·stride + l − padding]
    ///
    /// with zeros outside of the image. The result has ⌊(n + 2·padding − k)/stride⌋ + 1 pixels for n.
    ///
    /// - Parameters:
    ///   - weights: [outputs, channels, kernel height, kernel width]
    ///   - bias: [outputs]
    public func convolved(
        _ weights: Tensor, bias: Tensor, stride: Int = 1, padding: Int = 0
    ) -> ImageBatch {
        let plan = ConvolutionPlan(self, weights, bias, stride: stride, padding: padding)
        let (x, blocks) = (lanes, blocks)
        let result = plan.result(x, weights, bias, blocks: blocks)
        let recorded = result.recorded(x, weights, bias) { gradient in
            plan.gradients(gradient, x, weights, blocks: blocks)
        }
        return ImageBatch(lanes: recorded, count: count)
    }
}

/// The sizes of one convolution, and its loops over the blocks of a batch.
private struct ConvolutionPlan: Sendable {
    let shape: KBImageConvolution
    let padding: Int
    /// Without padding.
    let height: Int
    let width: Int

    init(_ images: ImageBatch, _ weights: Tensor, _ bias: Tensor, stride: Int, padding: Int) {
        precondition(
            weights.shape.count == 4 && weights.shape[1] == images.channels
                && bias.shape == [weights.shape[0]],
            "weights \(weights.shape) and bias \(bias.shape) for \(images.channels) channels")
        precondition(stride > 0 && padding >= 0, "stride \(stride), padding \(padding)")
        (self.padding, height, width) = (padding, images.height, images.width)
        let (rows, columns) = (height + 2 * padding, width + 2 * padding)
        let (kernelRows, kernelColumns) = (weights.shape[2], weights.shape[3])
        precondition(
            rows >= kernelRows && columns >= kernelColumns,
            "a kernel of \(kernelRows) × \(kernelColumns) on \(rows) × \(columns) pixels")
        shape = KBImageConvolution(
            inputs: images.channels, height: rows, width: columns, outputs: weights.shape[0],
            kernel_height: kernelRows, kernel_width: kernelColumns, stride: stride,
            out_height: (rows - kernelRows) / stride + 1,
            out_width: (columns - kernelColumns) / stride + 1)
    }

    private var lanes: Int { ImageBatch.width }
    private var inputSize: Int { shape.inputs * height * width * lanes }
    private var paddedSize: Int { shape.inputs * shape.height * shape.width * lanes }
    private var outputSize: Int { shape.outputs * shape.out_height * shape.out_width * lanes }

    func result(_ x: Tensor, _ weights: Tensor, _ bias: Tensor, blocks: Int) -> Tensor {
        let (w, b) = (AlignedMemory(weights.scalars), AlignedMemory(bias.scalars))
        let values = [Float](unsafeUninitializedCapacity: blocks * outputSize) { y, count in
            x.scalars.withUnsafeBufferPointer { x in
                let (from, to) = (Memory(x), Memory(y))
                Workers.forEach(blocks) { block in
                    withPadded(from.at(block * inputSize)) {
                        Kernels.best.image_convolve(
                            shape, $0, w.at(0), b.at(0), to.at(block * outputSize))
                    }
                }
            }
            count = blocks * outputSize
        }
        return Tensor(
            values, shape: [blocks, shape.outputs, shape.out_height, shape.out_width, lanes])
    }

    func gradients(_ gradient: Tensor, _ x: Tensor, _ weights: Tensor, blocks: Int) -> [Tensor?] {
        let isWanted = x.node != nil
        let size = weights.count + shape.outputs
        let parts = AlignedMemory(max(1, blocks) * size, isZero: true)
        let w = AlignedMemory(weights.scalars)
        var dx = [Float](repeating: 0, count: isWanted ? x.count : 0)
        Kernels.withPointers(gradient, x, &dx) { slopes, from, to in
            Workers.forEach(blocks) { block in
                let dy = slopes.at(block * outputSize)
                let part = parts.at(block * size)
                withPadded(from.at(block * inputSize)) {
                    Kernels.best.image_weight_gradient(shape, $0, dy, part, part + weights.count)
                }
                guard isWanted else { return }
                addingToPadded(to.at(block * inputSize)) {
                    Kernels.best.image_input_gradient(shape, w.at(0), dy, $0)
                }
            }
        }
        let sums = Kernels.addingPieces(parts, size: size)
        return [
            isWanted ? Tensor(dx, shape: x.shape) : nil,
            Tensor(Array(sums[..<weights.count]), shape: weights.shape),
            Tensor(Array(sums[weights.count...])),
        ]
    }

    /// Calls `body` with a block that has zeros around each image.
    private func withPadded(
        _ block: UnsafeMutablePointer<Float>?, _ body: (UnsafeMutablePointer<Float>?) -> Void
    ) {
        guard padding > 0, let block else { return body(block) }
        let padded = AlignedMemory(paddedSize, isZero: true)
        eachRow { row, place in
            padded.at(place).update(from: block + row, count: width * lanes)
        }
        body(padded.at(0))
    }

    /// Calls `body` with room for a padded block of zeros, and adds to `block` what is within the images.
    private func addingToPadded(
        _ block: UnsafeMutablePointer<Float>?, _ body: (UnsafeMutablePointer<Float>?) -> Void
    ) {
        guard padding > 0, let block else { return body(block) }
        let padded = AlignedMemory(paddedSize, isZero: true)
        body(padded.at(0))
        eachRow { row, place in
            for i in 0..<(width * lanes) { block[row + i] += padded.at(place)[i] }
        }
    }

    /// Where each row of pixels begins, without and with padding.
    private func eachRow(_ body: (Int, Int) -> Void) {
        for channel in 0..<shape.inputs {
            for r in 0..<height {
                let padded = (channel * shape.height + r + padding) * shape.width + padding
                body((channel * height + r) * width * lanes, padded * lanes)
            }
        }
    }
}
