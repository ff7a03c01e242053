import Crystals
import Foundation

/// The crystals that everything is measured on.
///
/// Cells of at most 24 atoms in which every atom has twelve neighbours within 8 Å, and every
/// fourth of those with exactly 24: of the Materials Project's crystals in the data folder these
/// have 10.5 atoms on average.
enum Sample {
    private static let largestCell = 24

    /// `count` records in an order in which every leading part has nearly the same mix of sizes.
    static func records(from source: String, count: Int) throws -> [CrystalRecord] {
        let suitable = suitable(in: source)
        guard suitable.count >= count else {
            throw Failure("\(source) has \(suitable.count) suitable crystals, not \(count)")
        }
        let ranked = suitable.enumerated().sorted { a, b in
            (a.element.crystal.sites.count, a.offset) < (b.element.crystal.sites.count, b.offset)
        }
        let even = (0..<count).map { ranked[$0 * ranked.count / count].element }
        return bitReversed(count).map { even[$0] }
    }

    private static func suitable(in source: String) -> [CrystalRecord] {
        var largest = 0
        return CrystalInputs([source]).compactMap(\.verdict.record).filter { record in
            let atoms = record.crystal.sites.count
            if atoms == largestCell { largest += 1 }
            guard atoms <= largestCell, atoms < largestCell || largest % 4 == 0 else {
                return false
            }
            // The data folder's README: four formation energies below −5 eV are wrong.
            guard let energy = record.labels["e_form"], energy >= -5 else { return false }
            return CrystalGraph(record.crystal, rule: .published).edgeCount == 12 * atoms
        }
    }

    /// 0..<count in the order of the reversed bits of the index: 0, 1/2, 1/4, 3/4, 1/8, …
    private static func bitReversed(_ count: Int) -> [Int] {
        let bits = Int.bitWidth - max(1, count - 1).leadingZeroBitCount
        return (0..<(1 << bits)).map { index in
            (0..<bits).reduce(0) { $0 << 1 | (index >> $1 & 1) }
        }.filter { $0 < count }
    }
}
