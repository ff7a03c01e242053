/// Structure types of the elements.
///
/// Facts only: space group, Wyckoff positions and parameters, each with the crystal they describe.
/// "Materials Project" means its PBE cell (CC BY 4.0), brought to the standard setting by spglib.
extension Prototype {
    static let elemental: [Prototype] = [
        Prototype(
            "A1", "face-centred cubic", "Cu", "cF4", 225, .cubic(3.6213),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0)
            ],
            from: "Cu, Materials Project mp-30"),
        Prototype(
            "A2", "body-centred cubic", "W", "cI2", 229, .cubic(3.1874),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0)
            ],
            from: "W, Materials Project mp-91"),
        Prototype(
            "A3", "hexagonal close-packed", "Mg", "hP2", 194, .hexagonal(a: 3.203, c: 5.1267),
            [
                .init(.a, "2c", 0.333333, 0.666667, 0.25)
            ],
            from: "Mg, Materials Project mp-153"),
        Prototype(
            "A3_prime", "double hexagonal close-packed", "La", "hP4", 194,
            .hexagonal(a: 3.7712, c: 12.0649),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
            ],
            from: "La, Materials Project mp-26"),
        Prototype(
            "A4", "diamond", "C", "cF8", 227, .cubic(5.4687),
            [
                .init(.a, "8b", 0.0, 0.0, 0.5)
            ],
            from: "Si, Materials Project mp-149"),
        Prototype(
            "lonsdaleite", "lonsdaleite", "C", "hP4", 194, .hexagonal(a: 2.51, c: 4.12),
            [
                .init(.a, "4f", 0.333333, 0.666667, 0.0625)
            ],
            from: "ideal tetrahedra, Bundy and Kasper, J. Chem. Phys. 46, 3437 (1967)"),
        Prototype(
            "A5", "white tin", "Sn", "tI4", 141, .tetragonal(a: 5.908, c: 3.2456),
            [
                .init(.a, "4a", 0.0, 0.0, 0.0)
            ],
            from: "Sn, Materials Project mp-84"),
        Prototype(
            "A7", "grey arsenic", "As", "hR6", 166, .hexagonal(a: 3.8279, c: 10.6167),
            [
                .init(.a, "6c", 0.0, 0.0, 0.2273)
            ],
            from: "As, Materials Project mp-11"),
        Prototype(
            "A9", "graphite", "C", "hP4", 194, .hexagonal(a: 2.464, c: 6.711),
            [
                .init(.a, "2b", 0.0, 0.0, 0.25),
                .init(.a, "2c", 0.333333, 0.666667, 0.25),
            ],
            from: "no free coordinate; measured cell, recalled values"),
        Prototype(
            "alpha-B", "alpha boron", "B", "hR36", 166, .hexagonal(a: 4.9, c: 12.551),
            [
                .init(.a, "18h", 0.2375, 0.1188, 0.1085),
                .init(.a, "18h", 0.1969, 0.3938, 0.0242),
            ],
            from: "B, Materials Project mp-160"),
        Prototype(
            "beta-W", "beta tungsten", "W", "cP8", 223, .cubic(5.0889),
            [
                .init(.a, "2a", 0.0, 0.0, 0.0),
                .init(.a, "6c", 0.0, 0.5, 0.25),
            ],
            from: "W, Materials Project mp-11334"),
        Prototype(
            "A20", "alpha uranium", "U", "oC4", 63, .orthorhombic(a: 2.8086, b: 5.7975, c: 4.9096),
            [
                .init(.a, "4c", 0.5, 0.401, 0.25)
            ],
            from: "U, Materials Project mp-44"),
        Prototype(
            "A_h", "simple cubic", "Po", "cP1", 221, .cubic(1.7761),
            [
                .init(.a, "1a", 0.0, 0.0, 0.0)
            ],
            from: "C, Materials Project mp-998866"),
    ]
}
