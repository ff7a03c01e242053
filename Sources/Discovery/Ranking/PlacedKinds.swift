internal import Crystals

/// The crystals that have a place on a rung, to tell which later ones count as the same.
///
/// Disordered crystals count as nothing else: one that goes no further must not keep an ordered one
/// from its place.
struct PlacedKinds {
    private var placed: [String: [(entry: Int, volume: Double)]] = [:]
    /// Of crystals that had to be compared, by entry.
    private var cells: [Int: MatchingCell] = [:]
    private let matcher = StructureMatcher()

    /// Of two crystals of one formula, space group and size of primitive cell, the volume per atom (Å³) of the one over the
    /// other from which they are two polymorphs, or one of them is strained.
    private static let volumeStep = 1.1

    /// The entry that counts as the same as `crystal`; where there is none, `crystal` takes a place.
    ///
    /// - Parameter structure: of an entry, asked for only where all else agrees: in P 1, formula, size of
    ///   cell and volume say little. Where a structure is not known, what agrees counts as the same.
    mutating func twin(
        of crystal: ScreenedCrystal, by distinct: Filters.Distinct,
        structure: (Int) throws -> Crystal?
    ) rethrows -> Int? {
        guard let kind = distinct.kind(of: crystal) else { return nil }
        let volume = crystal.quantities[.volumePerAtom] ?? 0
        for other in placed[kind, default: []] {
            if distinct == .formula { return other.entry }
            guard max(volume, other.volume) <= Self.volumeStep * min(volume, other.volume) else {
                continue
            }
            if try areSame(other.entry, crystal.entry, structure) { return other.entry }
        }
        placed[kind, default: []].append((crystal.entry, volume))
        return nil
    }

    private mutating func areSame(
        _ entry: Int, _ other: Int, _ structure: (Int) throws -> Crystal?
    ) rethrows -> Bool {
        guard let a = try cell(of: entry, structure), let b = try cell(of: other, structure) else {
            return true
        }
        return matcher.matches(a, b) || matcher.matches(b, a)
    }

    private mutating func cell(
        of entry: Int, _ structure: (Int) throws -> Crystal?
    ) rethrows -> MatchingCell? {
        if let known = cells[entry] { return known }
        guard let crystal = try structure(entry), !crystal.sites.isEmpty else { return nil }
        let cell = matcher.cell(of: crystal)
        cells[entry] = cell
        return cell
    }
}

extension Filters.Distinct {
    /// What crystals that count as the same have in common; nil if none do.
    fileprivate func kind(of crystal: ScreenedCrystal) -> String? {
        guard crystal.isOrdered else { return nil }
        return switch self {
        case .no: nil
        case .formula: crystal.formula
        // Without a space group nothing says that two crystals are the same.
        case .formulaAndSpaceGroup:
            crystal.spaceGroup.map {
                "\(crystal.formula) \($0.number) \(crystal.primitiveSites)"
            }
        }
    }

    /// What such crystals have in common, in words.
    var same: String { self == .formula ? "formula" : "formula, space group and structure" }
}
