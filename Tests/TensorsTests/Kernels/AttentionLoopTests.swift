import CKernels
import Crystals
import Foundation
import Tensors
import Testing

@Suite("Attention, layer normalisation and silu, in every instruction set of this machine")
struct AttentionLoopTests {
    @Test("silu and its slope are the equations", arguments: KernelVariant.all)
    func silu(_ variant: KernelVariant) {
        let x: [Float] = (0..<37).map { Float($0 - 18) * 0.7 }
        let dy: [Float] = (0..<37).map { 1 + Float($0) * 0.1 }
        let y = KernelVariant.apply(variant.table().silu, x)
        var dx = [Float](repeating: 777, count: x.count)
        variant.table().silu_gradient(x, dy, &dx, x.count)
        for (k, value) in x.map(Double.init).enumerated() {
            let s = 1 / (1 + exp(-value))
            #expect(abs(Double(y[k]) - value * s) <= 1e-6 * max(1, abs(value)))
            let slope = Double(dy[k]) * s * (1 + value * (1 - s))
            #expect(abs(Double(dx[k]) - slope) <= 4e-6)
        }
        #expect(KernelVariant.apply(variant.table().silu, [.nan])[0].isNaN)
    }

    @Test("a row is normalised to mean 0 and variance 1", arguments: KernelVariant.all)
    func normalization(_ variant: KernelVariant) {
        var generator = SplitMix64(seed: 4)
        let x = random([5, 48], &generator, range: 30).scalars
        let (gain, offset) = ([Float](repeating: 2, count: 48), [Float](repeating: 1, count: 48))
        var (y, inverse) = ([Float](repeating: 777, count: 240), [Float](repeating: 777, count: 5))
        variant.table().row_normalize(x, gain, offset, 0, &y, &inverse, 5, 48)
        for row in 0..<5 {
            let values = y[(row * 48)..<(row * 48 + 48)].map { (Double($0) - 1) / 2 }
            let mean = values.reduce(0, +) / 48
            #expect(abs(mean) < 1e-6)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 48 - 1) < 1e-5)
            // The order within a row stays.
            let original = x[(row * 48)..<(row * 48 + 48)]
            #expect((values[3] < values[7]) == (original[row * 48 + 3] < original[row * 48 + 7]))
        }
    }

    @Test("attention is the same in each set, forwards and backwards", arguments: KernelVariant.all)
    func attention(_ variant: KernelVariant) {
        let x = AttentionOperands(seed: 8)
        let (found, expected) = (x.results(variant), x.results(KernelVariant.all[0]))
        for (a, b) in zip(found, expected) {
            #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 })
            #expect(a.contains { abs($0) > 0.05 }, "control")
        }
        let shares = found[0]
        #expect(abs(shares[0] + shares[2] + shares[4] - 1) < 1e-6, "the shares of a head sum to 1")
    }

    @Test("NaN in a query reaches its output and no other's", arguments: KernelVariant.all)
    func notANumber(_ variant: KernelVariant) {
        var x = AttentionOperands(seed: 8)
        x.queries[32] = .nan
        let output = x.results(variant)[1]
        #expect(output[32..<48].allSatisfy { $0.isNaN })
        #expect((output[..<32] + output[48...]).allSatisfy { $0.isFinite })
    }
}

/// Two segments of 3 and 2 rows in two heads of 16.
private struct AttentionOperands {
    var queries: [Float]
    var keys: [Float]
    var values: [Float]
    var slopes: [Float]

    init(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        func rows() -> [Float] { random([5, 32], &generator).scalars }
        (queries, keys, values, slopes) = (rows(), rows(), rows(), rows())
    }

    /// Shares, output, and the gradients of queries, keys, values and exponents.
    func results(_ variant: KernelVariant) -> [[Float]] {
        let (offsets, pairs): ([Int32], [Int]) = ([0, 3, 5], [0, 9, 13])
        let (exponents, amounts): ([Float], [Float]) = ([1, 0.5], [-1, -0.3, -2, -0.7, -0.7])
        var (shares, output) = (zeros(26), [Float](repeating: 777, count: 160))
        var (dq, dk, dv, dg, scratch) = (zeros(160), zeros(160), zeros(160), zeros(2), zeros(6))
        offsets.withUnsafeBufferPointer { offsets in
            pairs.withUnsafeBufferPointer { pairs in
                queries.withUnsafeBufferPointer { queries in
                    keys.withUnsafeBufferPointer { keys in
                        values.withUnsafeBufferPointer { values in
                            exponents.withUnsafeBufferPointer { exponents in
                                amounts.withUnsafeBufferPointer { amounts in
                                    var operands = KBAttention(
                                        query_offsets: offsets.baseAddress,
                                        key_offsets: offsets.baseAddress,
                                        pair_offsets: pairs.baseAddress,
                                        queries: queries.baseAddress, keys: keys.baseAddress,
                                        values: values.baseAddress,
                                        exponents: exponents.baseAddress,
                                        log_amounts: amounts.baseAddress, heads: 2, width: 32,
                                        scale: 0.25)
                                    variant.table().attention(&operands, 0, 2, &shares, &output)
                                    gradient(
                                        variant, &operands, shares, &dq, &dk, &dv, &dg, &scratch)
                                }
                            }
                        }
                    }
                }
            }
        }
        return [shares, output, dq, dk, dv, dg]
    }

    private func gradient(
        _ variant: KernelVariant, _ operands: inout KBAttention, _ shares: [Float],
        _ dq: inout [Float], _ dk: inout [Float], _ dv: inout [Float], _ dg: inout [Float],
        _ scratch: inout [Float]
    ) {
        dq.withUnsafeMutableBufferPointer { dq in
            dk.withUnsafeMutableBufferPointer { dk in
                dv.withUnsafeMutableBufferPointer { dv in
                    dg.withUnsafeMutableBufferPointer { dg in
                        scratch.withUnsafeMutableBufferPointer { scratch in
                            var gradient = KBAttentionGradient(
                                queries: dq.baseAddress, keys: dk.baseAddress,
                                values: dv.baseAddress, exponents: dg.baseAddress,
                                scores: scratch.baseAddress)
                            variant.table().attention_gradient(
                                &operands, 0, 2, shares, slopes, &gradient)
                        }
                    }
                }
            }
        }
    }
}

private func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }
