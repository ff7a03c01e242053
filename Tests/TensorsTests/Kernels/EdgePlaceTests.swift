import Testing

@Suite("What an atom gets does not depend on what is computed beside it, bit for bit")
struct EdgePlaceTests {
    /// The atoms of a piece with those of another before or behind them, with no edge between.
    static func joined(_ a: EdgeOperands, _ b: EdgeOperands) -> EdgeOperands {
        var x = a
        let (atoms, edges) = (Int32(a.offsets.count - 1), Int32(a.neighbors.count))
        x.offsets += b.offsets.dropFirst().map { $0 + edges }
        x.neighbors += b.neighbors.map { $0 + atoms }
        x.weights += b.weights
        x.first += b.first
        x.gaussians += b.gaussians
        x.cubics += b.cubics
        x.atoms += b.atoms
        x.message += b.message
        x.du += b.du
        x.pieces = [0..<(x.offsets.count - 1)]
        return x
    }

    /// Messages, and what of the gradient belongs to an atom alone: [atoms] rows of each.
    static func results(
        _ variant: KernelVariant, _ x: EdgeOperands, _ pieces: [Range<Int>]
    ) -> [[Float]] {
        let parts = pieces.map { piece in
            [
                variant.convolve(x, piece)[0], variant.gatedMessages(x, piece)[0],
                variant.gatedGradient(x, piece)[0], variant.gatedGradient(x, piece)[1],
            ]
        }
        return (0..<4).map { k in parts.flatMap { $0[k] } }
    }

    @Test(
        "in a piece of its own, and in one with others before and behind",
        arguments: KernelVariant.all, [16, 48, 64])
    func pieces(_ variant: KernelVariant, _ width: Int) {
        let a = EdgeOperands.random(width: width)
        let b = {
            // Other atoms and edges on the same bond functions and normalisations.
            let other = EdgeOperands.random(width: width, seed: 18)
            var x = a
            (x.atoms, x.message, x.du) = (other.atoms, other.message, other.du)
            (x.weights, x.gaussians, x.cubics) = (other.weights, other.gaussians, other.cubics)
            return x
        }()
        let apart = Self.results(variant, a, a.pieces)
        let others = Self.results(variant, b, b.pieces)
        for (x, expected) in [
            (Self.joined(a, b), zip(apart, others).map { $0 + $1 }),
            (Self.joined(b, a), zip(others, apart).map { $0 + $1 }),
        ] {
            let found = Self.results(variant, x, x.pieces)
            for (k, (f, e)) in zip(found, expected).enumerated() {
                let isSame = f == e && !f.isEmpty
                #expect(isSame, "\(variant), \(width), result \(k)")
            }
        }
        #expect(apart[0] != others[0] && apart[0].contains { abs($0) > 0.1 }, "control")
    }

    @Test("the end of a convolution, row by row", arguments: KernelVariant.all)
    func residual(_ variant: KernelVariant) {
        let x = RowOperands.random(rows: 30, columns: 48)
        let whole = variant.residualUpdate(x)[0]
        for (first, count) in [(0, 1), (1, 1), (3, 7), (13, 17)] {
            var part = x
            let range = (first * 48)..<((first + count) * 48)
            (part.a, part.b) = (Array(x.a[range]), Array(x.b[range]))
            part.weights = Array(x.weights[first..<(first + count)])
            #expect(variant.residualUpdate(part)[0][...] == whole[range])
        }
        #expect(Set(whole).count > 1000, "control")
    }
}
