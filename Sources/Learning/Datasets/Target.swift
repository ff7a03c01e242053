internal import Foundation
public import Crystals

/// A property to learn: its name, its unit, and the scale on which the network sees it.
public struct Target: Hashable, Sendable, Codable {
    /// Label of the data file and column of the predictions.
    public var name: String
    /// "GPa", "eV/atom", …; empty if dimensionless or unknown.
    public var unit: String
    public var transform: Transform

    /// The scale of learning.
    public enum Transform: String, Sendable, Codable {
        case identity
        /// Decadic logarithm, for positive quantities that span orders of magnitude.
        case log10
    }

    public init(name: String, unit: String? = nil, transform: Transform = .identity) {
        self.name = name
        self.unit = unit ?? Self.knownUnits[name] ?? ""
        self.transform = transform
    }

    /// Units of the labels that the project's data files use.
    public static let knownUnits = [
        "K": "GPa", "G": "GPa", "e_form": "eV/atom", "band_gap": "eV", "volume": "Å³/atom",
    ]

    /// Volume per atom is read off the crystal itself; everything else is a label.
    public static let volumeName = "volume"

    /// The target's value of a record, in its unit; nil if the record has none.
    public func value(of record: CrystalRecord) -> Double? {
        name == Self.volumeName ? record.crystal.volumePerAtom : record.labels[name]
    }

    /// On the scale of learning; NaN where the transform is not defined.
    public func transformed(_ value: Double) -> Double {
        switch transform {
        case .identity: value
        case .log10: value > 0 ? log10(value) : .nan
        }
    }

    /// Back to the unit of the target; a gap that a network puts below zero is no gap.
    public func restored(_ value: Double) -> Double {
        switch transform {
        // Written so that NaN, which is no gap either, stays NaN.
        case .identity: name == Self.gapName && value < 0 ? 0 : value
        case .log10: pow(10, value)
        }
    }

    private static let gapName = "band_gap"
}

/// Mean and standard deviation of a target over the training part, on the scale of learning.
public struct Normalizer: Hashable, Sendable, Codable {
    public var mean: Double
    public var deviation: Double

    public init(mean: Double, deviation: Double) {
        (self.mean, self.deviation) = (mean, deviation)
    }

    /// Of the finite values among `values`; (0, 1) if there are none.
    public init(of values: [Double]) {
        let known = values.filter(\.isFinite)
        let count = Double(max(1, known.count))
        let mean = known.reduce(0, +) / count
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        self.init(mean: mean, deviation: variance > 0 ? variance.squareRoot() : 1)
    }

    public func normalized(_ value: Double) -> Double { (value - mean) / deviation }
    public func restored(_ value: Double) -> Double { value * deviation + mean }
}
