public import Crystals

/// Crystals that every textbook has, in their conventional cells, with the space group that the
/// International Tables give them. Lattice constants in Å at room temperature (Wyckoff, Crystal
/// Structures, 1963); tests rely on the arrangement, not on their last digit.
public struct FamousCrystal: Sendable, CustomStringConvertible {
    public let name: String
    public let crystal: Crystal
    public let spaceGroup: Int
    public let symbol: String
    /// Sites of the primitive cell.
    public let primitiveCount: Int

    public var description: String { name }

    public static let all: [FamousCrystal] = [
        .init(
            "NaCl", cubic(5.64), face([("Na", 0, 0, 0), ("Cl", 0.5, 0.5, 0.5)]), 225, "Fm-3m", 2),
        .init("Cu", cubic(3.615), face([("Cu", 0, 0, 0)]), 225, "Fm-3m", 1),
        .init(
            "fluorite", cubic(5.463),
            face([("Ca", 0, 0, 0), ("F", 0.25, 0.25, 0.25), ("F", 0.75, 0.75, 0.75)]),
            225, "Fm-3m", 3),
        .init(
            "diamond", cubic(3.567), face([("C", 0, 0, 0), ("C", 0.25, 0.25, 0.25)]),
            227, "Fd-3m", 2),
        .init(
            "GaAs", cubic(5.653), face([("Ga", 0, 0, 0), ("As", 0.25, 0.25, 0.25)]),
            216, "F-43m", 2),
        .init("W", cubic(3.165), body([("W", 0, 0, 0)]), 229, "Im-3m", 1),
        .init("CsCl", cubic(4.123), [("Cs", 0, 0, 0), ("Cl", 0.5, 0.5, 0.5)], 221, "Pm-3m", 2),
        .init(
            "SrTiO3", cubic(3.905),
            [
                ("Sr", 0, 0, 0), ("Ti", 0.5, 0.5, 0.5), ("O", 0.5, 0.5, 0), ("O", 0.5, 0, 0.5),
                ("O", 0, 0.5, 0.5),
            ], 221, "Pm-3m", 5),
        .init(
            "Mg", hexagonal(3.209, 5.211),
            [("Mg", 1 / 3.0, 2 / 3.0, 0.25), ("Mg", 2 / 3.0, 1 / 3.0, 0.75)], 194, "P6_3/mmc", 2),
        .init(
            "graphite", hexagonal(2.464, 6.711),
            [
                ("C", 0, 0, 0.25), ("C", 0, 0, 0.75), ("C", 1 / 3.0, 2 / 3.0, 0.25),
                ("C", 2 / 3.0, 1 / 3.0, 0.75),
            ], 194, "P6_3/mmc", 4),
        .init(
            "wurtzite", hexagonal(3.250, 5.207),
            [
                ("Zn", 1 / 3.0, 2 / 3.0, 0), ("Zn", 2 / 3.0, 1 / 3.0, 0.5),
                ("O", 1 / 3.0, 2 / 3.0, 0.382), ("O", 2 / 3.0, 1 / 3.0, 0.882),
            ], 186, "P6_3mc", 4),
        .init("quartz", hexagonal(4.913, 5.405), quartz, 154, "P3_221", 9),
        .init(
            "Bi", hexagonal(4.546, 11.862),
            rhombohedral([("Bi", 0, 0, 0.234), ("Bi", 0, 0, 0.766)]),
            166, "R-3m", 2),
        .init(
            "rutile", tetragonal(4.594, 2.959),
            [
                ("Ti", 0, 0, 0), ("Ti", 0.5, 0.5, 0.5), ("O", 0.305, 0.305, 0),
                ("O", 0.695, 0.695, 0), ("O", 0.195, 0.805, 0.5), ("O", 0.805, 0.195, 0.5),
            ], 136, "P4_2/mnm", 6),
        .init("In", tetragonal(3.252, 4.946), body([("In", 0, 0, 0)]), 139, "I4/mmm", 1),
        .init(
            "Ga", Lattice(lengths: SIMD3(4.519, 7.658, 4.526), angles: right), gallium, 64, "Cmce",
            4),
    ]

    typealias Atom = (symbol: String, a: Double, b: Double, c: Double)

    private init(
        _ name: String, _ lattice: Lattice, _ atoms: [Atom], _ spaceGroup: Int, _ symbol: String,
        _ primitiveCount: Int
    ) {
        self.name = name
        crystal = Crystal(
            lattice: lattice,
            sites: atoms.compactMap { atom in
                Element(atom.symbol).map { Site($0, at: Fractional(atom.a, atom.b, atom.c)) }
            })
        self.spaceGroup = spaceGroup
        self.symbol = symbol
        self.primitiveCount = primitiveCount
    }

    private static let right = SIMD3(90.0, 90, 90)

    private static func cubic(_ a: Double) -> Lattice { .cubic(a) }

    private static func tetragonal(_ a: Double, _ c: Double) -> Lattice {
        Lattice(lengths: SIMD3(a, a, c), angles: right)
    }

    private static func hexagonal(_ a: Double, _ c: Double) -> Lattice {
        Lattice(lengths: SIMD3(a, a, c), angles: SIMD3(90, 90, 120))
    }

    private static func repeated(
        _ atoms: [Atom], _ centrings: [(Double, Double, Double)]
    ) -> [Atom] {
        atoms.flatMap { atom in
            centrings.map { (atom.symbol, atom.a + $0.0, atom.b + $0.1, atom.c + $0.2) }
        }
    }

    private static func face(_ atoms: [Atom]) -> [Atom] {
        repeated(atoms, [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)])
    }

    private static func body(_ atoms: [Atom]) -> [Atom] {
        repeated(atoms, [(0, 0, 0), (0.5, 0.5, 0.5)])
    }

    private static func rhombohedral(_ atoms: [Atom]) -> [Atom] {
        let third = 1 / 3.0
        return repeated(
            atoms, [(0, 0, 0), (2 * third, third, third), (third, 2 * third, 2 * third)])
    }

    /// Si on 3a and O on 6c of P3_2 21 (the general position of the International Tables).
    private static let quartz: [Atom] = {
        let third = 1 / 3.0
        let (x, y, z) = (0.4133, 0.2672, 0.7855)
        return [
            ("Si", 0.4697, 0, 2 * third), ("Si", 0, 0.4697, third), ("Si", -0.4697, -0.4697, 0),
            ("O", x, y, z), ("O", -y, x - y, z + 2 * third), ("O", -x + y, -x, z + third),
            ("O", y, x, -z), ("O", x - y, -y, third - z), ("O", -x, -x + y, 2 * third - z),
        ]
    }()

    /// 8f of Cmce.
    private static let gallium: [Atom] = {
        let (y, z) = (0.1539, 0.0810)
        let atoms: [Atom] = [
            ("Ga", 0, y, z), ("Ga", 0, 0.5 - y, z + 0.5), ("Ga", 0, y + 0.5, 0.5 - z),
            ("Ga", 0, -y, -z),
        ]
        return repeated(atoms, [(0, 0, 0), (0.5, 0.5, 0)])
    }()
}
