/// What labels are given for: a crystal, or a formula without a structure.
public protocol LabelledMaterial: Sendable {
    /// No other of a run has it.
    var id: String { get }
    /// The name that it came with, which others may share.
    var name: String { get }
    /// Numbers by name, in the unit of the file.
    var labels: [String: Double] { get set }
    /// [sites] numbers by name, NaN where a site has none; of materials without sites none.
    var siteLabels: [String: [Double]] { get }
    var source: Source { get }
    var composition: Composition { get }
    /// nil where only a formula is known.
    var structure: Crystal? { get }
}

extension LabelledMaterial {
    public var siteLabels: [String: [Double]] { [:] }
}

extension CrystalRecord: LabelledMaterial {
    public var composition: Composition { crystal.composition }
    public var structure: Crystal? { crystal }
}

/// A row of a table has no name but its own: formulas are written twice in many tables.
extension FormulaRecord: LabelledMaterial {
    public var name: String { id }
    public var structure: Crystal? { nil }
}
