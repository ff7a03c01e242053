public import Foundation

/// One step of a practical: a question whose answer is computed while one looks on.
///
/// A step has controls that a person moves. ``run(_:emit:)`` checks what they were moved to and computes
/// with the engine that the rest of the program uses. What there is to draw comes in frames: at once, or as the
/// computation goes on.
public struct PracticalStep: Sendable {
    /// In the addresses of the page: lowercase words with hyphens.
    public let id: String
    public let controls: [StepControl]
    private let body: @Sendable (Data, (any OwnCrystals)?, (Data) throws -> Void) throws -> Void

    /// - Parameters:
    ///   - body: computes with the parameters and the user's own crystals, where there are any, and hands each
    ///     frame to its last argument, which throws `CancellationError` where nobody looks on any more.
    public init<Parameters: Decodable & SendableMetatype, Frame: Encodable & SendableMetatype>(
        id: String, controls: [StepControl],
        body:
            @escaping @Sendable (Parameters, (any OwnCrystals)?, (Frame) throws -> Void) throws ->
            Void
    ) {
        (self.id, self.controls) = (id, controls)
        self.body = { parameters, own, emit in
            let decoded = try JSONDecoder().decode(Parameters.self, from: parameters)
            let encoder = JSONEncoder()
            // JSON has no word for what is not a number; the page knows these.
            encoder.nonConformingFloatEncodingStrategy = .convertToString(
                positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try body(decoded, own) { try emit(try encoder.encode($0)) }
        }
    }

    /// - Throws: ``StepObjection`` where a parameter is not one that its control can be moved to.
    public func check(_ parameters: Data) throws(StepObjection) {
        _ = try ControlValues(parameters, of: self)
    }

    /// Computes with the given parameters, those of absent ones as the controls stand at first.
    ///
    /// - Parameters:
    ///   - parameters: a JSON object with a member for each control that was moved.
    ///   - own: what a ``StepControl/Kind/label(of:initial:)`` can name besides its choices.
    ///   - emit: is given every frame as JSON; throws `CancellationError` to end the computation.
    /// - Throws: ``StepObjection`` where a parameter is not one that its control can be moved to; what `emit`
    ///   throws.
    public func run(
        _ parameters: Data, own: (any OwnCrystals)? = nil, emit: (Data) throws -> Void
    ) throws {
        try body(try ControlValues(parameters, of: self).json(), own, emit)
    }
}

/// Why a step was not computed.
public struct StepObjection: Error, Hashable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
