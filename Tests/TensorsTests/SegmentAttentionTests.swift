import Crystals
import Tensors
import TestKit
import Testing

@Suite("Attention within segments")
struct SegmentAttentionTests {
    /// Operands of three segments of 3, 1 and 2 rows in two heads of 16.
    struct Operands {
        var queries: Tensor
        var keys: Tensor
        var values: Tensor
        var exponents: Tensor
        var logAmounts: [Float]
        var offsets: [Int32] = [0, 3, 4, 6]

        init(seed: UInt64) {
            var generator = SplitMix64(seed: seed)
            queries = random([6, 32], &generator, range: 2)
            keys = random([6, 32], &generator, range: 2)
            values = random([6, 32], &generator)
            exponents = Tensor([1, 0.4])
            logAmounts = random([6], &generator).scalars.map { $0 - 1 }
        }

        var output: Tensor {
            queries.attending(
                to: keys, values: values, exponents: exponents, logAmounts: logAmounts,
                segments: AttentionSegments(offsets: offsets))
        }
    }

    @Test("is the equation")
    func equation() {
        let x = Operands(seed: 3)
        let y = x.output
        for (first, end) in zip(x.offsets, x.offsets.dropFirst()) {
            for i in Int(first)..<Int(end) {
                for c in 0..<32 {
                    let expected = Self.plain(x, i, c, keys: Int(first)..<Int(end))
                    #expect(abs(Double(y.scalars[i * 32 + c]) - expected) < 2e-6)
                }
            }
        }
        #expect(y.scalars.contains { abs($0) > 0.3 }, "control")
        // A row alone in its segment sees itself only.
        #expect(y.scalars[96..<128].elementsEqual(x.values.scalars[96..<128]))
    }

    private static func plain(_ x: Operands, _ i: Int, _ c: Int, keys: Range<Int>) -> Double {
        let head = c / 16
        let scores = keys.map { j in
            let products = (0..<16).map { k in
                Double(x.queries.scalars[i * 32 + head * 16 + k])
                    * Double(x.keys.scalars[j * 32 + head * 16 + k])
            }
            return products.reduce(0, +) / 4
                + Double(x.exponents.scalars[head]) * Double(x.logAmounts[j])
        }
        let weights = scores.map { power($0) }
        let sum = zip(keys, weights).reduce(0) {
            $0 + $1.1 * Double(x.values.scalars[$1.0 * 32 + c])
        }
        return sum / weights.reduce(0, +)
    }

    /// eˣ as (1 + x/2ⁿ)^(2ⁿ) is not exact enough; a series is.
    private static func power(_ x: Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for n in 1...80 {
            term *= x / Double(n)
            sum += term
        }
        return sum
    }

    @Test("with an exponent of 1 an amount of 2 is two keys of amount 1")
    func amounts() {
        var generator = SplitMix64(seed: 5)
        let (query, key, other) = (
            random([1, 16], &generator), random([1, 16], &generator), random([1, 16], &generator)
        )
        func pooled(_ keys: [Tensor], _ amounts: [Float]) -> [Float] {
            let rows = Tensor(keys.flatMap(\.scalars), shape: [keys.count, 16])
            return query.attending(
                to: rows, values: rows, exponents: .ones([1]), logAmounts: amounts,
                segments: AttentionSegments(pooling: [0, Int32(keys.count)])
            ).scalars
        }
        let (half, whole) = (Float(-0.6931472), Float(0))
        let doubled = pooled([key, other], [whole, half])
        let twice = pooled([key, key, other], [half, half, half])
        let once = pooled([key, other], [half, half])
        #expect(zip(doubled, twice).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(zip(doubled, once).contains { abs($0 - $1) > 1e-2 }, "control")
        let vanishing = pooled([key, other], [whole, -40])
        #expect(zip(vanishing, key.scalars).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test("a segment does not know what stands beside it, bit for bit")
    func independence() {
        let x = Operands(seed: 9)
        let whole = x.output.scalars
        let alone = Tensor(Array(x.queries.scalars[128...]), shape: [2, 32]).attending(
            to: Tensor(Array(x.keys.scalars[128...]), shape: [2, 32]),
            values: Tensor(Array(x.values.scalars[128...]), shape: [2, 32]),
            exponents: x.exponents, logAmounts: Array(x.logAmounts[4...]),
            segments: AttentionSegments(offsets: [0, 2]))
        #expect(alone.scalars == Array(whole[128...]))
        #expect(Set(alone.scalars).count > 30, "control")
    }

    @Test("as many segments as threads may share give the same bits on any number of them")
    func threads() {
        var generator = SplitMix64(seed: 1)
        let count = 1000
        let (x, gain) = (random([2 * count, 16], &generator), Tensor([1]))
        let offsets = (0...count).map { Int32(2 * $0) }
        let amounts = random([2 * count], &generator).scalars
        func slopes(_ threads: Int) -> [[Float]] {
            Workers.withCount(threads) {
                let tape = Tape()
                let operands = [x, x, x, gain].map(tape.watch)
                let y = operands[0].attending(
                    to: operands[1], values: operands[2], exponents: operands[3],
                    logAmounts: amounts, segments: AttentionSegments(offsets: offsets))
                return tape.gradients(of: (y * y).sum(), for: operands).map(\.scalars) + [y.scalars]
            }
        }
        let one = slopes(1)
        #expect(one == slopes(3))
        #expect(abs(one[3][0]) > 0.1, "control")
    }

    @Test("a segment without keys gives zeros")
    func empty() {
        let y = Tensor.ones([2, 16]).attending(
            to: .ones([1, 16]), values: .ones([1, 16]), exponents: .ones([1]), logAmounts: [0],
            segments: AttentionSegments(pooling: [0, 0, 1]))
        #expect(y.scalars == [Float](repeating: 0, count: 16) + [Float](repeating: 1, count: 16))
    }
}
