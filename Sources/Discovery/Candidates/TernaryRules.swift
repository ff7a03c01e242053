internal import Crystals

/// Rules for ternary compounds.
extension DecorationRule {
    private static let anions = ElementClass("H C N O F P S Cl As Se Br Te I")

    /// Oxides, nitrides, halides and chalcogenides with neutral sums of oxidation states. Where two
    /// cations differ by coordinates alone the larger one takes A.
    static let ionicTernary =
        each(
            "E2_1 K2NiF4", [.a: .cation, .b: .cation, .x: anions],
            .chargeBalanced(anions: [.x]), .radiusRatio(.a, .b, 1.05...2.5))
        + each(
            "H1_1 E1_1 BC2N", [.a: .cation, .b: .cation, .x: anions],
            .chargeBalanced(anions: [.x]), .radiusRatio(.a, .b, 0.5...2))
        + each(
            "E2_2 F5_1 BeSiN2", [.a: .cation, .b: .cation, .x: anions],
            .chargeBalanced(anions: [.x]), .radiusRatio(.a, .b, 1.001...2.2))
        + each(
            "E0_1", [.a: .cation, .x: anions, .y: anions], .chargeBalanced(anions: [.x, .y]),
            .radiusRatio(.x, .y, 0.2...0.999))

    /// All of three light elements in the types of strong bonds: BC₂N, BeSiN₂, LiBC.
    static let lightTernary = each(
        "BC2N E1_1 BeSiN2 LiBC ScB2C2 YCrB4 H1_1 E2_1 F5_1 MoAlB Cr2AlB2 Cr2AlC Ti3SiC2 Mo2FeB2 W2CoB2",
        [.a: .light, .b: .light, .x: .light])

    /// Metal frames around B, C, N, O or H: antiperovskites (the small atom in the octahedron).
    static let antiperovskite = each(
        "E2_1",
        [
            .a: .postTransition + .zincGroup + .lateTransition
                + ElementClass("Mg Si Ge As Sb Sc Y Ti"),
            .b: .interstitial,
            .x: .transition + .alkalineEarth + .rareEarth + ElementClass("Li Al"),
        ],
        .radiusRatio(.b, .x, 0...0.75))

    private static let former =
        .earlyTransition + ElementClass("Fe Co Ni Th U La Ce Pr Nd Gd Er Lu Yb")

    /// Layered carbides, nitrides and borides: MAX and MAB phases.
    static let layered =
        each(
            "Cr2AlC Ti3SiC2 Ti4AlN3",
            [
                .a: former,
                .b: ElementClass(
                    "Be Mg Al Si P S Zn Ga Ge As Se Cd In Sn Sb Te Tl Pb Bi Cu Ag Au Ir Pd Pt"),
                .x: ElementClass("B C N O"),
            ],
            .radiusRatio(.x, .a, 0...0.75))
        + each(
            "MoAlB Cr2AlB2",
            [
                .a: former, .b: ElementClass("Be Mg Al Si Zn Ga Ge In Sn P S As"),
                .x: ElementClass("B C N Si"),
            ])

    /// Ternary borides, carbides and silicides of two metals.
    static let metalloidTernary =
        each(
            "W2CoB2 Mo2FeB2",
            [
                .a: former, .b: .transition + ElementClass("Al Be Ga"),
                .x: ElementClass("B C N Si Ge"),
            ],
            .radiusRatio(.x, .a, 0...0.9))
        + each(
            "CeCo3B2",
            [
                .a: .rareEarth + .actinide + .alkalineEarth + ElementClass("Zr Hf Li"),
                .b: .transition + ElementClass("Be Al Ga"), .x: ElementClass("B C N Si Ga Al"),
            ], .radiusRatio(.a, .b, 1.05...2.5))
        + each(
            "YCrB4",
            [
                .a: .rareEarth + .actinide + ElementClass("Zr Hf Ca Mg"),
                .b: .transition + ElementClass("Al Be"), .x: ElementClass("B C"),
            ])
        + each(
            "ScB2C2 LiBC",
            [
                .a: .rareEarth + .actinide + .alkali + .alkalineEarth + .earlyTransition,
                .b: ElementClass("Be B Al Ga Si Zn Cu"), .x: ElementClass("B C N Si Ge P As"),
            ], .electronegativityDifference(.b, .x, 0...2))

    private static let large =
        .rareEarth + .actinide + ElementClass("Mg Ca Sr Ba Na K Ti Zr Hf Nb Ta V")
    private static let pGuest = ElementClass("B Al Si P Ga Ge As In Sn Sb")

    private static let small = .lateTransition + ElementClass("Cr Mn Zn Re Li")

    /// Silicides, germanides and aluminides of a large and a small metal.
    static let largeAndSmall =
        each(
            "TiNiSi", [.a: large, .b: small, .x: pGuest],
            .radiusRatio(.a, .b, 1.02...2.5))
        + each(
            "ZrNiAl", [.a: large, .b: small, .c: pGuest + ElementClass("Mg Cd")],
            .radiusRatio(.a, .b, 1.02...2.5))
        + each(
            "ThCr2Si2", [.a: large - ElementClass("V Ti Nb Ta"), .b: small, .x: pGuest],
            .radiusRatio(.a, .b, 1.02...2.5))
        + each(
            "ZrBeSi",
            [
                .a: large, .b: small + ElementClass("Be Mg Al Hg Cd"),
                .x: pGuest + ElementClass("C N Pb Bi"),
            ],
            .radiusRatio(.a, .b, 1.02...2.5))

    private static let mainGroup = ElementClass(
        "Be Mg Al Si P Zn Ga Ge As Cd In Sn Sb Tl Pb Bi")

    /// Heusler and half-Heusler phases: two metals and a main-group element.
    static let heusler =
        each(
            "L2_1",
            [
                .a: .transition + ElementClass("Li Mg Zn"),
                .b: .transition + .rareEarth + ElementClass("Li Mg Na Zn Th U"), .c: mainGroup,
            ], .radiusRatio(.a, .c, 0.6...1.6))
        + each(
            "C1_b",
            [
                .a: .lateTransition + ElementClass("Mn Cr Li Zn Mg V"),
                .b: .earlyTransition + .rareEarth + .alkaliAndAlkalineEarth
                    + ElementClass("Th U Al Fe Co Ni Zn"),
                .c: mainGroup + ElementClass("B C N Te Se"),
            ], .radiusRatio(.a, .c, 0.6...2))
}

extension ElementClass {
    fileprivate static let alkaliAndAlkalineEarth = alkali + alkalineEarth
}
