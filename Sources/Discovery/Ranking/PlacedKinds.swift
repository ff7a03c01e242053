internal import Crystals

/// The crystals that have a place on a rung, to tell which later ones count as the same.
///
/// Disordered crystals count as nothing else: one that goes no further must not keep an ordered one
/// from its place.
struct PlacedKinds {
    private var placed: [String: [(entry: Int, volume: Double)]] = [:]

    /// Of two crystals of one formula, space group and size of primitive cell, the volume per atom (Å³) of the one over the
    /// other from which they are two polymorphs, or one of them is strained.
    private static let volumeStep = 1.1

    /// The entry that counts as the same as `crystal`; where there is none, `crystal` takes a place.
    mutating func twin(of crystal: ScreenedCrystal, by distinct: Filters.Distinct) -> Int? {
        guard let kind = distinct.kind(of: crystal) else { return nil }
        let volume = crystal.quantities[.volumePerAtom] ?? 0
        let twin = placed[kind, default: []].first { other in
            distinct == .formula
                || max(volume, other.volume) <= Self.volumeStep * min(volume, other.volume)
        }
        if twin == nil { placed[kind, default: []].append((crystal.entry, volume)) }
        return twin?.entry
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
    var same: String {
        self == .formula ? "formula" : "formula, space group and size of primitive cell"
    }
}
