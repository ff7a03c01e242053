internal import Crystals
internal import Discovery

/// A well-known crystal to begin with, by the name that the page shows.
struct KnownCrystal: Sendable {
    let id: String
    let crystal: Crystal
    let prototype: Prototype
    /// Where cell and coordinates come from.
    let source: String
    /// nil for a crystal that is no landmark of hardness.
    let landmark: Landmark?

    static let all: [KnownCrystal] = named.compactMap { id, landmark in
        landmark.isEmpty ? caesiumChloride : KnownCrystal(id, landmark)
    }

    static var ids: [String] { all.map(\.id) }

    static func named(_ id: String) -> KnownCrystal? { all.first { $0.id == id } }

    /// Names of the practical, and of the landmark that each is; the one without stands for itself.
    private static let named: [(id: String, landmark: String)] = [
        ("diamond", "diamond"), ("graphite", "graphite"), ("copper", "Cu"), ("tungsten", "W"),
        ("rock-salt", "NaCl"), ("caesium-chloride", ""), ("zinc-blende", "ZnS"),
        ("wurtzite", "AlN"), ("tungsten-carbide", "WC"), ("fluorite", "CaF2"),
        ("rutile", "rutile"), ("perovskite", "SrTiO3"), ("corundum", "α-Al2O3"),
        ("spinel", "spinel"), ("titanium-diboride", "TiB2"),
    ]

    private init?(_ id: String, _ name: String) {
        guard let landmark = Landmark.named(name), let type = Prototype.named(landmark.prototype)
        else { return nil }
        (self.id, self.landmark, prototype) = (id, landmark, type)
        (crystal, source) = (landmark.crystal, landmark.source)
    }

    private init(_ id: String, _ prototype: Prototype, _ elements: [Role: Element]) {
        (self.id, self.prototype, landmark) = (id, prototype, nil)
        crystal = prototype.crystal(decoratedWith: elements, cell: prototype.cell)
        source = prototype.parameterSource
    }

    private static var caesiumChloride: KnownCrystal? {
        guard let type = Prototype.named("B2"), let caesium = Element("Cs"),
            let chlorine = Element("Cl"), type.roles.count == 2
        else { return nil }
        let elements = Dictionary(uniqueKeysWithValues: zip(type.roles, [caesium, chlorine]))
        return KnownCrystal("caesium-chloride", type, elements)
    }
}
