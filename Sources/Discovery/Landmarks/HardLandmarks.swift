internal import Crystals

private let pierson = "Pierson, Handbook of Refractory Carbides and Nitrides (1996)"
private let collection = "VickersHardnessPrediction's collection of measurements"

extension Landmark {
    /// Carbon, boron nitride and the boron-rich solids.
    static let superhard: [Landmark] = [
        Landmark(
            "diamond", "A4", "C", cell: .cubic(3.567), density: 3.515,
            .collected(60...120, 5.3...6.7)),
        Landmark(
            "lonsdaleite", "lonsdaleite", "C", cell: .hexagonal(a: 2.51, c: 4.12), density: 3.52),
        Landmark(
            "c-BN", "B3", "B N", cell: .cubic(3.615), density: 3.487, .collected(62...66, 2.8...5)),
        Landmark(
            "w-BN", "B4", "B N", cell: .hexagonal(a: 2.553, c: 4.228), density: 3.47,
            .collected(50...60)),
        Landmark("BC2N", "BC2N", "B N C", cell: nil),
        Landmark(
            "B4C", "B4C", "B C", cell: nil, density: 2.52, .collected(28...38, 2.9...3.7)),
        Landmark(
            "B6O", "B6O", "B O", cell: nil, density: 2.58,
            .reported(
                31...45, by: "Rizzo et al. 1962 to He et al., Appl. Phys. Lett. 81, 643 (2002)")),
        Landmark("α-B", "alpha-B", "B", cell: .hexagonal(a: 4.908, c: 12.567), density: 2.46),
        Landmark("BP", "B3", "B P", cell: .cubic(4.538), density: 2.97),
        Landmark("BAs", "B3", "B As", cell: .cubic(4.777), density: 5.22),
        Landmark(
            "graphite", "A9", "C", cell: .hexagonal(a: 2.464, c: 6.711), density: 2.26),
        Landmark("h-BN", "B_k", "B N", cell: .hexagonal(a: 2.504, c: 6.661), density: 2.28),
    ]

    /// Borides of the metals.
    static let borides: [Landmark] = [
        Landmark(
            "TiB2", "C32", "Ti B", cell: .hexagonal(a: 3.028, c: 3.228), density: 4.52,
            .reported(19...31, 5.7...6.7, by: "Munro, J. Res. NIST 105, 709 (2000)")),
        Landmark(
            "ZrB2", "C32", "Zr B", cell: .hexagonal(a: 3.169, c: 3.530), density: 6.09,
            .reported(
                21...25, 3.5...5, by: "Fahrenholtz et al., J. Am. Ceram. Soc. 90, 1347 (2007)")),
        Landmark(
            "HfB2", "C32", "Hf B", cell: .hexagonal(a: 3.142, c: 3.476), density: 11.2,
            .reported(28...28, by: "Fahrenholtz et al., J. Am. Ceram. Soc. 90, 1347 (2007)")),
        Landmark("CrB2", "C32", "Cr B", cell: .hexagonal(a: 2.969, c: 3.066), density: 5.2),
        Landmark(
            "ReB2", "ReB2", "Re B", cell: .hexagonal(a: 2.900, c: 7.478), density: 12.7,
            .reported(26...48, by: "Chung et al., Science 316, 436 (2007), 4.9 N and 0.49 N")),
        Landmark(
            "OsB2", "RuB2", "Os B", cell: .orthorhombic(a: 2.872, b: 4.684, c: 4.076),
            density: 12.8,
            .reported(
                20...37,
                by: "Cumberland et al., JACS 127, 7264 (2005); Hebbache et al. 2006, small load")),
        Landmark("RuB2", "RuB2", "Ru B", cell: nil),
        Landmark(
            "CrB", "B33", "Cr B", cell: .orthorhombic(a: 2.969, b: 7.858, c: 2.932), density: 6.1),
        Landmark("CrB4", "CrB4", "Cr B", cell: nil),
        Landmark("WB", "B_g", "W B", cell: .tetragonal(a: 3.115, c: 16.93), density: 15.7),
        Landmark("FeB", "B27", "Fe B", cell: nil),
        Landmark("CaB6", "D2_1", "Ca B", cell: .cubic(4.145), density: 2.45),
        Landmark("MoAlB", "MoAlB", "Mo Al B", cell: nil),
    ]

