import Foundation
import Testing

@testable import Practicals

@Suite("Practical 1: images")
struct ImageStepTests {
    @Test("the convolutional network learns, and shows kernels and maps of the right sizes")
    func convolution() throws {
        let all = frames(ImageConvolutionStep.self) { ($0.imagesPerClass, $0.epochs) = (200, 8) }
        let (first, last) = (try #require(all.first), try #require(all.last))
        #expect(first.parameters == 2255 && first.samples?.count == 5 && first.accuracy == -1)
        #expect(last.accuracy > 0.8 && last.accuracyCurve.x == (1...8).map(Double.init))
        #expect(last.kernels.count == 5 && last.kernels[0].width == 6)
        #expect(last.maps.map(\.count) == [5, 5, 10, 10])
        #expect(last.maps.map { $0[0].width } == [23, 11, 9, 4])
        #expect(last.confusion.map { $0.reduce(0, +) } == [100, 100, 100, 100, 100])
        let right = last.confusion.indices.reduce(0) { $0 + last.confusion[$1][$1] }
        #expect(abs(Double(right) / 500 - last.accuracy) < 1e-9)
        #expect(last.imagesPerSecond > 100)
    }

    @Test("pooling has the sizes of the formula, and is changed less by a shift than the picture")
    func pooling() throws {
        let frame = try last(PoolingStep.self) { ($0.window, $0.stride) = (3, 2) }
        #expect(frame.size == [13, 13] && frame.pooled.mean.values.count == 169)
        let triples = zip(
            frame.pooled.minimum.values,
            zip(frame.pooled.mean.values, frame.pooled.maximum.values))
        #expect(triples.allSatisfy { $0 <= $1.0 + 1e-3 && $1.0 <= $1.1 + 1e-3 })
        #expect(frame.change.image > 0.2)
        let still = try last(PoolingStep.self) { $0.shift = 0 }
        #expect(still.change == .init(image: 0, maximum: 0, mean: 0, minimum: 0))
        // A window and a shift of the same length: the pooled picture moves by a whole pixel.
        let padded = try last(PoolingStep.self) { ($0.window, $0.stride, $0.padding) = (2, 1, 3) }
        #expect(padded.size == [29, 29], "a padding of more than half the window is half of it")
    }

    @Test("with BatchNorm, before or after, a rate works that is too large without it")
    func batchNorm() throws {
        let frame = try last(BatchNormStep.self) { $0.learningRate = 0.2 }
        let runs = Dictionary(uniqueKeysWithValues: frame.runs.map { ($0.name, $0) })
        let accuracy = runs.mapValues { $0.accuracyCurve.last ?? 0 }
        #expect(accuracy.count == 3)
        #expect((accuracy["before"] ?? 0) > (accuracy["none"] ?? 1) + 0.2, "\(accuracy)")
        #expect((accuracy["after"] ?? 0) > (accuracy["none"] ?? 1) + 0.2, "\(accuracy)")
        #expect(runs["before"]?.layers.count == 2)
        #expect(frame.runs.allSatisfy { $0.lossCurve.count > 50 })
    }

    @Test(
        "an autoencoder of hidden layers is better than the principal components, a linear one is not"
    )
    func autoencoder() throws {
        let linear = try last(AutoencoderStep.self) { ($0.kind, $0.epochs) = ("linear", 200) }
        let dense = try last(AutoencoderStep.self)
        #expect(linear.principalError == dense.principalError && linear.principalError > 1e-3)
        let (best, found) = (linear.principalError, linear.lossCurve.last ?? 0)
        #expect(found > best * 0.999 && found < best * 1.1, "\(found / best)")
        #expect((dense.lossCurve.last ?? 1) < best * 0.9)
        #expect(dense.plane?.images.count == 25 && dense.points.count == 300)
        #expect(dense.samples.count == 5)
    }

    @Test("lattices come apart in the latent plane: a point's neighbour is mostly of its kind")
    func latentPlane() throws {
        let points = try last(AutoencoderStep.self).points
        let same = points.indices.filter { k in
            let nearest = points.indices.filter { $0 != k }.min { a, b in
                func distance(_ other: Int) -> Double {
                    let (x, y) = (points[other].x - points[k].x, points[other].y - points[k].y)
                    return x * x + y * y
                }
                return distance(a) < distance(b)
            }
            return nearest.map { points[$0].label == points[k].label } ?? false
        }
        // One in five by chance.
        #expect(Double(same.count) / Double(points.count) > 0.45)
    }

    /// All steps from outside, as the page asks.
    @Test("every step answers from JSON, ends once, and stops when told", arguments: 0..<14)
    func contract(_ k: Int) throws {
        struct Envelope: Decodable {
            var progress: Double
            var isLast: Bool
        }
        let step = Practical.neuralNetworks.steps[k]
        let clock = ContinuousClock()
        let start = clock.now
        var (seen, times): ([Envelope], [ContinuousClock.Instant]) = ([], [])
        try step.run(Data()) { data in
            times.append(clock.now)
            if let frame = try? JSONDecoder().decode(Envelope.self, from: data) {
                seen.append(frame)
            }
        }
        #expect(seen.count == times.count && seen.last?.isLast == true)
        #expect(seen.count { $0.isLast } == 1)
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.progress <= $1.progress })
        #expect(seen.allSatisfy { (0...1).contains($0.progress) } && seen.last?.progress == 1)
        let first = (times[0] - start) / .seconds(1)
        #expect(first < 2)
        var count = 0
        #expect(throws: CancellationError.self) {
            try step.run(Data()) { _ in
                count += 1
                throw CancellationError()
            }
        }
        #expect(count == 1)
    }
}
