internal import Learning
internal import Physics
internal import Tensors

/// One picture by windows: their largest, mean and least pixel, and what remains when it moves.
///
/// What it shows: the maximum keeps spots, the minimum the dark between them, the mean blurs; a shift of a pixel
/// changes the pooled picture less than the picture.
enum PoolingStep: Experiment {
    static let id = "pooling"

    struct Parameters: ExperimentParameters {
        var image = "diffraction"
        var lattice = PlaneLatticeKind.hexagonal.rawValue
        var window = 4
        var stride = 4
        /// At most half the window; a larger one is taken for that.
        var padding = 0
        /// To the right, pixels.
        var shift = 1
        var noise = 0.5
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("image", LatticeImageKind.allCases.map(\.rawValue)),
            .choice("lattice", PlaneLatticeKind.allCases.map(\.rawValue)), .count("window", 2...7),
            .count("stride", 1...7), .count("padding", 0...3), .count("shift", 0...6),
            .slider("noise", 0...2, step: 0.1), .seed,
        ]
    }

    struct Pooled: Hashable, Sendable, Codable {
        var maximum: Picture
        var mean: Picture
        var minimum: Picture
    }

    /// Length of the difference that the shift makes over the length of what was, without its mean.
    struct Change: Hashable, Sendable, Codable {
        var image: Double
        var maximum: Double
        var mean: Double
        var minimum: Double
    }

    struct Frame: ExperimentFrame {
        var progress = 1.0
        var isLast = true
        var image: Picture
        var shifted: Picture
        var pooled: Pooled
        var shiftedPooled: Pooled
        var change: Change
        /// [height, width] of the pooled pictures.
        var size: [Int]
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        var images = LatticeImages()
        images.noise = parameters.noise
        let pixels = images.image(
            LatticeImageKind(rawValue: parameters.image) ?? .micrograph,
            of: PlaneLatticeKind(rawValue: parameters.lattice) ?? .hexagonal,
            seed: UInt64(parameters.seed)
        ).pixels
        let side = LatticeImages.side
        let batches = [pixels, moved(pixels, by: parameters.shift, side: side)].map {
            ImageBatch(Tensor($0, shape: [1, 1, side, side]))
        }
        let pooled = PoolingKind.allCases.map { kind in
            batches.map {
                $0.pooled(
                    kind, window: parameters.window, stride: parameters.stride,
                    padding: min(parameters.padding, parameters.window / 2))
            }
        }
        _ = emit(frame(batches, pooled))
    }

    /// - Parameter pooled: maximum, mean, minimum of both pictures.
    private static func frame(_ batches: [ImageBatch], _ pooled: [[ImageBatch]]) -> Frame {
        func pictures(_ k: Int) -> Pooled {
            let all = pooled.map { Picture.channels($0[k])[0] }
            return Pooled(maximum: all[0], mean: all[1], minimum: all[2])
        }
        let changes = ([batches] + pooled).map { change($0[0], $0[1]) }
        return Frame(
            image: Picture.channels(batches[0])[0], shifted: Picture.channels(batches[1])[0],
            pooled: pictures(0), shiftedPooled: pictures(1),
            change: Change(
                image: changes[0], maximum: changes[1], mean: changes[2], minimum: changes[3]),
            size: [pooled[0][0].height, pooled[0][0].width])
    }

    /// The column that comes in on the left is that which went out on the right.
    private static func moved(_ pixels: [Float], by shift: Int, side: Int) -> [Float] {
        pixels.indices.map { k in
            pixels[k / side * side + (k % side - shift + side) % side]
        }
    }

    private static func change(_ a: ImageBatch, _ b: ImageBatch) -> Double {
        let (x, y) = (a.flattened().scalars.map(Double.init), b.flattened().scalars)
        let mean = x.reduce(0, +) / Double(x.count)
        let difference = zip(x, y).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
        let size = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return size > 0 ? (difference / size).squareRoot() : 0
    }
}
