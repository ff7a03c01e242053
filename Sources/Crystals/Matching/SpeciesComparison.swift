/// When two sites may stand for each other.
public enum SpeciesComparison: String, Hashable, Sendable, CaseIterable {
    /// The same elements with the same occupancies.
    case equal
    /// The elements of the one are among those of the other: an ordered crystal is then like a
    /// disordered one of the same composition.
    case overlapping
    /// The same occupancies, whatever the elements: a decoration of the same disordered prototype.
    case occupancies
    /// Any two sites: the arrangement alone.
    case anything

    /// Occupancies that differ by no more are the same.
    private static let occupancyTolerance = 1e-8

    func allows(_ p: Species, _ q: Species) -> Bool {
        switch self {
        case .equal: Self.areEqual(p, q)
        case .overlapping: Self.isOverlapping(p, q)
        case .occupancies:
            Self.areEqual(
                p.components.map(\.occupancy).sorted(), q.components.map(\.occupancy).sorted())
        case .anything: true
        }
    }

    private static func areEqual(_ p: Species, _ q: Species) -> Bool {
        if case .element(let element) = p, case .element(let other) = q { return element == other }
        let (p, q) = (p.components, q.components)
        return p.map(\.element) == q.map(\.element)
            && areEqual(p.map(\.occupancy), q.map(\.occupancy))
    }

    private static func areEqual(_ p: [Double], _ q: [Double]) -> Bool {
        p.count == q.count && zip(p, q).allSatisfy { abs($0 - $1) <= occupancyTolerance }
    }

    private static func isOverlapping(_ p: Species, _ q: Species) -> Bool {
        let (p, q) = (Set(p.components.map(\.element)), Set(q.components.map(\.element)))
        return p.isSubset(of: q) || q.isSubset(of: p)
    }

    /// Whether crystals of other proportions of the elements can be matched at all.
    var ignoresComposition: Bool { self == .occupancies || self == .anything }
}
