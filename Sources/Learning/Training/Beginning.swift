/// What a training has besides its labelled crystals and its settings.
public struct Beginning: Sendable {
    /// The networks it begins with; nil for chance.
    public var inheritance: Inheritance?
    /// Crystals without labels; nil for none.
    public var unlabelled: UnlabelledPool?

    /// What is made small for questions of which only some yeses are known, and the other labels are 0;
    /// nil where every label is an answer.
    public var risk: NonNegativeRisk?

    /// The card of the model that is taken over from.
    public var source: ModelCard? { inheritance?.source }

    public init(
        inheritance: Inheritance? = nil, unlabelled: UnlabelledPool? = nil,
        risk: NonNegativeRisk? = nil
    ) {
        (self.inheritance, self.unlabelled, self.risk) = (inheritance, unlabelled, risk)
    }
}
