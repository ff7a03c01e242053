public import Crystals

/// Crystals for tests of formats: a cubic cell, a skewed one of three elements, a mixed one.
public enum SampleCrystals {
    /// Rock salt, 8 atoms, a = 5.64 Å.
    public static let rockSalt = Crystal(
        lattice: .cubic(5.64),
        sites: [
            Site(element("Na"), at: Fractional(0, 0, 0)),
            Site(element("Na"), at: Fractional(0, 0.5, 0.5)),
            Site(element("Na"), at: Fractional(0.5, 0, 0.5)),
            Site(element("Na"), at: Fractional(0.5, 0.5, 0)),
            Site(element("Cl"), at: Fractional(0.5, 0.5, 0.5)),
            Site(element("Cl"), at: Fractional(0.5, 0, 0)),
            Site(element("Cl"), at: Fractional(0, 0.5, 0)),
            Site(element("Cl"), at: Fractional(0, 0, 0.5)),
        ])

    /// A triclinic cell in no standard frame, with positions outside the home cell.
    public static let skewed = Crystal(
        lattice: Lattice(rows: [
            SIMD3(4.1, 0.3, -0.2), SIMD3(-1.7, 5.2, 0.4), SIMD3(0.9, -1.1, 6.3),
        ]),
        sites: [
            Site(element("Ti"), at: Fractional(0.1, 0.2, 0.3)),
            Site(element("O"), at: Fractional(-0.35, 0.62, 1.0 / 3)),
            Site(element("Ba"), at: Fractional(0.55, 1.13, 0.81)),
            Site(element("O"), at: Fractional(0.77, 0.04, 0.05)),
        ])

    /// Two mixed sites, one with a vacancy.
    public static let mixed = Crystal(
        lattice: Lattice(
            lengths: SIMD3(3.1, 4.2, 5.3), angles: SIMD3(90, 101.5, 90)),
        sites: [
            Site(
                Species(components: [
                    .init(element("Fe"), occupancy: 0.625), .init(element("Mn"), occupancy: 0.375),
                ]), at: Fractional(0, 0, 0)),
            Site(
                Species(components: [.init(element("Li"), occupancy: 0.75)]),
                at: Fractional(0.5, 0.5, 0.25)),
            Site(element("S"), at: Fractional(0.5, 0, 0.625)),
        ])

    public static let ordered = [record("rock-salt", rockSalt), record("skewed", skewed)]
    public static let all = ordered + [record("mixed", mixed)]

    private static func record(_ id: String, _ crystal: Crystal) -> CrystalRecord {
        CrystalRecord(
            id: id, crystal: crystal, labels: ["K": 24.5, "e_form": -2.0625],
            source: Source(file: "sample"))
    }

    private static func element(_ symbol: String) -> Element {
        guard let element = Element(symbol) else {
            preconditionFailure("\(symbol) is no element")
        }
        return element
    }
}
