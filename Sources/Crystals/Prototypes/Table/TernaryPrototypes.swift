/// Ternary structure types.
///
/// Facts only: space group, Wyckoff positions and parameters, each with the crystal they describe.
/// "Materials Project" means its PBE cell (CC BY 4.0), brought to the standard setting by spglib.
extension Prototype {
    static let ternary: [Prototype] = [
        Prototype(
            "L2_1", "Heusler", "Cu2MnAl", "cF16", 225, .cubic(5.7077),
            [
                .init(.a, "8c", 0.25, 0.25, 0.25),
                .init(.b, "4b", 0.0, 0.0, 0.5),
                .init(.c, "4a", 0.0, 0.0, 0.0),
            ],
            from: "Fe2VAl, Materials Project mp-5778"),
        Prototype(
            "C1_b", "half-Heusler", "MgAgAs", "cF12", 216, .cubic(6.24),
            [
                .init(.a, "4c", 0.25, 0.25, 0.25),
                .init(.b, "4a", 0.0, 0.0, 0.0),
                .init(.c, "4b", 0.5, 0.5, 0.5),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "E2_1", "perovskite", "CaTiO3", "cP5", 221, .cubic(3.795),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.b, "1b", 0.5, 0.5, 0.5),
                .init(.x, "3c", 0.0, 0.5, 0.5),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "H1_1", "spinel", "MgAl2O4", "cF56", 227, .cubic(8.1707),
            [
                .init(.a, "8b", 0.0, 0.0, 0.5),
                .init(.b, "16c", 0.125, 0.125, 0.125),
                .init(.x, "32e", 0.1386, 0.1386, 0.3614),
            ],
            from: "MgAl2O4, Materials Project mp-3536"),
        Prototype(
            "E1_1", "chalcopyrite", "CuFeS2", "tI16", 122, .tetragonal(a: 5.289, c: 10.423),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.b, "4b", 0.0, 0.0, 0.5),
                .init(.x, "8d", 0.25, 0.25, 0.125),
            ],
            from:
                "ideal anion place x = ¼, between like cations; cell of CuFeS2, recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"
        ),
        Prototype(
            "E2_2", "ilmenite", "FeTiO3", "hR30", 148, .hexagonal(a: 5.1689, c: 14.1139),
            [
                .init(.a, "6c", 0.0, 0.0, 0.3553),
                .init(.b, "6c", 0.0, 0.0, 0.1462),
                .init(.x, "18f", 0.3457, 0.0388, 0.0877),
            ],
            from: "FeTiO3, Materials Project mp-19417"),
        Prototype(
            "F5_1", "alpha sodium ferrite", "NaFeO2", "hR12", 166, .hexagonal(a: 3.025, c: 16.094),
            [
                .init(.a, "3a", 0.0, 0.0, 0.0),
                .init(.b, "3b", 0.0, 0.0, 0.5),
                .init(.x, "6c", 0.0, 0.0, 0.234),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "K2NiF4", "potassium nickel fluoride", "K2NiF4", "tI14", 139,
            .tetragonal(a: 3.9277, c: 12.6828),
            [
                .init(.a, "4e", 0.0, 0.0, 0.3547),
                .init(.b, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4c", 0.0, 0.5, 0.0),
                .init(.x, "4e", 0.0, 0.0, 0.1582),
            ],
            from: "Sr2TiO4, Materials Project mp-5532"),
        Prototype(
            "E0_1", "matlockite", "PbFCl", "tP6", 129, .tetragonal(a: 4.156, c: 7.3371),
            [
                .init(.a, "2c", 0.5, 0.0, 0.2061),
                .init(.x, "2a", 0.0, 0.0, 0.0),
                .init(.y, "2c", 0.0, 0.5, 0.3508),
            ],
            from: "PbClF, Materials Project mp-22964"),
        Prototype(
            "Cr2AlC", "MAX 211", "Cr2AlC", "hP8", 194, .hexagonal(a: 2.843, c: 12.708),
            [
                .init(.a, "4f", 0.333333, 0.666667, 0.0847),
                .init(.b, "2d", 0.666667, 0.333333, 0.25),
                .init(.x, "2a", 0.0, 0.0, 0.0),
            ],
            from: "Cr2AlC, Materials Project mp-9956"),
        Prototype(
            "Ti3SiC2", "MAX 312", "Ti3SiC2", "hP12", 194, .hexagonal(a: 3.0751, c: 17.7359),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "4f", 0.666667, 0.333333, 0.1349),
                .init(.b, "2b", 0.0, 0.0, 0.25),
                .init(.x, "4f", 0.333333, 0.666667, 0.0723),
            ],
            from: "Ti3SiC2, Materials Project mp-5659"),
        Prototype(
            "Ti4AlN3", "MAX 413", "Ti4AlN3", "hP16", 194, .hexagonal(a: 2.9949, c: 23.4961),
            [
                .init(.a, "4e", 0.0, 0.0, 0.1545),
                .init(.a, "4f", 0.333333, 0.666667, 0.054),
                .init(.b, "2c", 0.333333, 0.666667, 0.25),
                .init(.x, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4f", 0.666667, 0.333333, 0.1057),
            ],
            from: "Ti4AlN3, Materials Project mp-568934"),
        Prototype(
            "MoAlB", "MAB 222", "MoAlB", "oC12", 63,
            .orthorhombic(a: 3.2276, b: 14.0292, c: 3.1132),
            [
                .init(.a, "4c", 0.0, 0.0894, 0.25),
                .init(.b, "4c", 0.0, 0.3015, 0.25),
                .init(.x, "4c", 0.0, 0.4667, 0.25),
            ],
            from: "MoAlB, Materials Project mp-7574"),
        Prototype(
            "Cr2AlB2", "MAB 212", "Cr2AlB2", "oC10", 65,
            .orthorhombic(a: 2.9272, b: 11.0541, c: 2.9399),
            [
                .init(.a, "4i", 0.0, 0.148, 0.0),
                .init(.b, "2c", 0.0, 0.5, 0.5),
                .init(.x, "4j", 0.0, 0.2944, 0.5),
            ],
            from: "Cr2AlB2, Materials Project mp-7692"),
        Prototype(
            "W2CoB2", "tungsten cobalt boride", "W2CoB2", "oI10", 71,
            .orthorhombic(a: 3.1871, b: 4.581, c: 7.1182),
            [
                .init(.a, "4j", 0.0, 0.5, 0.2004),
                .init(.b, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4h", 0.0, 0.2049, 0.5),
            ],
            from: "W2CoB2, Materials Project mp-7573"),
        Prototype(
            "Mo2FeB2", "molybdenum iron boride", "Mo2FeB2", "tP10", 127,
            .tetragonal(a: 5.6906, c: 3.2339),
            [
                .init(.a, "4h", 0.1779, 0.3221, 0.5),
                .init(.b, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4g", 0.3842, 0.1158, 0.0),
            ],
            from: "W2FeB2, Materials Project mp-613327"),
        Prototype(
            "ThCr2Si2", "thorium chromium silicide", "ThCr2Si2", "tI10", 139,
            .tetragonal(a: 4.0943, c: 10.0081),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "4d", 0.0, 0.5, 0.25),
                .init(.x, "4e", 0.0, 0.0, 0.3685),
            ],
            from: "CaNi2Ge2, Materials Project mp-2949"),
        Prototype(
            "TiNiSi", "titanium nickel silicide", "TiNiSi", "oP12", 62,
            .orthorhombic(a: 6.147, b: 3.6572, c: 7.0154),
            [
                .init(.a, "4c", 0.0227, 0.25, 0.8193),
                .init(.b, "4c", 0.1413, 0.25, 0.4399),
                .init(.x, "4c", 0.2661, 0.25, 0.1221),
            ],
            from: "TiNiSi, Materials Project mp-510409"),
        Prototype(
            "ZrNiAl", "zirconium nickel aluminide", "ZrNiAl", "hP9", 189,
            .hexagonal(a: 6.9074, c: 3.5085),
            [
                .init(.a, "3g", 0.0, 0.407, 0.5),
                .init(.b, "1b", 0.0, 0.0, 0.5),
                .init(.b, "2c", 0.333333, 0.666667, 0.0),
                .init(.c, "3f", 0.2495, 0.2495, 0.0),
            ],
            from: "ZrNiAl, Materials Project mp-5723"),
        Prototype(
            "ZrBeSi", "zirconium beryllium silicide", "ZrBeSi", "hP6", 194,
            .hexagonal(a: 3.7445, c: 7.2546),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "2c", 0.333333, 0.666667, 0.25),
                .init(.x, "2d", 0.666667, 0.333333, 0.25),
            ],
            from: "ZrBeSi, Materials Project mp-10200"),
        Prototype(
            "BeSiN2", "beta sodium ferrite", "NaFeO2", "oP16", 33,
            .orthorhombic(a: 4.9992, b: 5.7729, c: 4.7003),
            [
                .init(.a, "4a", 0.416667, 0.1252, 0.4998),
                .init(.b, "4a", 0.0852, 0.1251, 0.9993),
                .init(.x, "4a", 0.0842, 0.6274, 0.3785),
                .init(.x, "4a", 0.0795, 0.1228, 0.3744),
            ],
            from: "BeSiN2, Materials Project mp-7913"),
        Prototype(
            "BC2N", "copper-gold ordered zinc blende", "BC2N", "tP4", 115,
            .tetragonal(a: 2.5686, c: 3.6756),
            [
                .init(.a, "1c", 0.5, 0.5, 0.5),
                .init(.b, "1a", 0.0, 0.0, 0.0),
                .init(.x, "2g", 0.5, 0.0, 0.25),
            ],
            from: "ideal z = ¼; cell of BC2N, Materials Project mp-1008523"),
        Prototype(
            "ScB2C2", "scandium boron carbide", "ScB2C2", "oP20", 55,
            .orthorhombic(a: 5.284, b: 10.2032, c: 3.4512),
            [
                .init(.a, "4g", 0.1372, 0.1486, 0.0),
                .init(.b, "4h", 0.4862, 0.189, 0.5),
                .init(.b, "4h", 0.356, 0.4645, 0.5),
                .init(.x, "4h", 0.2963, 0.3092, 0.5),
                .init(.x, "4h", 0.3926, 0.0446, 0.5),
            ],
            from: "ScB2C2, Materials Project mp-27693"),
        Prototype(
            "YCrB4", "yttrium chromium boride", "YCrB4", "oP24", 55,
            .orthorhombic(a: 5.9335, b: 11.4622, c: 3.4501),
            [
                .init(.a, "4g", 0.1246, 0.1507, 0.0),
                .init(.b, "4g", 0.122, 0.4207, 0.0),
                .init(.x, "4h", 0.4754, 0.1916, 0.5),
                .init(.x, "4h", 0.3871, 0.0467, 0.5),
                .init(.x, "4h", 0.2805, 0.3161, 0.5),
                .init(.x, "4h", 0.3627, 0.4675, 0.5),
            ],
            from: "YCrB4, Materials Project mp-20450"),
        Prototype(
            "CeCo3B2", "cerium cobalt boride", "CeCo3B2", "hP6", 191,
            .hexagonal(a: 5.0387, c: 3.0214),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.b, "3g", 0.0, 0.5, 0.5),
                .init(.x, "2c", 0.333333, 0.666667, 0.0),
            ],
            from: "CeCo3B2, Materials Project mp-4454"),
        Prototype(
            "LiBC", "lithium borocarbide", "LiBC", "hP6", 194, .hexagonal(a: 2.7491, c: 7.0197),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "2d", 0.666667, 0.333333, 0.25),
                .init(.x, "2c", 0.333333, 0.666667, 0.25),
            ],
            from: "LiBC, Materials Project mp-9244"),
    ]
}
