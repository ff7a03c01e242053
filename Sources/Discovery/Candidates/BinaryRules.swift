internal import Crystals

/// Rules for elements and binary compounds. What can stand where follows the bond: neutral sums of
/// oxidation states for ionic and tetrahedral crystals, sizes for interstitial and metallic ones.
extension DecorationRule {
    static let elemental = each(
        "A1 A2 A3 A3_prime A4 lonsdaleite A5 A7 A9 alpha-B beta-W A20 A_h", [.a: .standard])

    /// Salts, oxides, nitrides, and semiconductors, whose octets are neutral sums as well.
    static let ionicBinary =
        binary(
            """
            B1 B2 B3 B4 B5 B6 B8_1 B_k B10 B31 B32 L1_1 C1 C3 C4 C5 C6 C7 C9 C18 C32 W2C D0_2 D0_3 \
            D0_9 D5_1 D5_2 D7_1 D7_3 beta-Si3N4 alpha-Si3N4 gamma-Si3N4 C3N4
            """, .cation, .anion, { _, second in [.chargeBalanced(anions: [second])] })
        // The same types with cation and anion exchanged: antifluorite, Cu3N, Mg3Bi2, Li3Bi.
        + binary(
            "B8_1 C1 C4 C6 C32 D0_3 D0_9 D5_1 D5_2 D7_1 D7_3 C3N4", .anion, .cation,
            { first, _ in [.chargeBalanced(anions: [first])] })

    /// Chalcogens and pnictogens in pairs, as S₂²⁻ in pyrite: the sum of single states is no guide.
    static let dianionic = binary(
        "C2 C18", .transition + .zincGroup + ElementClass("Mg Al"), .chalcogen + .pnictogen,
        { [.electronegativityDifference($0, $1, -0.2...4)] })

    /// Every pair of light elements in every type of strong bonds: known superhard phases (c-BN,
    /// B₄C, B₆O) keep no common rule of valence.
    static let lightBinary = binary(
        """
        B1 B2 B3 B4 B5 B6 B8_1 B_h B_k B20 B27 B31 B33 C1 C2 C3 C4 C5 C6 C7 C9 C11_b C16 C18 C22 \
        C32 C37 C40 D0_2 D0_3 D0_9 L1_2 Cr3Si D2_1 D2_f D5_1 D5_2 D5_10 D7_1 D7_3 D7_b D8_h WB2 \
        MoB2 ReB2 RuB2 CrB4 W2C beta-Si3N4 alpha-Si3N4 gamma-Si3N4 C3N4 B4C B6O
        """, .light, .light)

    private static let host =
        .transition + .lanthanide + .actinide + ElementClass("Be Mg Ca Sr Al Ga Zn Li")

    /// Metals with H, B, C, N or O between their atoms. Hägg's rule draws the line at 0.59 of the
    /// metallic radius; single-bond covalent radii of metals are about a sixth smaller.
    static let interstitialBinary =
        binary(
            """
            B1 B2 B3 B4 B8_1 B_h B_g B20 B27 B31 B33 C1 C2 C3 C11_b C18 C22 C32 C37 C40 W2C WB2 MoB2 \
            ReB2 RuB2 CrB4 D0_9 D0_11 D2_1 D2_f D5_1 D5_2 D5_10 D5_a D7_3 D7_b D8_h
            """, host, .interstitial, { [.radiusRatio($1, $0, 0...0.75)] })
        + binary(
            "C1 C4 C6 C16 D0_3 D0_9 D5_2 L1_2 Cr3Si", .interstitial, host,
            { [.radiusRatio($0, $1, 0...0.75)] })

    private static let guest = ElementClass("Al Si P S Ga Ge As Se In Sn Sb Te")

    /// Silicides, phosphides and their like: metals with the larger metalloids.
    static let metalloidBinary =
        binary(
            """
            B2 B8_1 B8_2 B20 B27 B31 B33 B35 C7 C11_b C22 C32 C37 C38 C40 C49 C54 D0_2 D0_11 D5_10 \
            D5_a D7_3 D1_3
            """, host, guest, { [.radiusRatio($1, $0, 0.5...1.1)] })
        + binary(
            "C1 C16 Cr3Si D0_3 D0_19 D0_22 D0_24 L1_2", guest, host,
            { [.radiusRatio($0, $1, 0.5...1.1)] })

    /// Metals with metals of similar size; types that tell A from B by coordinates alone take the
    /// less electronegative element first, so that no pair comes twice.
    static let metallicBinary =
        binary(
            """
            B2 B32 B33 L1_0 L1_1 C11_b C16 C37 B8_2 D0_3 D0_19 D0_22 D0_24 L1_2 D5_13 Cr3Si
            """, .metal, .metal, { [.radiusRatio($0, $1, 0.75...1.35)] })
        + binary(
            "B19 B20", .metal, .metal,
            {
                [
                    .radiusRatio($0, $1, 0.75...1.35),
                    .electronegativityDifference($0, $1, 0.001...2),
                ]
            })

    /// Types held together by the ratio of two sizes: Laves phases (ideally √1.5 = 1.225 in hard
    /// spheres), CaCu₅ and AuBe₅.
    static let sizeFactor =
        binary(
            "C14 C15 C36", .metal, .metal + ElementClass("Si B"),
            { [.radiusRatio($0, $1, 1.02...1.65)] })
        + binary(
            "C15_b D2_d", .metal, .metal + ElementClass("Si B"),
            { [.radiusRatio($0, $1, 1.15...2)] })
}
