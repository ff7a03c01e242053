public import Crystals

/// A hypothetical crystal: a prototype with elements on its roles, not yet sized.
public struct Candidate: Sendable, Identifiable {
    /// Place in the sequence of its generator.
    public let index: Int
    public let prototype: Prototype
    /// One for each of the prototype's roles, in their order.
    public let elements: [Element]

    public var decoration: [Role: Element] {
        Dictionary(uniqueKeysWithValues: zip(prototype.roles, elements))
    }

    /// Prototype and formula with the roles in order and every count written: "B4-Al1N1",
    /// "C1-Ca1F2" (fluorite), "C1-O1Li2" (antifluorite).
    public var id: String {
        let formula = zip(elements, prototype.stoichiometry).map { "\($0)\($1)" }.joined()
        return "\(prototype.id)-\(formula)"
    }

    /// "prototype B4".
    public var origin: String { "prototype \(prototype.id)" }

    /// The primitive cell at 1 Å³ per atom; see ``VolumeEstimator`` for its size.
    public var crystal: Crystal { prototype.crystal(decoratedWith: decoration) }

    /// ``crystal`` with its id and origin.
    public var record: CrystalRecord {
        CrystalRecord(id: id, crystal: crystal, source: Source(file: origin))
    }
}
