import CKernels
import Crystals

/// Operands of the loops over edges: a batch of graphs in pieces, matrices row by row.
struct EdgeOperands {
    var offsets: [Int32]
    var neighbors: [Int32]
    var weights: [Float]
    var first: [Int32]
    /// [edges][KBGaussianTerms] and [edges][KBCubicTerms].
    var gaussians: [Float]
    var cubics: [Float]
    /// Atoms of each piece.
    var pieces: [Range<Int>]
    /// F.
    var width: Int
    /// [atoms, 4F]: gate and core of the atom as centre, gate and core of it as neighbour.
    var atoms: [Float]
    /// [functions, 2F]
    var bond: [Float]
    /// BatchNorm over edges, [2F], and over atoms, [F].
    var edgeNorm: Norm
    var atomNorm: Norm
    /// [atoms, F]
    var message: [Float]
    var du: [Float]
    /// [F]
    var meanDu: [Float]
    var meanDuMessage: [Float]

    /// y = x · scale + shift, x̂ = (x − mean) · inverse.
    struct Norm {
        var scale: [Float]
        var shift: [Float]
        var mean: [Float]
        var inverse: [Float]
    }

    var row: Int { 2 * width }
    var functions: Int { bond.count / row }

    func edges(of piece: Range<Int>) -> Range<Int> {
        Int(offsets[piece.lowerBound])..<Int(offsets[piece.upperBound])
    }

    /// Rows of a matrix [atoms, columns] that belong to a piece.
    func rows(_ matrix: [Float], of piece: Range<Int>, columns: Int) -> [Float] {
        Array(matrix[(piece.lowerBound * columns)..<(piece.upperBound * columns)])
    }
}

extension EdgeOperands {
    /// Four pieces with 1…5 atoms; atoms without edges, one of them alone in its piece and one the
    /// last; edges of weight 0; an atom that is its own neighbour.
    static func random(
        width: Int, seed: UInt64 = 17, _ spoil: (inout EdgeOperands) -> Void = { _ in }
    ) -> EdgeOperands {
        var generator = SplitMix64(seed: seed)
        func numbers(_ count: Int, _ range: ClosedRange<Float> = -2...2) -> [Float] {
            (0..<count).map { _ in Float.random(in: range, using: &generator) }
        }
        func norm(_ count: Int) -> Norm {
            Norm(
                scale: numbers(count), shift: numbers(count), mean: numbers(count),
                inverse: numbers(count, 0.2...2))
        }
        let pieces = [0..<4, 4..<5, 5..<6, 6..<11]
        let offsets: [Int32] = [0, 4, 7, 7, 12, 15, 15, 18, 24, 25, 29, 29]
        let (edges, atoms, functions) = (29, 11, 23)
        let centers = (0..<edges).map { e in offsets.lastIndex { $0 <= e } ?? 0 }
        let neighbors = centers.enumerated().map { e, center in
            let piece = pieces.first { $0.contains(center) } ?? 0..<1
            return Int32(piece.lowerBound + e * 3 % piece.count)
        }
        var operands = EdgeOperands(
            offsets: offsets, neighbors: neighbors, weights: numbers(edges, 0.1...2),
            first: (0..<edges).map { Int32($0 * 5 % 16) }, gaussians: numbers(edges * 8, 0...1),
            cubics: numbers(edges * 4, -0.1...1), pieces: pieces, width: width,
            atoms: numbers(atoms * 4 * width), bond: numbers(functions * 2 * width),
            edgeNorm: norm(2 * width), atomNorm: norm(width), message: numbers(atoms * width),
            du: numbers(atoms * width), meanDu: numbers(width), meanDuMessage: numbers(width))
        for e in [1, 16, 26] { operands.weights[e] = 0 }
        spoil(&operands)
        return operands
    }
}
