/// What a training has besides its labelled crystals and its settings.
public struct Beginning: Sendable {
    /// The networks it begins with; nil for chance.
    public var inheritance: Inheritance?
    /// Crystals without labels; nil for none.
    public var unlabelled: UnlabelledPool?

    /// What is made small for questions of which only some yeses are known, and the other labels are 0;
    /// nil where every label is an answer.
    public var risk: NonNegativeRisk?

    /// The cards of the models that are taken over from or teach.
    public var sources: [ModelCard] { [inheritance?.source].compactMap { $0 } + teachers }

    /// The cards of those that label or encode crystals.
    public var teachers: [ModelCard]

    public init(
        inheritance: Inheritance? = nil, unlabelled: UnlabelledPool? = nil,
        risk: NonNegativeRisk? = nil, teachers: [ModelCard] = []
    ) {
        (self.inheritance, self.unlabelled, self.risk) = (inheritance, unlabelled, risk)
        self.teachers = teachers
    }
}
