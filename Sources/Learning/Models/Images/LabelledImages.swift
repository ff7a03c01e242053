public import Tensors

/// Images of one size, and the class of each.
public struct LabelledImages: Sendable {
    /// [images, channels, height, width]
    public let images: Tensor
    /// [images], 0..<classes
    public let labels: [Int]
    public let classes: Int

    public init(_ images: Tensor, labels: [Int], classes: Int) {
        precondition(
            images.shape.count == 4 && images.shape[0] == labels.count
                && labels.allSatisfy { (0..<classes).contains($0) },
            "\(labels.count) labels of \(classes) classes for images \(images.shape)")
        (self.images, self.labels, self.classes) = (images, labels, classes)
    }

    public var count: Int { labels.count }

    public func batch(_ rows: [Int]) -> ImageBatch {
        ImageBatch(images, rows: rows.map(Int32.init))
    }

    /// Mean and standard deviation of all pixels.
    public var brightness: (mean: Float, deviation: Float) {
        let number = Double(max(1, images.count))
        let mean = images.scalars.reduce(0.0) { $0 + Double($1) } / number
        let squares = images.scalars.reduce(0.0) {
            $0 + (Double($1) - mean) * (Double($1) - mean)
        }
        return (Float(mean), Float((squares / number).squareRoot()))
    }

    /// With (pixel − mean)/deviation for every pixel. What is learned from and what is judged have to be given
    /// the same numbers, those of what is learned from.
    public func standardized(by brightness: (mean: Float, deviation: Float)) -> LabelledImages {
        let (mean, factor) = (brightness.mean, 1 / max(brightness.deviation, 1e-6))
        let pixels = images.scalars.map { ($0 - mean) * factor }
        return LabelledImages(
            Tensor(pixels, shape: images.shape), labels: labels, classes: classes)
    }

    /// The class that a network finds most likely, for each of `rows`.
    public func predictions(of network: ConvolutionalNetwork, rows: [Int]? = nil) -> [Int] {
        let rows = rows ?? Array(0..<count)
        return stride(from: 0, to: rows.count, by: Self.pieceSize).flatMap { first in
            let piece = Array(rows[first..<min(first + Self.pieceSize, rows.count)])
            let logits = network(batch(piece))
            return piece.indices.map { row in
                (0..<classes).max { a, b in
                    logits.scalars[row * classes + a] < logits.scalars[row * classes + b]
                } ?? 0
            }
        }
    }

    /// Share of `rows` whose class a network finds.
    public func accuracy(of network: ConvolutionalNetwork, rows: [Int]? = nil) -> Double {
        let rows = rows ?? Array(0..<count)
        let found = zip(predictions(of: network, rows: rows), rows).filter { $0 == labels[$1] }
        return Double(found.count) / Double(max(1, rows.count))
    }

    /// Images that are asked of at once: what their maps take stays in the cache.
    private static let pieceSize = 256
}
