import TestKit

@testable import Crystals

/// Files with something wrong, or merely odd, made from sound ones.
enum Mutation {
    private static let words = [
        "nan", "1e999", "-", "", "\n", "{", "]", "\"", "'", ";", "data_", "loop_", "?", "0", "-1",
        "99999999999999999999", "\u{0}", "é", "x,y,z", "1e-400", "null", "Lattice=", ",", ":",
        "#", "_tag", "\n;\n", "\r\n",
    ]

    /// A change of a byte, a cut, a repeated or lost piece, or a word put in, once or twice.
    static func mutant(of bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
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

    /// With a number and its uncertainty, and operators.
    static let quartz = """
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
