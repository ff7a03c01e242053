import Crystals

/// Crystals for inputs, from textbook lattice constants (Å).
enum SampleCrystals {
    static func element(_ symbol: String) throws -> Element {
        guard let element = Element(symbol) else { throw Unknown(symbol: symbol) }
        return element
    }

    struct Unknown: Error { let symbol: String }

    /// The primitive cell of a face-centred lattice.
    static func faceCentered(_ a: Double) -> Lattice {
        Lattice(
            a: Cartesian(0, a / 2, a / 2), b: Cartesian(a / 2, 0, a / 2),
            c: Cartesian(a / 2, a / 2, 0))
    }

    /// Diamond's and zincblende's structure.
    static func tetrahedral(_ first: String, _ second: String, a: Double) throws -> Crystal {
        Crystal(
            lattice: faceCentered(a),
            sites: [
                Site(try element(first), at: Fractional(0, 0, 0)),
                Site(try element(second), at: Fractional(0.25, 0.25, 0.25)),
            ])
    }

    static func closePacked(_ symbol: String, a: Double) throws -> Crystal {
        Crystal(
            lattice: faceCentered(a), sites: [Site(try element(symbol), at: Fractional(0, 0, 0))])
    }

    /// Wurtzite's structure, hexagonal.
    static func wurtzite(_ first: String, _ second: String, a: Double, c: Double) throws -> Crystal
    {
        let lattice = Lattice(lengths: SIMD3(a, a, c), angles: SIMD3(90, 90, 120))
        let (third, u) = (1.0 / 3, 0.375)
        return Crystal(
            lattice: lattice,
            sites: [
                Site(try element(first), at: Fractional(third, 2 * third, 0)),
                Site(try element(first), at: Fractional(2 * third, third, 0.5)),
                Site(try element(second), at: Fractional(third, 2 * third, u)),
                Site(try element(second), at: Fractional(2 * third, third, 0.5 + u)),
            ])
    }

    /// The same crystal with two lattice vectors exchanged: left-handed.
    static func mirrored(_ crystal: Crystal) -> Crystal {
        let l = crystal.lattice
        return Crystal(
            lattice: Lattice(a: l.b, b: l.a, c: l.c),
            sites: crystal.sites.map {
                Site(
                    $0.species,
                    at: Fractional($0.position.b, $0.position.a, $0.position.c))
            })
    }
}
