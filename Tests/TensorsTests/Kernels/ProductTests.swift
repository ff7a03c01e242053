import Crystals
import Tensors
import Testing

@Suite("Products of rows")
struct ProductTests {
    /// Inner extents and columns as networks have them, and others.
    static let shapes = [(92, 64), (64, 128), (128, 16), (41, 48), (1, 32), (400, 16), (48, 192)]

    private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
    }

    /// A product of rows of `a` by one of the loops: the two that need whole panels take what they can.
    typealias Product =
        @Sendable (
            _ variant: KernelVariant, _ a: [Float], _ b: [Float], _ inner: Int, _ columns: Int
        ) -> [Float]

    static let products: [(name: String, inner: Int, columns: Int, product: Product)] = [
        ("row_product", 1, 16, { $0.rowProduct($1, $2, inner: $3, columns: $4) }),
        (
            "panel_product", 1, 32,
            { variant, a, b, inner, columns in
                variant.panelProduct(a, b, bias: bias(columns), inner: inner, columns: columns)
            }
        ),
        (
            "panel_product_adding", 16, 16,
            { variant, a, b, inner, columns in
                let c = (0..<(a.count / inner)).flatMap { _ in bias(columns) }
                return variant.panelProductAdding(a, b, to: c, inner: inner, columns: columns)
            }
        ),
    ]

    static func bias(_ columns: Int) -> [Float] { numbers(columns, seed: 9) }

    static func shapes(_ product: Int) -> [(Int, Int)] {
        let (_, inner, columns, _) = products[product]
        return shapes.filter { $0.0 % inner == 0 && $0.1 % columns == 0 }
    }

    @Test("are the definition, and NaN stays in its row", arguments: KernelVariant.all, 0..<3)
    func definition(_ variant: KernelVariant, _ k: Int) {
        #expect(Self.shapes(k).count > 2, "control")
        for (inner, columns) in Self.shapes(k) {
            for rows in [1, 2, 7, 8, 9, 31] {
                var a = Self.numbers(rows * inner, seed: 3)
                let b = Self.numbers(inner * columns, seed: 4)
                a[a.count - 1] = .nan
                let exact = KernelReference.product(
                    a, b, inner: inner, columns: columns, bias: k == 0 ? [] : Self.bias(columns))
                let found = Self.products[k].product(variant, a, b, inner, columns)
                Closeness.expect([found], equal: [exact], "\(variant), \(Self.products[k].name)")
                #expect(found.firstIndex { $0.isNaN } == (rows - 1) * columns, "control")
            }
        }
    }

    @Test(
        "give a row the same bits wherever it stands and however many there are",
        arguments: KernelVariant.all, 0..<3)
    func places(_ variant: KernelVariant, _ k: Int) {
        for (inner, columns) in Self.shapes(k) {
            let a = Self.numbers(50 * inner, seed: 5)
            let b = Self.numbers(inner * columns, seed: 6)
            let whole = Self.products[k].product(variant, a, b, inner, columns)
            for first in [0, 1, 2, 3, 5, 6, 8, 13, 19] {
                for count in [1, 2, 3, 5, 6, 8, 13, 30] {
                    let part = Array(a[(first * inner)..<((first + count) * inner)])
                    let c = Self.products[k].product(variant, part, b, inner, columns)
                    let isSame = c[...] == whole[(first * columns)..<((first + count) * columns)]
                    #expect(isSame, "\(Self.products[k].name), \(count) rows from \(first)")
                }
            }
        }
    }

    @Test("the outer product sums over rows", arguments: KernelVariant.all)
    func outer(_ variant: KernelVariant) {
        for (inner, columns) in [(64, 256), (16, 64), (7, 96), (1, 32)] {
            for rows in [1, 2, 30] {
                var a = Self.numbers(rows * inner, seed: 3)
                let d = Self.numbers(rows * columns, seed: 4)
                a[a.count - 1] = .nan
                let exact = KernelReference.outerProduct(a, d, inner: inner, columns: columns)
                let found = variant.panelOuterProduct(a, d, inner: inner, columns: columns)
                Closeness.expect([found], equal: [exact], "\(variant), \(inner) × \(columns)")
                #expect(found.firstIndex { $0.isNaN } == (inner - 1) * columns, "control")
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
