/// Structure types AB.
///
/// Facts only: space group, Wyckoff positions and parameters, each with the crystal they describe.
/// "Materials Project" means its PBE cell (CC BY 4.0), brought to the standard setting by spglib.
extension Prototype {
    static let equiatomic: [Prototype] = [
        Prototype(
            "B1", "rock salt", "NaCl", "cF8", 225, .cubic(5.6917),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.b, "4b", 0.0, 0.0, 0.5),
            ],
            from: "NaCl, Materials Project mp-22862"),
        Prototype(
            "B2", "caesium chloride", "CsCl", "cP2", 221, .cubic(4.2091),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.b, "1b", 0.5, 0.5, 0.5),
            ],
            from: "CsCl, Materials Project mp-22865"),
        Prototype(
            "B3", "zinc blende", "ZnS", "cF8", 216, .cubic(5.4503),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.b, "4c", 0.25, 0.25, 0.25),
            ],
            from: "ZnS, Materials Project mp-10695"),
        Prototype(
            "B4", "wurtzite", "ZnS", "hP4", 186, .hexagonal(a: 3.8483, c: 6.3175),
            [
                .init(.a, "2b", 0.666667, 0.333333, 0.0),
                .init(.b, "2b", 0.333333, 0.666667, 0.1259),
            ],
            from: "ZnS, Materials Project mp-560588"),
        Prototype(
            "B5", "moissanite 4H", "SiC", "hP8", 186, .hexagonal(a: 3.094, c: 10.1278),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "2b", 0.333333, 0.666667, 0.25),
                .init(.b, "2a", 0.0, 0.0, 0.8125),
                .init(.b, "2b", 0.333333, 0.666667, 0.0619),
            ],
            from: "SiC, Materials Project mp-11714"),
        Prototype(
            "B6", "moissanite 6H", "SiC", "hP12", 186, .hexagonal(a: 3.0949, c: 15.1845),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "2b", 0.666667, 0.333333, 0.833333),
                .init(.a, "2b", 0.333333, 0.666667, 0.666667),
                .init(.b, "2a", 0.0, 0.0, 0.8746),
                .init(.b, "2b", 0.666667, 0.333333, 0.7083),
                .init(.b, "2b", 0.333333, 0.666667, 0.5418),
            ],
            from: "SiC, Materials Project mp-7631"),
        Prototype(
            "B8_1", "nickel arsenide", "NiAs", "hP4", 194, .hexagonal(a: 3.6458, c: 5.0451),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "2c", 0.333333, 0.666667, 0.25),
            ],
            from: "NiAs, Materials Project mp-590"),
        Prototype(
            "B_h", "tungsten carbide", "WC", "hP2", 187, .hexagonal(a: 2.9283, c: 2.8529),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.b, "1f", 0.666667, 0.333333, 0.5),
            ],
            from: "WC, Materials Project mp-1894"),
        Prototype(
            "B_k", "hexagonal boron nitride", "BN", "hP4", 194, .hexagonal(a: 2.504, c: 6.661),
            [
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
                .init(.b, "2d", 0.666667, 0.333333, 0.25),
            ],
            from:
                "no free coordinate; measured cell, Pease, Acta Cryst. 5, 356 (1952), recalled values"
        ),
        Prototype(
            "B_g", "molybdenum boride", "MoB", "tI16", 141, .tetragonal(a: 3.1319, c: 17.0567),
            [
                .init(.a, "8e", 0.0, 0.0, 0.303),
                .init(.x, "8e", 0.0, 0.0, 0.1552),
            ],
            from: "MoB, Materials Project mp-1890"),
        Prototype(
            "B10", "litharge", "PbO", "tP4", 129, .tetragonal(a: 4.0625, c: 5.3023),
            [
                .init(.a, "2c", 0.5, 0.0, 0.2244),
                .init(.x, "2a", 0.0, 0.0, 0.0),
            ],
            from: "PbO, Materials Project mp-19921"),
        Prototype(
            "B19", "gold cadmium", "AuCd", "oP4", 51,
            .orthorhombic(a: 4.9196, b: 3.0871, c: 5.1532),
            [
                .init(.a, "2f", 0.75, 0.5, 0.1893),
                .init(.b, "2e", 0.25, 0.0, 0.3058),
            ],
            from: "CdAu, Materials Project mp-1404"),
        Prototype(
            "B20", "iron silicide", "FeSi", "cP8", 198, .cubic(4.4482),
            [
                .init(.a, "4a", 0.1363, 0.1363, 0.1363),
                .init(.b, "4a", 0.1592, 0.3408, 0.6592),
            ],
            from: "FeSi, Materials Project mp-871"),
        Prototype(
            "B27", "iron boride", "FeB", "oP8", 62, .orthorhombic(a: 5.4082, b: 2.9486, c: 3.9976),
            [
                .init(.a, "4c", 0.1781, 0.25, 0.1201),
                .init(.x, "4c", 0.0342, 0.25, 0.6187),
            ],
            from: "FeB, Materials Project mp-20787"),
        Prototype(
            "B31", "manganese phosphide", "MnP", "oP8", 62,
            .orthorhombic(a: 5.191, b: 3.1539, c: 5.8495),
            [
                .init(.a, "4c", 0.0044, 0.25, 0.1959),
                .init(.x, "4c", 0.1867, 0.25, 0.5693),
            ],
            from: "MnP, Materials Project mp-2662"),
        Prototype(
            "B32", "sodium thallide", "NaTl", "cF16", 227, .cubic(7.6777),
            [
                .init(.a, "8a", 0.0, 0.0, 0.0),
                .init(.b, "8b", 0.0, 0.0, 0.5),
            ],
            from: "NaTl, Materials Project mp-1564"),
        Prototype(
            "B33", "chromium boride", "CrB", "oC8", 63,
            .orthorhombic(a: 2.9266, b: 7.8509, c: 2.9164),
            [
                .init(.a, "4c", 0.0, 0.1455, 0.25),
                .init(.x, "4c", 0.0, 0.4356, 0.25),
            ],
            from: "CrB, Materials Project mp-260"),
        Prototype(
            "B35", "cobalt tin", "CoSn", "hP6", 191, .hexagonal(a: 5.3086, c: 4.2374),
            [
                .init(.a, "3f", 0.0, 0.5, 0.0),
                .init(.b, "1a", 0.0, 0.0, 0.0),
                .init(.b, "2d", 0.333333, 0.666667, 0.5),
            ],
            from: "CoSn, Materials Project mp-20536"),
        Prototype(
            "L1_0", "copper gold", "CuAu", "tP2", 123, .tetragonal(a: 2.8642, c: 3.6619),
            [
                .init(.a, "1d", 0.5, 0.5, 0.5),
                .init(.b, "1a", 0.0, 0.0, 0.0),
            ],
            from: "CuAu, Materials Project mp-522"),
        Prototype(
            "L1_1", "copper platinum", "CuPt", "hR6", 166, .hexagonal(a: 2.7465, c: 12.8626),
            [
                .init(.a, "3a", 0.0, 0.0, 0.0),
                .init(.b, "3b", 0.0, 0.0, 0.5),
            ],
            from: "CuPt, Materials Project mp-644311"),
    ]
}
