/// Binary structure types of other compositions.
///
/// Facts only: space group, Wyckoff positions and parameters, each with the crystal they describe.
/// "Materials Project" means its PBE cell (CC BY 4.0), brought to the standard setting by spglib.
extension Prototype {
    static let binary: [Prototype] = [
        Prototype(
            "L1_2", "gold copper", "Cu3Au", "cP4", 221, .cubic(3.75),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.b, "3c", 0.0, 0.5, 0.5),
            ],
            from: "no free coordinate"),
        Prototype(
            "C15_b", "gold beryllium", "AuBe5", "cF24", 216, .cubic(6.1195),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.b, "4d", 0.25, 0.25, 0.75),
                .init(.b, "16e", 0.1246, 0.1246, 0.3754),
            ],
            from: "AuBe5, Materials Project mp-1220"),
        Prototype(
            "D0_2", "skutterudite", "CoAs3", "cI32", 204, .cubic(8.2705),
            [
                .init(.a, "8c", 0.25, 0.25, 0.25),
                .init(.x, "24g", 0.0, 0.152, 0.3412),
            ],
            from: "CoAs3, Materials Project mp-452"),
        Prototype(
            "D0_3", "bismuth fluoride", "BiF3", "cF16", 225, .cubic(5.7452),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.b, "4b", 0.0, 0.0, 0.5),
                .init(.b, "8c", 0.25, 0.25, 0.25),
            ],
            from: "AlFe3, Materials Project mp-2018"),
        Prototype(
            "D0_9", "rhenium trioxide", "ReO3", "cP4", 221, .cubic(3.8011),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.x, "3d", 0.0, 0.0, 0.5),
            ],
            from: "ReO3, AFLOW (aflow-3917)"),
        Prototype(
            "D0_11", "cementite", "Fe3C", "oP16", 62,
            .orthorhombic(a: 5.0302, b: 6.7393, c: 4.4908),
            [
                .init(.a, "4c", 0.0367, 0.25, 0.8371),
                .init(.a, "8d", 0.1774, 0.0684, 0.3321),
                .init(.x, "4c", 0.377, 0.25, 0.0609),
            ],
            from: "Fe3C, Materials Project mp-510623"),
        Prototype(
            "D0_19", "nickel tin", "Ni3Sn", "hP8", 194, .hexagonal(a: 5.3048, c: 4.2416),
            [
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
                .init(.b, "6h", 0.3192, 0.1596, 0.25),
            ],
            from: "Ni3Sn, Materials Project mp-20112"),
        Prototype(
            "D0_22", "aluminium titanium", "Al3Ti", "tI8", 139, .tetragonal(a: 3.844, c: 8.602),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "2b", 0.0, 0.0, 0.5),
                .init(.b, "4d", 0.0, 0.5, 0.25),
            ],
            from: "Al3Ti, Materials Project mp-542915"),
        Prototype(
            "D0_24", "nickel titanium", "Ni3Ti", "hP16", 194, .hexagonal(a: 5.0958, c: 8.3116),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
                .init(.b, "6g", 0.0, 0.5, 0.0),
                .init(.b, "6h", 0.3434, 0.1717, 0.25),
            ],
            from: "Ni3Ti, Materials Project mp-1409"),
        Prototype(
            "D1_3", "barium aluminide", "BaAl4", "tI10", 139, .tetragonal(a: 4.5765, c: 11.3531),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "4d", 0.0, 0.5, 0.25),
                .init(.b, "4e", 0.0, 0.0, 0.3811),
            ],
            from: "BaAl4, Materials Project mp-1903"),
        Prototype(
            "D2_1", "calcium hexaboride", "CaB6", "cP7", 221, .cubic(4.1501),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.x, "6f", 0.2018, 0.5, 0.5),
            ],
            from: "CaB6, Materials Project mp-865"),
        Prototype(
            "D2_d", "calcium copper", "CaCu5", "hP6", 191, .hexagonal(a: 5.092, c: 4.086),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.b, "2c", 0.333333, 0.666667, 0.0),
                .init(.b, "3g", 0.5, 0.0, 0.5),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "D2_f", "uranium dodecaboride", "UB12", "cF52", 225, .cubic(7.4494),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.x, "48i", 0.0, 0.1697, 0.3303),
            ],
            from: "UB12, Materials Project mp-22319"),
        Prototype(
            "D5_1", "corundum", "Al2O3", "hR30", 167, .hexagonal(a: 4.7589, c: 12.991),
            [
                .init(.a, "12c", 0.0, 0.0, 0.3522),
                .init(.x, "18e", 0.3064, 0.0, 0.25),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "D5_2", "lanthanum oxide", "La2O3", "hP5", 164, .hexagonal(a: 3.9383, c: 6.1803),
            [
                .init(.a, "2d", 0.333333, 0.666667, 0.2471),
                .init(.x, "1a", 0.0, 0.0, 0.0),
                .init(.x, "2d", 0.666667, 0.333333, 0.3546),
            ],
            from: "La2O3, Materials Project mp-1968"),
        Prototype(
            "D5_10", "chromium carbide", "Cr3C2", "oP20", 62,
            .orthorhombic(a: 5.4825, b: 2.7884, c: 11.5101),
            [
                .init(.a, "4c", 0.4833, 0.25, 0.0968),
                .init(.a, "4c", 0.1836, 0.75, 0.2264),
                .init(.a, "4c", 0.1337, 0.25, 0.9318),
                .init(.x, "4c", 0.3987, 0.25, 0.2977),
                .init(.x, "4c", 0.2371, 0.75, 0.049),
            ],
            from: "Cr3C2, Materials Project mp-20937"),
        Prototype(
            "D5_13", "aluminium nickel", "Al3Ni2", "hP5", 164, .hexagonal(a: 4.0291, c: 4.9133),
            [
                .init(.a, "2d", 0.333333, 0.666667, 0.1468),
                .init(.b, "1a", 0.0, 0.0, 0.0),
                .init(.b, "2d", 0.666667, 0.333333, 0.3527),
            ],
            from: "Al3Ni2, Materials Project mp-1057"),
        Prototype(
            "D5_a", "uranium silicide", "U3Si2", "tP10", 127, .tetragonal(a: 5.7305, c: 3.0178),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "4h", 0.1783, 0.3217, 0.5),
                .init(.x, "4g", 0.3894, 0.1106, 0.0),
            ],
            from: "V3B2, Materials Project mp-2091"),
        Prototype(
            "D7_1", "aluminium carbide", "Al4C3", "hR21", 166, .hexagonal(a: 3.354, c: 25.1167),
            [
                .init(.a, "6c", 0.0, 0.0, 0.1299),
                .init(.a, "6c", 0.0, 0.0, 0.2935),
                .init(.x, "3a", 0.0, 0.0, 0.0),
                .init(.x, "6c", 0.0, 0.0, 0.2167),
            ],
            from: "Al4C3, Materials Project mp-1591"),
        Prototype(
            "D7_3", "thorium phosphide", "Th3P4", "cI28", 220, .cubic(8.6464),
            [
                .init(.a, "12a", 0.0, 0.25, 0.375),
                .init(.x, "16c", 0.0792, 0.0792, 0.0792),
            ],
            from: "Th3P4, Materials Project mp-1347"),
        Prototype(
            "D7_b", "tantalum boride", "Ta3B4", "oI14", 71,
            .orthorhombic(a: 3.146, b: 3.3102, c: 14.07),
            [
                .init(.a, "2b", 0.5, 0.0, 0.0),
                .init(.a, "4i", 0.0, 0.0, 0.1853),
                .init(.x, "4i", 0.0, 0.0, 0.3665),
                .init(.x, "4j", 0.0, 0.5, 0.0642),
            ],
            from: "Ta3B4, Materials Project mp-10142"),
        Prototype(
            "D8_h", "tungsten boride", "W2B5", "hP14", 194, .hexagonal(a: 2.982, c: 13.87),
            [
                .init(.a, "4f", 0.333333, 0.666667, 0.139),
                .init(.x, "2a", 0.0, 0.0, 0.0),
                .init(.x, "2b", 0.0, 0.0, 0.25),
                .init(.x, "2d", 0.333333, 0.666667, 0.75),
                .init(.x, "4f", 0.333333, 0.666667, 0.972),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "CrB4", "chromium tetraboride", "CrB4", "oP10", 58,
            .orthorhombic(a: 4.7219, b: 5.4859, c: 2.8562),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4g", 0.1582, 0.3739, 0.0),
                .init(.x, "4g", 0.2709, 0.1834, 0.5),
            ],
            from: "CrB4, AFLOW (aflow-3243)"),
        Prototype(
            "Cr3Si", "A15 chromium silicide", "Cr3Si", "cP8", 223, .cubic(4.5188),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "6c", 0.0, 0.5, 0.25),
            ],
            from: "Cr3Si, Materials Project mp-729"),
        Prototype(
            "beta-Si3N4", "beta silicon nitride", "Si3N4", "hP14", 176,
            .hexagonal(a: 7.6603, c: 2.9251),
            [
                .init(.a, "6h", 0.4061, 0.2312, 0.25),
                .init(.x, "2d", 0.666667, 0.333333, 0.25),
                .init(.x, "6h", 0.0307, 0.3299, 0.25),
            ],
            from: "Si3N4, Materials Project mp-988"),
        Prototype(
            "alpha-Si3N4", "alpha silicon nitride", "Si3N4", "hP28", 159,
            .hexagonal(a: 7.8092, c: 5.66),
            [
                .init(.a, "6c", 0.0824, 0.5704, 0.1608),
                .init(.a, "6c", 0.0861, 0.2534, 0.4526),
                .init(.x, "2a", 0.0, 0.0, 0.4533),
                .init(.x, "2b", 0.333333, 0.666667, 0.1052),
                .init(.x, "6c", 0.3445, 0.39, 0.4336),
                .init(.x, "6c", 0.0043, 0.3189, 0.1986),
            ],
            from: "Si3N4, Materials Project mp-2245"),
        Prototype(
            "gamma-Si3N4", "spinel silicon nitride", "Si3N4", "cF56", 227, .cubic(7.7874),
            [
                .init(.a, "8b", 0.0, 0.0, 0.5),
                .init(.a, "16c", 0.125, 0.125, 0.125),
                .init(.x, "32e", 0.1324, 0.1324, 0.3676),
            ],
            from: "Si3N4, Materials Project mp-2075"),
        Prototype(
            "C3N4", "defect zinc blende", "C3N4", "cP7", 215, .cubic(3.43),
            [
                .init(.a, "3c", 0.0, 0.5, 0.5),
                .init(.x, "4e", 0.254, 0.254, 0.254),
            ],
            from:
                "zinc blende with one cation in four left out; Teter and Hemley, Science 271, 53 (1996), recalled values"
        ),
        Prototype(
            "B4C", "boron carbide", "B4C", "hR45", 166, .hexagonal(a: 5.6459, c: 12.0946),
            [
                .init(.a, "18h", 0.1674, 0.3348, 0.0261),
                .init(.a, "18h", 0.2156, 0.1078, 0.114),
                .init(.x, "3b", 0.0, 0.0, 0.5),
                .init(.x, "6c", 0.0, 0.0, 0.3898),
            ],
            from: "B4C, Materials Project mp-696746"),
        Prototype(
            "B6O", "boron suboxide", "B6O", "hR42", 166, .hexagonal(a: 5.3935, c: 12.3189),
            [
                .init(.a, "18h", 0.175, 0.3499, 0.0262),
                .init(.a, "18h", 0.2206, 0.1103, 0.1126),
                .init(.x, "6c", 0.0, 0.0, 0.3777),
            ],
            from: "B6O, Materials Project mp-1346"),
    ]
}