    /// Carbides and nitrides.
    static let carbidesAndNitrides: [Landmark] = [
        Landmark(
            "WC", "B_h", "W C", cell: .hexagonal(a: 2.906, c: 2.837), density: 15.63,
            .collected(22...30, 6...8)),
        Landmark(
            "3C-SiC", "B3", "Si C", cell: .cubic(4.3596), density: 3.21,
            .collected(26...34, 3.1...4)),
        Landmark("6H-SiC", "B6", "Si C", cell: .hexagonal(a: 3.081, c: 15.117), density: 3.21),
        Landmark("2H-SiC", "B4", "Si C", cell: .hexagonal(a: 3.076, c: 5.048), density: 3.21),
        Landmark(
            "TiC", "B1", "Ti C", cell: .cubic(4.3276), density: 4.93, .collected(25...32, 2...3)),
        Landmark(
            "ZrC", "B1", "Zr C", cell: .cubic(4.693), density: 6.65,
            .reported(22...25.9, by: "\(pierson); \(collection)")),
        Landmark(
            "HfC", "B1", "Hf C", cell: .cubic(4.6395), density: 12.67,
            .reported(15...26.1, by: "\(pierson); \(collection)")),
        Landmark(
            "VC", "B1", "V C", cell: .cubic(4.166), density: 5.77,
            .reported(23.1...27.2, by: "\(pierson); \(collection)")),
        Landmark(
            "NbC", "B1", "Nb C", cell: .cubic(4.470), density: 7.8,
            .reported(19.6...19.6, by: pierson)),
        Landmark(
            "TaC", "B1", "Ta C", cell: .cubic(4.455), density: 14.5,
            .reported(16.7...23.6, by: "\(pierson); \(collection)")),
        Landmark(
            "TiN", "B1", "Ti N", cell: .cubic(4.242), density: 5.40,
            .reported(18...21, by: pierson)),
        Landmark(
            "ZrN", "B1", "Zr N", cell: .cubic(4.578), density: 7.3,
            .reported(15.8...15.8, by: pierson)),
        Landmark(
            "HfN", "B1", "Hf N", cell: .cubic(4.525), density: 13.8,
            .reported(16.3...19.5, by: "\(pierson); \(collection)")),
        Landmark("CrN", "B1", "Cr N", cell: .cubic(4.149), density: 6.14),
        Landmark(
            "β-Si3N4", "beta-Si3N4", "Si N", cell: .hexagonal(a: 7.604, c: 2.9075), density: 3.19,
            .collected(14...18, 5...8)),
        Landmark(
            "α-Si3N4", "alpha-Si3N4", "Si N", cell: .hexagonal(a: 7.754, c: 5.622), density: 3.18),
        Landmark(
            "γ-Si3N4", "gamma-Si3N4", "Si N", cell: .cubic(7.738), density: 3.93,
            .reported(
                30...43, by: "Jiang et al. 2001, Zerr et al. 2002, Tanaka et al. 2002")),
        Landmark(
            "AlN", "B4", "Al N", cell: .hexagonal(a: 3.111, c: 4.978), density: 3.26,
            .collected(10...13, 2.5...3.5)),
        Landmark(
            "GaN", "B4", "Ga N", cell: .hexagonal(a: 3.189, c: 5.185), density: 6.15,
            .reported(10...14, 0.69...0.89, by: "Drory et al., Appl. Phys. Lett. 69, 4044 (1996)")),
        Landmark(
            "Ti3SiC2", "Ti3SiC2", "Ti Si C", cell: .hexagonal(a: 3.0665, c: 17.671), density: 4.53,
            .reported(
                3...4, 8...9.5,
                by: "Barsoum and El-Raghy 1996; Gilbert et al., Scripta Mater. 2000; \(collection)")
        ),
        Landmark("Cr2AlC", "Cr2AlC", "Cr Al C", cell: nil),
        Landmark("Cr3C2", "D5_10", "Cr C", cell: nil),
    ]
}
