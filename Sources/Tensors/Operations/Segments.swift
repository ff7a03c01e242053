extension Tensor {
    /// Row `indices[k]` of `self` as row k of the result.
    public func gatheringRows(_ indices: [Int32]) -> Tensor {
        let width = columns
        var gathered = [Float]()
        gathered.reserveCapacity(indices.count * width)
        for index in indices {
            gathered += scalars[(Int(index) * width)..<((Int(index) + 1) * width)]
        }
        let shape = shape
        return Tensor(gathered, shape: [indices.count, width]).recorded(self) { gradient in
            var sums = [Float](repeating: 0, count: shape.reduce(1, *))
            for (k, index) in indices.enumerated() {
                for c in 0..<width {
                    sums[Int(index) * width + c] += gradient.scalars[k * width + c]
                }
            }
            return [Tensor(sums, shape: shape)]
        }
    }

    /// Row s of the result is Σ_r weights[r] · row r over offsets[s] ≤ r < offsets[s + 1].
    ///
    /// With weights 1/n it is the mean over the atoms of a crystal; with the edges' weights it is
    /// the aggregation of messages.
    public func summingSegments(offsets: [Int32], weights: [Float]) -> Tensor {
        let (width, segments) = (columns, offsets.count - 1)
        precondition(weights.count == rows, "\(weights.count) weights for \(rows) rows")
        var sums = [Float](repeating: 0, count: segments * width)
        for s in 0..<segments {
            for r in Int(offsets[s])..<Int(offsets[s + 1]) {
                for c in 0..<width { sums[s * width + c] += weights[r] * scalars[r * width + c] }
            }
        }
        let shape = shape
        return Tensor(sums, shape: [segments, width]).recorded(self) { gradient in
            var spread = [Float](repeating: 0, count: shape.reduce(1, *))
            for s in 0..<segments {
                for r in Int(offsets[s])..<Int(offsets[s + 1]) {
                    for c in 0..<width {
                        spread[r * width + c] = weights[r] * gradient.scalars[s * width + c]
                    }
                }
            }
            return [Tensor(spread, shape: shape)]
        }
    }
}
