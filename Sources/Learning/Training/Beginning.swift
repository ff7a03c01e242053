/// What a training has besides its labelled crystals and its settings.
public struct Beginning: Sendable {
    /// The networks it begins with; nil for chance.
    public var inheritance: Inheritance?
    /// Crystals without labels; nil for none.
    public var unlabelled: UnlabelledPool?

    /// The card of the model that is taken over from.
    public var source: ModelCard? { inheritance?.source }

    public init(inheritance: Inheritance? = nil, unlabelled: UnlabelledPool? = nil) {
        (self.inheritance, self.unlabelled) = (inheritance, unlabelled)
    }
}
