public import Crystals

/// Whether the distances in a sized crystal are those of a material.
public enum Plausibility: Hashable, Sendable {
    case plausible
    /// Two atoms stand inside one another.
    case overlapping(Contact)
    /// An atom of this element touches nothing.
    case isolated(Element)

    /// Contact over sum of covalent radii. Of the atoms of 2,500 crystals of the Materials Project
    /// 99.8 % lie between 0.80 and 1.42; the bounds stand off from that, for a candidate's cell
    /// is only a first guess.
    public static let bounds = 0.7...1.6

    public init(of crystal: Crystal) {
        let contacts = Contact.tightest(in: crystal, reach: Self.bounds.upperBound)
        self = .plausible
        for (site, contact) in zip(crystal.sites, contacts) {
            guard let contact else {
                self = site.species.components.first.map { .isolated($0.element) } ?? self
                continue
            }
            if contact.ratio < Self.bounds.lowerBound {
                self = .overlapping(contact)
                return
            }
        }
    }

    public var isPlausible: Bool { self == .plausible }

    /// A sentence for the table of results; nil for a plausible crystal.
    public var reason: String? {
        switch self {
        case .plausible: nil
        case .overlapping(let contact):
            "\(contact.first) and \(contact.second) overlap: \(contact.summary)"
        case .isolated(let element):
            "\(element) is isolated: every neighbour is further than \(Self.bounds.upperBound) "
                + "times the sum of the covalent radii"
        }
    }
}

extension Contact {
    /// "1.02 Å apart, 0.61 of the sum of their covalent radii".
    fileprivate var summary: String {
        "\(rounded(distance)) Å apart, \(rounded(ratio)) of the sum of their covalent radii"
    }

    private func rounded(_ value: Double) -> Double { (100 * value).rounded() / 100 }
}
