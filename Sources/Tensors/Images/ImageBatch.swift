/// Images of one size, sixteen together in the lanes of vectors.
///
/// Every loop over images then has full vectors, whatever the number of channels or the size of a kernel,
/// and none depends on which images stand side by side. Lanes without an image hold anything finite; their
/// gradient is zero.
public struct ImageBatch: Sendable {
    /// [blocks, channels, height, width, 16]; image k stands in block k / 16, lane k % 16.
    public let lanes: Tensor
    /// Images, of which the last block may have fewer than sixteen.
    public let count: Int

    static let width = 16

    public var channels: Int { lanes.shape[1] }
    /// Pixels from top to bottom.
    public var height: Int { lanes.shape[2] }
    /// Pixels from left to right.
    public var width: Int { lanes.shape[3] }

    var blocks: Int { lanes.shape[0] }
    /// Pixels of a channel.
    var pixels: Int { height * width }
    /// Numbers of an image.
    var size: Int { channels * pixels }

    init(lanes: Tensor, count: Int) { (self.lanes, self.count) = (lanes, count) }

    /// Of values in the usual order.
    ///
    /// - Parameter images: [images, channels, height, width]
    public init(_ images: Tensor) {
        precondition(images.shape.count == 4, "images of shape \(images.shape)")
        let count = images.shape[0]
        let rows = (0..<count).map(Int32.init)
        let lanes = Self.packed(images, rows: rows)
        let recorded = lanes.recorded(images) { gradient in
            [Self.unpacked(gradient, count: count).withShape(images.shape)]
        }
        self.init(lanes: recorded, count: count)
    }

    /// Those of `images` [all, channels, height, width] that `rows` names, as a mini-batch wants them.
    public init(_ images: Tensor, rows: [Int32]) {
        precondition(images.shape.count == 4, "images of shape \(images.shape)")
        self.init(lanes: Self.packed(images, rows: rows), count: rows.count)
    }

    /// The values in the usual order, [images, channels · height · width]: channel by channel, row by row.
    public func flattened() -> Tensor {
        let (shape, count) = (lanes.shape, count)
        return Self.unpacked(lanes, count: count).recorded(lanes) { gradient in
            let images = gradient.withShape([count] + shape[1...3])
            return [Self.packed(images, rows: (0..<count).map(Int32.init))]
        }
    }

    /// The same function of every number, as ``Tensor/relu()``.
    public func mapped(_ function: (Tensor) -> Tensor) -> ImageBatch {
        ImageBatch(lanes: function(lanes), count: count)
    }

    /// Which lanes of a block hold an image, as weights.
    func weights(ofBlock block: Int) -> [Float] {
        (0..<Self.width).map { block * Self.width + $0 < count ? 1 : 0 }
    }
}

extension ImageBatch {
    private static func packed(_ images: Tensor, rows: [Int32]) -> Tensor {
        let (size, all) = (images.columns, images.rows)
        let blocks = (rows.count + width - 1) / width
        var values = [Float](repeating: 0, count: blocks * size * width)
        images.scalars.withUnsafeBufferPointer { source in
            values.withUnsafeMutableBufferPointer { target in
                let (from, to) = (Memory(source), Memory(target))
                Workers.forEach(blocks) { block in
                    for k in (block * width)..<min((block + 1) * width, rows.count) {
                        let row = Int(rows[k])
                        precondition(row >= 0 && row < all, "image \(row) of \(all)")
                        spread(from.at(row * size), to.at(block * size * width + k % width), size)
                    }
                }
            }
        }
        return Tensor(values, shape: [blocks] + images.shape[1...3] + [width])
    }

    private static func spread(
        _ image: UnsafeMutablePointer<Float>?, _ lane: UnsafeMutablePointer<Float>?, _ size: Int
    ) {
        guard let image, let lane else { return }
        for i in 0..<size { lane[i * width] = image[i] }
    }

    private static func unpacked(_ lanes: Tensor, count: Int) -> Tensor {
        let size = lanes.columns / width
        let values = [Float](unsafeUninitializedCapacity: count * size) { target, initialized in
            lanes.scalars.withUnsafeBufferPointer { source in
                for k in 0..<count {
                    let first = k / width * size * width + k % width
                    for i in 0..<size { target[k * size + i] = source[first + i * width] }
                }
            }
            initialized = count * size
        }
        return Tensor(values, shape: [count, size])
    }
}

extension Tensor {
    /// The same elements in another shape.
    public func reshaped(_ shape: [Int]) -> Tensor {
        let old = self.shape
        return withShape(shape).recorded(self) { [$0.withShape(old)] }
    }

    /// The same off the tape.
    func withShape(_ shape: [Int]) -> Tensor { Tensor(scalars, shape: shape) }
}
