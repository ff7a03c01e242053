import TestKit
import Testing

@testable import Crystals

@Suite("Mutated files")
struct MutationTests {
    private static let words = [
        "nan", "1e999", "-", "", "\n", "{", "]", "\"", "'", ";", "data_", "loop_", "?", "0", "-1",
        "99999999999999999999", "\u{0}", "é", "x,y,z", "1e-400", "null", "Lattice=", ",", ":",
    ]

    /// A change of a byte, a cut, a repeated or lost piece, or a word put in, once or twice.
    private func mutant(of bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place...)
            case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            case 3: bytes.removeSubrange(place..<end)
            default:
                let word = Self.words.randomElement(using: &random) ?? ""
                bytes.replaceSubrange(place..<min(end, place + 3), with: Array(word.utf8))
            }
        }
        return bytes
    }

    @Test(
        "A thousand mutants of each format get verdicts, and what is accepted is sound",
        arguments: FormatName.allCases)
    func mutants(name: FormatName) throws {
        var random = SplitMix64(seed: 21)
        let texts = try SampleCrystals.ordered.map { try name.format.text(of: $0) }
        let base = texts.map { Array($0.utf8) } + (name == .cif ? [Array(Self.quartz.utf8)] : [])
        var tally = InputTally()
        for index in 0..<1000 {
            let bytes = mutant(of: base[index % base.count], &random)
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

    private static let quartz = """
        data_quartz
        _cell_length_a 4.9134(2)
        _cell_length_b 4.9134(2)
        _cell_length_c 5.4052(2)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 120
        loop_
        _symmetry_equiv_pos_as_xyz
        'x,y,z'
        '-y,x-y,2/3+z'
        '-x+y,-x,1/3+z'
        'x-y,-y,1/3-z'
        '-x,-x+y,2/3-z'
        'y,x,-z'
        loop_
        _atom_site_label
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        Si1 0.4699 0 0.6667
        O1 0.4141 0.2681 0.7854

        """
}
