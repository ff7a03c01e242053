import TestKit
import Testing

@testable import Crystals

@Suite("The quick look at distances")
struct DistanceScreenTests {
    /// What the examiner says, in words; "" where it says nothing.
    private func words(_ crystal: Crystal) -> String {
        do {
            return try DistanceExaminer(crystal).findings().map(\.description).joined()
        } catch {
            return error.description
        }
    }

    @Test("Every crystal of the textbooks is clear, on any cell")
    func famous() {
        var random = SplitMix64(seed: 3)
        for famous in FamousCrystal.all {
            #expect(DistanceScreen.isClear(famous.crystal), "\(famous.name)")
            let cell = RandomCrystals.unimodular(shears: 1, using: &random)
            let other = famous.crystal.supercell(cell)
            #expect(DistanceScreen.isClear(other), "\(famous.name) on \(cell)")
        }
    }

    @Test("Of a crystal that is clear the examiner has nothing to say")
    func agreement() {
        var random = SplitMix64(seed: 5)
        var (clear, told, missed) = (0, 0, 0)
        for index in 0..<3000 {
            let base: Crystal
            if index % 3 == 0 {
                let elements = [[1, 8], [3, 9], [6, 7, 14], [18], [55, 17, 8]][index % 5]
                base = RandomCrystals.any(
                    count: Int.random(in: 1...12, using: &random), edges: 2...11,
                    elements: elements, using: &random)
            } else {
                base = FamousCrystal.all[index % FamousCrystal.all.count].crystal
            }
            let factor = Double.random(in: 0.2...6, using: &random)
            let crystal = base.scaled(toVolumePerAtom: factor * base.volumePerAtom)
            let words = words(crystal)
            if DistanceScreen.isClear(crystal) {
                #expect(words == "", "\(words)")
                clear += 1
            } else if words.isEmpty {
                missed += 1
            } else {
                told += 1
            }
        }
        // All three come up, and what is clear is rarely missed.
        #expect(clear > 300 && told > 1000)
        #expect(missed < clear, "\(missed) of \(clear + missed) that are clear were missed")
    }

    @Test("Large and mixed crystals are left to the examiner")
    func refused() {
        #expect(!DistanceScreen.isClear(SampleCrystals.mixed))
        #expect(DistanceScreen.isClear(SampleCrystals.rockSalt))
        #expect(!DistanceScreen.isClear(SampleCrystals.rockSalt.supercell(3, 3, 1)))
    }
}
