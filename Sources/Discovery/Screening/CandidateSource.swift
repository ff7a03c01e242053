internal import Crystals
internal import Foundation

/// The hypothetical crystals of a generator as the inputs of a run.
public struct CandidateSource: ScreeningSource {
    private let generator: CandidateGenerator

    public init(_ generator: CandidateGenerator) { self.generator = generator }

    public func count() -> Int? { generator.count }

    public func entries(from first: Int) -> ScreeningEntries {
        var rest = generator[min(first, generator.count)...].makeIterator()
        return ScreeningEntries {
            rest.next().map { candidate in
                // The prototype's own group: another decoration keeps it unless two roles get one
                // element, which no rule allows.
                ScreeningEntry(
                    id: candidate.id, origin: candidate.origin,
                    content: .unsized(
                        candidate.crystal, spaceGroup: candidate.prototype.spaceGroupName))
            }
        }
    }
}

extension Prototype {
    /// The prototype's space group by number and symbol.
    fileprivate var spaceGroupName: SpaceGroupName? { Self.spaceGroupNames[id] }

    /// spglib's names for all prototypes, at a size where its tolerance is a small part of a bond.
    private static let spaceGroupNames: [String: SpaceGroupName] = {
        var names: [String: SpaceGroupName] = [:]
        for prototype in Prototype.all {
            let elements = Element.all.prefix(prototype.roles.count)
            let decoration = Dictionary(uniqueKeysWithValues: zip(prototype.roles, elements))
            var crystal = prototype.crystal(decoratedWith: decoration)
            crystal.lattice = crystal.lattice.scaled(by: cbrt(10 / crystal.volumePerAtom))
            names[prototype.id] = crystal.spaceGroupName
        }
        return names
    }()
}
