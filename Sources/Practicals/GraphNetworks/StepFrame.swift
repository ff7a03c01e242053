/// What a step of this practical shows at a moment: the members of its content, and `kind`, which says what
/// they are.
struct StepFrame: Encodable {
    let kind: String
    private let content: any Encodable

    init(_ kind: String, _ content: some Encodable = Nothing()) {
        (self.kind, self.content) = (kind, content)
    }

    struct Nothing: Encodable {}

    private enum Key: CodingKey { case kind }

    func encode(to encoder: any Encoder) throws {
        try content.encode(to: encoder)
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(kind, forKey: .kind)
    }
}

/// Takes frames; throws `CancellationError` where nobody looks on any more.
typealias FrameSink = (StepFrame) throws -> Void

/// Why a step shows nothing but sentences: a text that is no crystal, models that are not there.
struct StepRefusal: Error, Encodable {
    var sentences: [String]

    init(_ sentences: String...) { self.sentences = sentences }
    init(_ sentences: [String]) { self.sentences = sentences }
}

extension PracticalStep {
    /// A step whose refusals are frames of kind `refused`.
    init<Parameters: Decodable & Sendable>(
        _ id: String, _ controls: [StepControl],
        _ body: @escaping @Sendable (Parameters, FrameSink) throws -> Void
    ) {
        self.init(id, controls) { parameters, _, emit in try body(parameters, emit) }
    }

    /// One that can learn from the user's own crystals.
    init<Parameters: Decodable & Sendable>(
        _ id: String, _ controls: [StepControl],
        _ body: @escaping @Sendable (Parameters, (any OwnCrystals)?, FrameSink) throws -> Void
    ) {
        self.init(id: id, controls: controls) {
            (parameters: Parameters, own: (any OwnCrystals)?, emit: FrameSink) in
            do {
                try body(parameters, own, emit)
            } catch let refusal as StepRefusal {
                try emit(StepFrame("refused", refusal))
            }
        }
    }
}

extension Double {
    /// nil for what is not finite: a number that is not known has no place in a frame.
    var known: Double? { isFinite ? self : nil }
}
