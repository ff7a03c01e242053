public import Crystals

/// A labelled crystal or formula with what a model says of it.
public struct DiagnosedCrystal: Sendable {
    public var id: String
    public var formula: String
    public var elements: Set<Element>
    /// Of the cell; 0 for a formula, which has none.
    public var sites: Int
    /// Where it stood in the model's training; nil where that is not known, or nowhere.
    public var side: Split.Part?
    /// [targets] on the scale of learning; NaN where there is none.
    public var truths: [Double]
    /// [targets]
    public var estimates: [PropertyEstimate]

    /// - Parameter targets: of the model.
    public init(
        _ record: some LabelledMaterial, side: Split.Part?, targets: [Target],
        estimates: [PropertyEstimate]
    ) {
        let composition = record.composition
        (id, formula) = (record.id, composition.reducedFormula)
        elements = Set(composition.elements)
        sites = record.structure?.sites.count ?? 0
        (self.side, self.estimates) = (side, estimates)
        truths = targets.map { $0.transformed($0.value(of: record) ?? .nan) }
    }

    /// ŷ − y on the scale of learning.
    public func error(_ target: Int) -> Double { estimates[target].mean - truths[target] }

    /// |ŷ − y| over the error to be expected; NaN without a calibration.
    public func score(_ target: Int) -> Double { abs(error(target)) / estimates[target].deviation }
}
