import Crystals
import Tensors

/// Uniform on −range…range.
func random(_ shape: [Int], _ generator: inout SplitMix64, range: Float = 1) -> Tensor {
    Tensor(
        (0..<shape.reduce(1, *)).map { _ in Float.random(in: -range...range, using: &generator) },
        shape: shape)
}

/// A batch of three graphs of 4, 1 and 5 atoms with 3…6 edges an atom, weights in 0.1…1.
func randomEdges(_ generator: inout SplitMix64) -> Edges {
    let sizes = [4, 1, 5]
    var offsets: [Int32] = [0]
    var neighbors: [Int32] = []
    var first = 0
    for size in sizes {
        for _ in 0..<size {
            for _ in 0..<Int.random(in: 3...6, using: &generator) {
                neighbors.append(Int32(first + Int.random(in: 0..<size, using: &generator)))
            }
            offsets.append(Int32(neighbors.count))
        }
        first += size
    }
    return Edges(
        offsets: offsets, neighbors: neighbors,
        distances: neighbors.map { _ in Float.random(in: 0.3...8.7, using: &generator) },
        weights: neighbors.map { _ in Float.random(in: 0.1...1, using: &generator) },
        pieces: [0, 4, 5, 10])
}
