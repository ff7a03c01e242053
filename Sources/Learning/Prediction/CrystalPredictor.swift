public import Crystals

/// A property that a model predicts: its name in tables, and its unit.
public struct PredictedProperty: Hashable, Sendable, Codable {
    /// Column name: `K`, `G`, `e_form`, `band_gap`, `volume`.
    public var name: String
    /// "GPa", "eV/atom", "eV", "Å³/atom".
    public var unit: String

    public init(name: String, unit: String) { (self.name, self.unit) = (name, unit) }
}

/// Anything that predicts properties of crystals.
///
/// Owed by every implementation: the answer for a crystal does not depend on its neighbours in
/// `crystals`, nor on how many threads ask; a value that cannot be given is NaN, never zero.
public protocol CrystalPredictor: Sendable {
    /// The columns of ``predict(_:)``, in order.
    var properties: [PredictedProperty] { get }

    /// SHA-256 of the model file, hexadecimal: what a run records as the origin of a number.
    var fingerprint: String { get }

    /// - Returns: [crystals][properties], in the unit of each property.
    func predict(_ crystals: [Crystal]) -> [[Double]]

    /// The same with error bars, which a predictor need not have.
    func estimates(for crystals: [Crystal]) -> [[PropertyEstimate]]
}

extension CrystalPredictor {
    public func estimates(for crystals: [Crystal]) -> [[PropertyEstimate]] {
        predict(crystals).map { $0.map(PropertyEstimate.init(withoutBars:)) }
    }
}
