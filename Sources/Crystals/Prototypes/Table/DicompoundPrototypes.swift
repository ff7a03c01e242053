/// Structure types AB₂ and A₂B.
///
/// Facts only: space group, Wyckoff positions and parameters, each with the crystal they describe.
/// "Materials Project" means its PBE cell (CC BY 4.0), brought to the standard setting by spglib.
extension Prototype {
    static let dicompound: [Prototype] = [
        Prototype(
            "B8_2", "nickel indium", "Ni2In", "hP6", 194, .hexagonal(a: 4.3074, c: 5.2532),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
                .init(.b, "2d", 0.666667, 0.333333, 0.25),
            ],
            from: "Ni2In, Materials Project mp-21092"),
        Prototype(
            "C1", "fluorite", "CaF2", "cF12", 225, .cubic(5.5161),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.x, "8c", 0.25, 0.25, 0.25),
            ],
            from: "CaF2, Materials Project mp-2741"),
        Prototype(
            "C2", "pyrite", "FeS2", "cP12", 205, .cubic(5.4038),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.x, "8c", 0.3829, 0.3829, 0.3829),
            ],
            from: "FeS2, Materials Project mp-226"),
        Prototype(
            "C3", "cuprite", "Cu2O", "cP6", 224, .cubic(4.2696),
            [
                .init(.a, "4b", 0.25, 0.25, 0.25),
                .init(.x, "2a", 0.0, 0.0, 0.0),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "C4", "rutile", "TiO2", "tP6", 136, .tetragonal(a: 4.6533, c: 2.9692),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4f", 0.3046, 0.3046, 0.0),
            ],
            from: "TiO2, Materials Project mp-2657"),
        Prototype(
            "C5", "anatase", "TiO2", "tI12", 141, .tetragonal(a: 3.8027, c: 9.7478),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0),
                .init(.x, "8e", 0.0, 0.0, 0.2062),
            ],
            from: "TiO2, Materials Project mp-390"),
        Prototype(
            "C6", "cadmium iodide", "CdI2", "hP3", 164, .hexagonal(a: 4.3469, c: 7.3002),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.x, "2d", 0.333333, 0.666667, 0.2351),
            ],
            from: "CdI2, Materials Project mp-567259"),
        Prototype(
            "C7", "molybdenite 2H", "MoS2", "hP6", 194, .hexagonal(a: 3.16, c: 12.295),
            [
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
                .init(.x, "4f", 0.333333, 0.666667, 0.621),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "C9", "cristobalite", "SiO2", "cF24", 227, .cubic(7.4609),
            [
                .init(.a, "8b", 0.0, 0.0, 0.5),
                .init(.x, "16d", 0.125, 0.125, 0.625),
            ],
            from: "SiO2, Materials Project mp-8352"),
        Prototype(
            "C11_b", "molybdenum silicide", "MoSi2", "tI6", 139, .tetragonal(a: 3.2204, c: 7.869),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.b, "4e", 0.0, 0.0, 0.3352),
            ],
            from: "MoSi2, Materials Project mp-2592"),
        Prototype(
            "C14", "hexagonal Laves", "MgZn2", "hP12", 194, .hexagonal(a: 5.223, c: 8.566),
            [
                .init(.a, "4f", 0.333333, 0.666667, 0.062),
                .init(.b, "2a", 0.0, 0.0, 0.0),
                .init(.b, "6h", 0.8305, 0.661, 0.25),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "C15", "cubic Laves", "MgCu2", "cF24", 227, .cubic(7.019),
            [
                .init(.a, "8a", 0.0, 0.0, 0.0),
                .init(.b, "16d", 0.125, 0.125, 0.625),
            ],
            from: "MgCu2, Materials Project mp-1038"),
        Prototype(
            "C16", "aluminium copper", "Al2Cu", "tI12", 140, .tetragonal(a: 6.0798, c: 4.8186),
            [
                .init(.a, "4a", 0.0, 0.0, 0.25),
                .init(.b, "8h", 0.3424, 0.1576, 0.0),
            ],
            from: "Al2Cu, Materials Project mp-998"),
        Prototype(
            "C18", "marcasite", "FeS2", "oP6", 58, .orthorhombic(a: 4.4383, b: 5.411, c: 3.3903),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.x, "4g", 0.206, 0.3753, 0.0),
            ],
            from: "FeS2, Materials Project mp-1522"),
        Prototype(
            "C22", "iron phosphide", "Fe2P", "hP9", 189, .hexagonal(a: 5.8112, c: 3.4306),
            [
                .init(.a, "3f", 0.0, 0.2566, 0.0),
                .init(.a, "3g", 0.4085, 0.4085, 0.5),
                .init(.x, "1b", 0.0, 0.0, 0.5),
                .init(.x, "2c", 0.333333, 0.666667, 0.0),
            ],
            from: "Fe2P, Materials Project mp-778"),
        Prototype(
            "C32", "aluminium boride", "AlB2", "hP3", 191, .hexagonal(a: 3.009, c: 3.262),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0),
                .init(.x, "2d", 0.333333, 0.666667, 0.5),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "C36", "dihexagonal Laves", "MgNi2", "hP24", 194, .hexagonal(a: 4.824, c: 15.826),
            [
                .init(.a, "4e", 0.0, 0.0, 0.094),
                .init(.a, "4f", 0.333333, 0.666667, 0.844),
                .init(.b, "4f", 0.333333, 0.666667, 0.125),
                .init(.b, "6g", 0.5, 0.0, 0.0),
                .init(.b, "6h", 0.164, 0.328, 0.25),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "C37", "cobalt silicide", "Co2Si", "oP12", 62,
            .orthorhombic(a: 4.918, b: 3.737, c: 7.109),
            [
                .init(.a, "4c", 0.038, 0.25, 0.218),
                .init(.a, "4c", 0.174, 0.25, 0.562),
                .init(.b, "4c", 0.702, 0.25, 0.611),
            ],
            from: "recalled values, AFLOW Encyclopedia of Crystallographic Prototypes"),
        Prototype(
            "C40", "chromium silicide", "CrSi2", "hP9", 180, .hexagonal(a: 4.4105, c: 6.3708),
            [
                .init(.a, "3d", 0.0, 0.5, 0.166667),
                .init(.b, "6j", 0.3323, 0.1662, 0.166667),
            ],
            from: "CrSi2, Materials Project mp-1222"),
        Prototype(
            "C49", "zirconium silicide", "ZrSi2", "oC12", 63,
            .orthorhombic(a: 3.7207, b: 14.753, c: 3.6801),
            [
                .init(.a, "4c", 0.5, 0.3951, 0.25),
                .init(.b, "4c", 0.5, 0.0535, 0.25),
                .init(.b, "4c", 0.0, 0.2503, 0.25),
            ],
            from: "ZrSi2, Materials Project mp-1515"),
        Prototype(
            "C54", "titanium silicide", "TiSi2", "oF24", 70,
            .orthorhombic(a: 4.8085, b: 8.2605, c: 8.5672),
            [
                .init(.a, "8a", 0.0, 0.0, 0.0),
                .init(.b, "16f", 0.0, 0.3367, 0.0),
            ],
            from: "TiSi2, Materials Project mp-2582"),
        Prototype(
            "WB2", "tungsten diboride", "WB2", "hP12", 194, .hexagonal(a: 2.982, c: 13.87),
            [
                .init(.a, "4f", 0.333333, 0.666667, 0.139),
                .init(.x, "2b", 0.0, 0.0, 0.25),
                .init(.x, "2d", 0.333333, 0.666667, 0.75),
                .init(.x, "4f", 0.333333, 0.666667, 0.972),
            ],
            from: "the D8_h cell without its 2a boron, Kiessling 1947; recalled values"),
        Prototype(
            "MoB2", "molybdenum diboride", "MoB2", "hR18", 166, .hexagonal(a: 3.028, c: 20.9658),
            [
                .init(.a, "6c", 0.0, 0.0, 0.0756),
                .init(.x, "6c", 0.0, 0.0, 0.3322),
                .init(.x, "6c", 0.0, 0.0, 0.1816),
            ],
            from: "MoB2, Materials Project mp-2331"),
        Prototype(
            "ReB2", "rhenium diboride", "ReB2", "hP6", 194, .hexagonal(a: 2.917, c: 7.5035),
            [
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
                .init(.x, "4f", 0.666667, 0.333333, 0.0477),
            ],
            from: "ReB2, Materials Project mp-1773"),
        Prototype(
            "RuB2", "ruthenium diboride", "RuB2", "oP6", 59,
            .orthorhombic(a: 2.8831, b: 4.6668, c: 4.0552),
            [
                .init(.a, "2a", 0.0, 0.0, 0.1517),
                .init(.x, "4e", 0.5, 0.3039, 0.3636),
            ],
            from: "RuB2, Materials Project mp-1077"),
        Prototype(
            "W2C", "epsilon nitride L'3", "Fe2N", "hP3", 164, .hexagonal(a: 3.07, c: 4.6784),
            [
                .init(.a, "2d", 0.333333, 0.666667, 0.2537),
                .init(.x, "1a", 0.0, 0.0, 0.0),
            ],
            from: "W2C, Materials Project mp-1008625"),
        Prototype(
            "C38", "copper antimonide", "Cu2Sb", "tP6", 129, .tetragonal(a: 4.0089, c: 6.1486),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "2c", 0.5, 0.0, 0.2658),
                .init(.b, "2c", 0.0, 0.5, 0.302),
            ],
            from: "Cu2Sb, Materials Project mp-1825"),
    ]
}
