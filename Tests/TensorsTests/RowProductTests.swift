import Crystals
import Tensors
import Testing

@Suite("Products of rows")
struct RowProductTests {
    /// Inner extents and columns as networks have them, and others.
    static let shapes = [(92, 64), (64, 128), (128, 16), (41, 48), (1, 32), (400, 16)]

    private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
    }

    @Test("are the definition, in every instruction set", arguments: KernelVariant.all)
    func definition(_ variant: KernelVariant) {
        for (inner, columns) in Self.shapes {
            for rows in [1, 2, 7, 8, 9, 31] {
                var a = Self.numbers(rows * inner, seed: 3)
                let b = Self.numbers(inner * columns, seed: 4)
                a[a.count - 1] = .nan
                let c = variant.product(a, b, inner: inner, columns: columns)
                for r in 0..<rows {
                    for n in 0..<columns {
                        let exact = (0..<inner).reduce(0.0) { sum, k in
                            sum + Double(a[r * inner + k]) * Double(b[k * columns + n])
                        }
                        let isNear = abs(Double(c[r * columns + n]) - exact) < 2e-5
                        // NaN stays in its row.
                        #expect(r == rows - 1 ? c[r * columns + n].isNaN : isNear)
                    }
                }
            }
        }
    }

    @Test(
        "give a row the same bits wherever it stands and however many there are",
        arguments: KernelVariant.all)
    func places(_ variant: KernelVariant) {
        for (inner, columns) in Self.shapes {
            let a = Self.numbers(50 * inner, seed: 5)
            let b = Self.numbers(inner * columns, seed: 6)
            let whole = variant.product(a, b, inner: inner, columns: columns)
            for first in 0..<20 {
                for count in [1, 2, 3, 5, 6, 8, 13, 30] {
                    let part = Array(a[(first * inner)..<((first + count) * inner)])
                    let c = variant.product(part, b, inner: inner, columns: columns)
                    #expect(c[...] == whole[(first * columns)..<((first + count) * columns)])
                }
            }
        }
    }

    @Test("of any number of columns, transposed or not, are the definition")
    func columns() {
        for columns in [1, 2, 15, 16, 17, 33] {
            let (a, b) = (
                Tensor(Self.numbers(11 * 5, seed: 7), shape: [11, 5]),
                Tensor(Self.numbers(5 * columns, seed: 8), shape: [5, columns])
            )
            let transposed = Tensor(
                (0..<columns).flatMap { n in (0..<5).map { b.scalars[$0 * columns + n] } },
                shape: [columns, 5])
            let (one, two) = (a.times(b), a.timesTransposed(transposed))
            #expect(one.shape == [11, columns] && one.scalars == two.scalars)
            let exact = (0..<5).reduce(Float(0)) {
                $0 + a.scalars[50 + $1] * b.scalars[$1 * columns + columns - 1]
            }
            #expect(abs(one.scalars[11 * columns - 1] - exact) < 1e-6)
        }
    }
}
