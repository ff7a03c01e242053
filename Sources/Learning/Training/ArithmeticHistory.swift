internal import Tensors

/// What computed a work (``Arithmetic``), in order of first use.
///
/// Another instruction set adds in another order. A work on which two took part has the last bits of
/// neither, which is no error, but must be known of it.
public struct ArithmeticHistory: Hashable, Sendable {
    public let parts: [String]

    public init(_ parts: [String]) { self.parts = parts }

    /// Of a work that this process does alone.
    public static var present: ArithmeticHistory { ArithmeticHistory([Arithmetic.description]) }

    /// Of a work that `earlier` began, and these go on with.
    ///
    /// - Parameter earlier: nil where it was not recorded, as by versions before 0.2.
    public func continuing(_ earlier: ArithmeticHistory?) -> ArithmeticHistory {
        let known = earlier?.parts ?? ["an unrecorded arithmetic"]
        return ArithmeticHistory(known + parts.filter { !known.contains($0) })
    }

    /// Those besides `other`'s; nil where there are none.
    public func others(than other: ArithmeticHistory) -> ArithmeticHistory? {
        let others = parts.filter { !other.parts.contains($0) }
        return others.isEmpty ? nil : ArithmeticHistory(others)
    }

    /// What to tell the user who goes on with a work of `self` by `other`.
    ///
    /// - Parameter work: "training", "screening".
    public func warning(goingOnWith other: ArithmeticHistory, _ work: String) -> String {
        "this \(work) was computed with \(self) and goes on with \(other): its last bits will not be "
            + "those of a run on one machine"
    }
}

extension ArithmeticHistory: CustomStringConvertible {
    public var description: String { parts.joined(separator: ", then ") }
}

/// A list of strings.
extension ArithmeticHistory: Codable {
    public init(from decoder: any Decoder) throws {
        parts = try decoder.singleValueContainer().decode([String].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(parts)
    }
}
