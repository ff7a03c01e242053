import TestKit
import Testing

@testable import Crystals

@Suite("Mutated files")
struct MutationTests {
    @Test(
        "A thousand mutants of each format get verdicts, and what is accepted is sound",
        arguments: FormatName.allCases)
    func mutants(name: FormatName) throws {
        var random = SplitMix64(seed: 21)
        let texts = try SampleCrystals.ordered.map { try name.format.text(of: $0) }
        let base =
            texts.map { Array($0.utf8) } + (name == .cif ? [Array(Mutation.quartz.utf8)] : [])
        var tally = InputTally()
        for index in 0..<1000 {
            let bytes = Mutation.mutant(of: base[index % base.count], &random)
            let file = index % 3 == 0 ? "mutant" : "mutant.\(name.suffix)"
            var count = 0
            for input in CrystalInputs(bytes: bytes, named: file) {
                count += 1
                tally.count(input)
                if let crystal = input.verdict.record?.crystal { checkSound(crystal) }
            }
            #expect(count > 0, "mutant \(index) was dropped")
        }
        // Both outcomes, or the mutations are too strong or too weak to tell anything.
        #expect(tally.usable > 20)
        #expect(tally.rejected > 200)
        #expect(tally.rejections.count > 5)
    }

    private func checkSound(_ crystal: Crystal) {
        #expect(crystal.lattice.isFinite && crystal.volumePerAtom >= 1)
        for site in crystal.sites {
            let p = site.position.vector
            #expect(p.x.isFinite && p.y.isFinite && p.z.isFinite)
            let total = site.species.components.map(\.occupancy).reduce(0, +)
            #expect(total > 0 && total < 1.02)
        }
    }
}
