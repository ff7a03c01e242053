extension Tensor {
    /// Row `indices[k]` of `self` as row k of the result.
    public func gatheringRows(_ indices: [Int32]) -> Tensor {
        let gathered = Kernels.gatheredRows(self, indices)
        let shape = shape
        return Tensor(gathered, shape: [indices.count, columns]).recorded(self) { gradient in
            let sums = Kernels.scatterSums(gradient, indices, rows: shape.first ?? 1)
            return [Tensor(sums, shape: shape)]
        }
    }

    /// Row s of the result is Σ_r weights[r] · row r over offsets[s] ≤ r < offsets[s + 1].
    ///
    /// With weights 1/n it is the mean over the atoms of a crystal; with the edges' weights it is
    /// the aggregation of messages.
    public func summingSegments(offsets: [Int32], weights: [Float]) -> Tensor {
        let (width, segments) = (columns, offsets.count - 1)
        precondition(
            weights.count == rows && offsets[0] == 0 && Int(offsets[segments]) == rows,
            "\(weights.count) weights and \(offsets[segments]) segment rows for \(rows) rows")
        let sums = Kernels.segmentSums(self, offsets: offsets, weights: weights)
        let shape = shape
        return Tensor(sums, shape: [segments, width]).recorded(self) { gradient in
            let spread = Kernels.segmentSpread(gradient, offsets: offsets, weights: weights)
            return [Tensor(spread, shape: shape)]
        }
    }
}
