internal import Crystals

/// A composition as a model file has it: shares of the elements as Float.
///
/// Statistics are computed from what is stored, so that a model answers after reading as before writing.
struct StoredComposition: Sendable {
    /// Atomic number less one.
    let elements: [Int32]
    let fractions: [Float]

    /// - Precondition: `elements` are some, and `fractions` as many and above 0.
    init(elements: [Int32], fractions: [Float]) {
        (self.elements, self.fractions) = (elements, fractions)
    }

    init(_ composition: Composition) {
        elements = composition.elements.map { Int32($0.atomicNumber - 1) }
        fractions = composition.amounts.map { Float($0.amount / composition.total) }
    }

    var encoded: EncodedComposition {
        let amounts = zip(elements, fractions).map { (Element.all[Int($0)], Double($1)) }
        return EncodedComposition(
            Composition(amounts.map { (element: $0.0, amount: $0.1) }),
            encoding: FractionEncoding())
    }
}
