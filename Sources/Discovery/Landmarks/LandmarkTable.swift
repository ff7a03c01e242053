extension Landmark {
    /// Every landmark, hard compounds first.
    public static let all: [Landmark] =
        superhard + borides + carbidesAndNitrides + oxides + semiconductors + salts + metals

    public static func named(_ name: String) -> Landmark? { all.first { $0.name == name } }
}

extension Landmark.Mechanics {
    /// Ranges of published measurements on dense or single-crystal samples, without one paper to each.
    static func collected(
        _ hardness: ClosedRange<Double>?, _ toughness: ClosedRange<Double>? = nil
    ) -> Self {
        Self(
            hardness: hardness, toughness: toughness,
            source:
                "hardness and toughness: ranges of published measurements, recalled, not checked")
    }

    /// One value or range with its paper.
    static func reported(
        _ hardness: ClosedRange<Double>?, _ toughness: ClosedRange<Double>? = nil,
        by paper: String
    ) -> Self {
        Self(
            hardness: hardness, toughness: toughness,
            source: "hardness and toughness: \(paper), recalled, not checked")
    }
}
