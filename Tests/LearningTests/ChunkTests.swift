import Crystals
import Learning
import TestKit
import Testing

@Suite("A prediction does not depend on what is predicted beside it")
struct ChunkTests {
    /// 150 crystals of 1 to 24 atoms: pieces of 64 and a rest, products of 1 to some 800 rows.
    static let crystals: [Crystal] = {
        var generator = SplitMix64(seed: 77)
        let famous = FamousCrystal.all.map(\.crystal)
        let others = (0..<(150 - famous.count)).map { k in
            famous[k % famous.count].supercell(1 + k % 2, 1, 1 + k % 3)
        }
        return (famous + others).shuffled(using: &generator)
    }()

    @Test("alone, among few and among many, bit for bit")
    func chunks() {
        let suite = ModelSuite(InvarianceTests.models)
        let together = suite.predict(Self.crystals)
        #expect(Set(together.map { $0[0] }).count > 20, "control: the predictions differ")
        for size in [1, 2, 3, 7, 65] {
            let parts = stride(from: 0, to: Self.crystals.count, by: size).flatMap { first in
                suite.predict(
                    Array(Self.crystals[first..<min(first + size, Self.crystals.count)]))
            }
            let differing = zip(parts, together).filter { $0 != $1 }
            #expect(differing.isEmpty, "\(differing.count) of \(parts.count) in chunks of \(size)")
        }
    }
}
