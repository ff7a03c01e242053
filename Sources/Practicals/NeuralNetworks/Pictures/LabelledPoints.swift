internal import Crystals
internal import Foundation
internal import Tensors

/// Points of a plane in two classes.
struct LabelledPoints: Sendable {
    /// [points, 2]
    var features: Tensor
    /// [points], 0 or 1
    var labels: [Float]

    var count: Int { labels.count }

    var points: [Point] {
        labels.indices.map { k in
            Point(
                x: Double(features.scalars[2 * k]), y: Double(features.scalars[2 * k + 1]),
                label: Int(labels[k]))
        }
    }

    init(_ points: [(x: Double, y: Double, label: Int)]) {
        features = Tensor(
            points.flatMap { [Float($0.x), Float($0.y)] }, shape: [points.count, 2])
        labels = points.map { Float($0.label) }
    }

    /// How many a network with one logit gets wrong.
    func errors(_ logits: Tensor) -> Int {
        zip(logits.scalars, labels).filter { ($0 > 0) != ($1 == 1) }.count
    }

    func rows(_ rows: [Int]) -> (features: Tensor, labels: [Float]) {
        (features.gatheringRows(rows.map(Int32.init)), rows.map { labels[$0] })
    }

    /// Around 0 and about 1 wide, as a network wants them: tasks lie around (½, ½) within 0.7.
    func standardized() -> LabelledPoints {
        var points = self
        points.features = Tensor(
            features.scalars.map { 3 * ($0 - 0.5) }, shape: features.shape)
        return points
    }

    // MARK: Tasks

    /// The corners of a square with the truth of AND, OR or XOR.
    static func corners(_ truth: [Int]) -> LabelledPoints {
        LabelledPoints([(0, 0, truth[0]), (0, 1, truth[1]), (1, 0, truth[2]), (1, 1, truth[3])])
    }

    static func task(_ name: String, seed: Int) -> LabelledPoints {
        switch name {
        case "and": corners([0, 0, 0, 1])
        case "or": corners([0, 1, 1, 1])
        case "circle": circle(160, seed: seed)
        case "spiral": spirals(200, seed: seed)
        default: corners([0, 1, 1, 0])
        }
    }

    /// Two clouds with a standard deviation of `spread`, around (−1, −0.4) and (1, 0.4).
    static func clouds(_ count: Int, spread: Double, seed: Int) -> LabelledPoints {
        var generator = SplitMix64(seed: UInt64(seed))
        let noise = Tensor.normal([count, 2], deviation: 1, using: &generator).scalars
        return LabelledPoints(
            (0..<count).map { k in
                let side = k % 2 == 0 ? -1.0 : 1.0
                return (
                    side + spread * Double(noise[2 * k]),
                    0.4 * side + spread * Double(noise[2 * k + 1]), k % 2
                )
            })
    }

    /// A disc in a ring, both around (½, ½).
    static func circle(_ count: Int, seed: Int) -> LabelledPoints {
        var generator = SplitMix64(seed: UInt64(seed))
        return LabelledPoints(
            (0..<count).map { k in
                let radius =
                    k % 2 == 0
                    ? Double.random(in: 0...0.3, using: &generator)
                    : Double.random(in: 0.45...0.7, using: &generator)
                let angle = Double.random(in: 0..<(2 * .pi), using: &generator)
                return (0.5 + radius * cos(angle), 0.5 + radius * sin(angle), 1 - k % 2)
            })
    }

    /// Two arms that wind once around (½, ½).
    static func spirals(_ count: Int, seed: Int) -> LabelledPoints {
        var generator = SplitMix64(seed: UInt64(seed))
        return LabelledPoints(
            (0..<count).map { k in
                let along = Double.random(in: 0.1...1, using: &generator)
                let angle = 2 * Double.pi * along + (k % 2 == 0 ? 0 : .pi)
                let radius = 0.7 * along + Double.random(in: -0.03...0.03, using: &generator)
                return (0.5 + radius * cos(angle), 0.5 + radius * sin(angle), k % 2)
            })
    }
}
