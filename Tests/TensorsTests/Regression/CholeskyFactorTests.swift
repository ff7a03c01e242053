import Crystals
import Foundation
import Testing

@testable import Tensors

@Suite("The Cholesky factor in tiles")
struct CholeskyFactorTests {
    /// exp(−|i − j|/5) + ridge on the diagonal, which is positive definite.
    private static func element(_ i: Int, _ j: Int) -> Double {
        exp(-abs(Double(i - j)) / 5) + (i == j ? 0.1 : 0)
    }

    private static func factor(_ size: Int) -> CholeskyFactor? {
        CholeskyFactor(size: size) { rows, columns in
            rows.flatMap { i in columns.map { element(i, $0) } }
        }
    }

    @Test(
        "solves A x = b, in one tile, in whole tiles, and with a part of one at the end",
        arguments: [1, 7, CholeskyFactor.side, 2 * CholeskyFactor.side, 500, 601])
    func solution(_ size: Int) throws {
        let factor = try #require(Self.factor(size))
        var generator = SplitMix64(seed: 3)
        let x = (0..<size).map { _ in Double.random(in: -1...1, using: &generator) }
        let b = (0..<size).map { i in
            (0..<size).reduce(0) { $0 + Self.element(i, $1) * x[$1] }
        }
        let found = factor.solve(b)
        #expect(found.count == size)
        for (a, b) in zip(found, x) { #expect(abs(a - b) < 1e-11) }
        #expect(zip(b, x).contains { abs($0 - $1) > 0.05 }, "control: A is not the identity")
    }

    @Test("is the factor of a matrix that is worked out by hand")
    func byHand() {
        // [[4, 2], [2, 5]] = L Lᵀ with L = [[2, 0], [1, 2]]; A x = (8, 12) for x = (1, 2).
        let a = [[4.0, 2], [2, 5]]
        let factor = CholeskyFactor(size: 2) { rows, columns in
            rows.flatMap { i in columns.map { a[i][$0] } }
        }
        #expect(factor?.solve([8, 12]) == [1, 2])
    }

    @Test("gives the same bits on any number of threads")
    func threads() throws {
        let b = (0..<700).map { sin(Double($0)) }
        let solutions = [1, 2, 5].map { count in
            Workers.withCount(count) { Self.factor(700)?.solve(b) }
        }
        #expect(solutions[0] == solutions[1] && solutions[0] == solutions[2])
        #expect(solutions[0] != nil && solutions[0] != b, "control")
    }

    @Test("gives up when it is asked to, and says how far it is")
    func givingUp() {
        var shares: [Double] = []
        let factor = CholeskyFactor(
            size: 4 * CholeskyFactor.side,
            tile: { rows, columns in rows.flatMap { i in columns.map { Self.element(i, $0) } } },
            progress: {
                shares.append($0)
                return shares.count < 3
            })
        #expect(factor == nil)
        #expect(shares.count == 3 && shares == shares.sorted() && shares[0] == 0)
        #expect(shares[2] > 0.5 && shares[2] < 1)
    }
}
