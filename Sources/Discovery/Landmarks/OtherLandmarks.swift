internal import Crystals

private let elementHardness = "spread of tabulated Vickers numbers of the elements"

extension Landmark {
    static let oxides: [Landmark] = [
        Landmark(
            "α-Al2O3", "D5_1", "Al O", cell: .hexagonal(a: 4.7589, c: 12.991), density: 3.987,
            .collected(19...20, 3...5)),
        Landmark(
            "MgO", "B1", "Mg O", cell: .cubic(4.2112), density: 3.58, .collected(4...9, 1.9...2)),
        Landmark(
            "BeO", "B4", "Be O", cell: .hexagonal(a: 2.698, c: 4.377), density: 3.01),
        Landmark(
            "stishovite", "C4", "Si O", cell: .tetragonal(a: 4.1797, c: 2.6669), density: 4.29,
            points: [1: Fractional(0.3061, 0.3061, 0)],
            .collected(29...33)),
        Landmark(
            "rutile", "C4", "Ti O", cell: .tetragonal(a: 4.5937, c: 2.9587), density: 4.25,
            points: [1: Fractional(0.3048, 0.3048, 0)]),
        Landmark("anatase", "C5", "Ti O", cell: .tetragonal(a: 3.785, c: 9.514), density: 3.9),
        Landmark("c-ZrO2", "C1", "Zr O", cell: .cubic(5.09), density: 6.2),
        Landmark("UO2", "C1", "U O", cell: .cubic(5.4704), density: 10.97),
        Landmark(
            "spinel", "H1_1", "Mg Al O", cell: .cubic(8.083), density: 3.58,
            .collected(12...16, 1.5...2)),
        Landmark("SrTiO3", "E2_1", "Sr Ti O", cell: .cubic(3.905), density: 5.12),
    ]

    static let semiconductors: [Landmark] = [
        Landmark(
            "Si", "A4", "Si", cell: .cubic(5.431), density: 2.329,
            .collected(12...12, 0.8...0.95)),
        Landmark(
            "Ge", "A4", "Ge", cell: .cubic(5.6579), density: 5.323,
            .collected(8.8...11, 0.5...0.6)),
        Landmark(
            "GaAs", "B3", "Ga As", cell: .cubic(5.6533), density: 5.317,
            .collected(7...7.5, 0.44...0.44)),
        Landmark("GaP", "B3", "Ga P", cell: .cubic(5.4505), density: 4.138),
        Landmark("InP", "B3", "In P", cell: .cubic(5.8687), density: 4.81),
        Landmark("ZnS", "B3", "Zn S", cell: .cubic(5.4093), density: 4.09),
    ]

    static let salts: [Landmark] = [
        Landmark(
            "NaCl", "B1", "Na Cl", cell: .cubic(5.6402), density: 2.165,
            .collected(0.2...0.2, 0.2...0.2)),
        Landmark("KCl", "B1", "K Cl", cell: .cubic(6.2931), density: 1.984),
        Landmark("LiF", "B1", "Li F", cell: .cubic(4.027), density: 2.64),
        Landmark("CaF2", "C1", "Ca F", cell: .cubic(5.4626), density: 3.18),
    ]

    /// Metals: the elastic models of hardness fail on them, which is why they stand in the diagram.
    static let metals: [Landmark] = [
        metal("W", "A2", .cubic(3.1652), density: 19.25, hardness: 3.4...4.6),
        metal("Mo", "A2", .cubic(3.147), density: 10.28, hardness: 1.4...2.7),
        metal("Ta", "A2", .cubic(3.303), density: 16.65, hardness: 0.87...1.2),
        metal("Cr", "A2", .cubic(2.8848), density: 7.19, hardness: 1.06...1.06),
        metal("Fe", "A2", .cubic(2.8665), density: 7.874, hardness: 0.61...0.61),
        metal("Ni", "A1", .cubic(3.524), density: 8.908, hardness: 0.64...0.64),
        metal("Cu", "A1", .cubic(3.6149), density: 8.96, hardness: 0.34...0.37),
        metal("Al", "A1", .cubic(4.0495), density: 2.70, hardness: 0.16...0.35),
        metal("Au", "A1", .cubic(4.0782), density: 19.3, hardness: 0.19...0.22),
        metal("Pt", "A1", .cubic(3.9242), density: 21.45, hardness: 0.4...0.55),
        metal("Ir", "A1", .cubic(3.839), density: 22.56, hardness: 1.76...2.2),
        metal("Os", "A3", .hexagonal(a: 2.7344, c: 4.3173), density: 22.59, hardness: nil),
        metal("Re", "A3", .hexagonal(a: 2.761, c: 4.4576), density: 21.02, hardness: nil),
        metal("Ti", "A3", .hexagonal(a: 2.9508, c: 4.6855), density: 4.506, hardness: 0.83...3.4),
        metal("Mg", "A3", .hexagonal(a: 3.2094, c: 5.2107), density: 1.738, hardness: nil),
        metal("Be", "A3", .hexagonal(a: 2.2858, c: 3.5843), density: 1.85, hardness: 1.67...1.67),
    ]

    private static func metal(
        _ symbol: String, _ prototype: String, _ cell: PrototypeCell, density: Double,
        hardness: ClosedRange<Double>?
    ) -> Landmark {
        Landmark(
            symbol, prototype, symbol, cell: cell, density: density,
            hardness.map { .reported($0, by: elementHardness) })
    }
}
