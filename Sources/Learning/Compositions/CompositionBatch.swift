public import Crystals
internal import Foundation
public import Tensors

/// What a network reads of one formula, computed once.
public struct EncodedComposition: Sendable {
    /// [components] atomic number less one.
    let elements: [Int32]
    /// [components] shares of the atoms; they sum to 1.
    let fractions: [Float]
    /// [components][encoding.count]
    let encodings: [Float]
    /// [CompositionStatistics.count]
    let statistics: [Float]

    /// - Precondition: the composition is not empty.
    public init(_ composition: Composition, encoding: FractionEncoding) {
        precondition(!composition.isEmpty, "a formula without elements")
        let shares = composition.amounts.map { $0.amount / composition.total }
        elements = composition.elements.map { Int32($0.atomicNumber - 1) }
        fractions = shares.map(Float.init)
        encodings = shares.flatMap { encoding.vector($0) }
        statistics = CompositionStatistics.vector(composition)
    }
}

/// Several formulas as flat arrays.
public struct CompositionBatch: Sendable {
    /// [components] row of ``elementVectors``.
    public let elements: [Int32]
    /// [components] shares of the atoms of the formula; they sum to 1 in each.
    public let fractions: [Float]
    /// [components]
    public let logFractions: [Float]
    /// [components, encoding.count]
    public let encodings: Tensor
    /// [formulas + 1]; components of formula c are offsets[c] ..< offsets[c + 1].
    public let offsets: [Int32]
    /// [formulas, CompositionStatistics.count]
    public let statistics: Tensor
    /// What dropout is drawn from in training; nil: none.
    public let noise: UInt64?

    public init(_ formulas: some Collection<EncodedComposition>, noise: UInt64? = nil) {
        precondition(!formulas.isEmpty, "a batch without formulas")
        self.noise = noise
        elements = formulas.flatMap(\.elements)
        let shares = formulas.flatMap(\.fractions)
        (fractions, logFractions) = (shares, shares.map { Float(log(Double($0))) })
        let encoded = formulas.flatMap(\.encodings)
        encodings = Tensor(encoded, shape: [shares.count, encoded.count / shares.count])
        statistics = Tensor(
            formulas.flatMap(\.statistics), shape: [formulas.count, CompositionStatistics.count])
        var offsets: [Int32] = [0]
        for formula in formulas {
            offsets.append(offsets[offsets.count - 1] + Int32(formula.elements.count))
        }
        self.offsets = offsets
    }

    public var formulas: Int { offsets.count - 1 }

    /// Columns of ``elementVectors``.
    public static let elementWidth = Element.featureCount + Element.descriptorNames.count

    /// [elements, elementWidth]; the 92 bits and the descriptors of every element, by atomic number.
    public static let elementVectors = Tensor(
        Element.all.flatMap { $0.featureVector + $0.descriptors.map(Float.init) },
        shape: [Element.all.count, elementWidth])
}
