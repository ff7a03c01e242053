internal import Crystals
internal import Discovery
internal import Learning

/// A crystal with other elements in the place of its own, sized anew.
struct Substitution {
    let crystal: Crystal
    /// What decided the size: "cell" where nothing was put in, "network" or "radii".
    let sizedBy: String

    /// The distinct elements of ordered sites, in the order of the cell: what is replaced.
    static func roles(of crystal: Crystal) -> [Element] {
        var roles: [Element] = []
        for site in crystal.sites {
            for component in site.species.components where !roles.contains(component.element) {
                roles.append(component.element)
            }
        }
        return roles
    }

    /// - Parameter text: symbols for the roles, in their order; empty to leave them.
    init(_ text: String, in crystal: Crystal, models: [ModelPredictor]) throws {
        let symbols = text.split { $0.isWhitespace || $0 == "," }
        guard !symbols.isEmpty else {
            (self.crystal, sizedBy) = (crystal, "cell")
            return
        }
        let roles = Self.roles(of: crystal)
        let elements = try symbols.map { symbol in
            guard let element = Element(symbol) else {
                throw StepRefusal("there is no element \(symbol)")
            }
            return element
        }
        guard elements.count == roles.count else {
            let own = roles.map(\.symbol).joined(separator: " ")
            throw StepRefusal(
                "the crystal has \(roles.count) elements (\(own)); \(elements.count) were given")
        }
        let replaced = Self.replaced(
            Dictionary(uniqueKeysWithValues: zip(roles, elements)), in: crystal)
        (self.crystal, sizedBy) = try Self.sized(replaced, models)
    }

    private static func replaced(_ elements: [Element: Element], in crystal: Crystal) -> Crystal {
        let sites = crystal.sites.map { site in
            let components = site.species.components.map { component in
                Species.Component(
                    elements[component.element] ?? component.element,
                    occupancy: component.occupancy)
            }
            return Site(Species(components: components), at: site.position)
        }
        return Crystal(lattice: crystal.lattice, sites: sites)
    }

    /// At the volume that the network of volumes expects, or else radii.
    private static func sized(
        _ crystal: Crystal, _ models: [ModelPredictor]
    ) throws -> (Crystal, String) {
        let network = models.lazy.compactMap { model in
            model.properties.firstIndex { $0.name == Target.volumeName }.map {
                model.predict([crystal])[0][$0]
            }
        }.first
        if let network, network.isFinite, PredictionLimits.volumePerAtom.contains(network) {
            return (crystal.scaled(toVolumePerAtom: network), "network")
        }
        guard let sized = CovalentVolumeEstimator().sized([crystal])[0] else {
            throw StepRefusal("no volume can be given to this crystal")
        }
        return (sized, "radii")
    }
}
