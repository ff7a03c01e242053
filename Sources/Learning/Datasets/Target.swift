internal import Foundation
public import Crystals

/// A property to learn: its name, its unit, and the scale on which the network sees it.
///
/// Either a number, or a question of yes or no that a label answers (``classification``).
public struct Target: Hashable, Sendable {
    /// Column of the predictions, and the label of the data file unless ``label`` names another.
    public var name: String
    /// "GPa", "eV/atom", …; empty if dimensionless or unknown.
    public var unit: String
    public var transform: Transform
    /// The label that it is read from; nil where that has the target's name.
    public var label: String?
    /// What makes it a question; nil for a number.
    public var classification: Classification?
    /// Labels that are not above it are missing, in the target's unit: ln T_c of those that are
    /// superconductors above 10 K. nil for all.
    public var above: Double?
    /// Whether it is a property of each site instead of the crystal; nil for no.
    public var perSite: Bool?
    /// How much one label of it counts in the loss beside one of another target; nil for 1.
    public var weight: Double?

    /// The scale of learning.
    public enum Transform: String, Sendable, NamedChoice {
        case identity
        /// Decadic logarithm, for positive quantities that span orders of magnitude.
        case log10
        /// Natural logarithm.
        case log
    }

    public init(
        name: String, unit: String? = nil, transform: Transform = .identity, label: String? = nil,
        classification: Classification? = nil, above: Double? = nil, weight: Double? = nil,
        perSite: Bool? = nil
    ) {
        self.name = name
        self.unit = unit ?? (classification == nil ? Self.knownUnits[label ?? name] ?? "" : "")
        (self.transform, self.label) = (transform, label)
        (self.classification, self.above, self.weight) = (classification, above, weight)
        self.perSite = perSite
    }

    /// Whether each site has its own value.
    public var isOfSites: Bool { perSite == true }

    /// Units of the labels that the project's data files use.
    public static let knownUnits = [
        "K": "GPa", "G": "GPa", "e_form": "eV/atom", "band_gap": "eV", "volume": "Å³/atom",
        "Tc": "K", "debye_T": "K", "kappa_300K": "W/(m·K)", "alpha_V_300K": "1/K",
    ]

    /// Volume per atom is read off the crystal itself; everything else is a label.
    public static let volumeName = "volume"

    /// The target's value of a record, in its unit, or 1 for yes and 0 for no; nil if the record has
    /// none, or each site its own.
    public func value(of record: some LabelledMaterial) -> Double? {
        guard !isOfSites else { return nil }
        let name = label ?? name
        let value = name == Self.volumeName ? record.structure?.volumePerAtom : record.labels[name]
        return value.flatMap(asked)
    }

    /// [sites] the target's values of a record, in its unit, or 1 for yes and 0 for no; NaN where a site has
    /// none. nil if no site has one, or it is not a target of sites.
    public func siteValues(of record: some LabelledMaterial) -> [Double]? {
        guard isOfSites, let values = record.siteLabels[label ?? name] else { return nil }
        let known = values.map { asked($0) ?? .nan }
        return known.contains { !$0.isNaN } ? known : nil
    }

    /// Whether a record has anything to learn it from: a label of 0 is none where its logarithm is learned.
    public func isKnown(of record: some LabelledMaterial) -> Bool {
        let values = isOfSites ? siteValues(of: record) ?? [] : [value(of: record) ?? .nan]
        return values.contains { transformed($0).isFinite }
    }

    /// A label as the target takes it; nil where it says nothing.
    private func asked(_ value: Double) -> Double? {
        if let above, !(value > above) { return nil }
        guard let classification else { return value }
        return value.isNaN ? nil : classification.isYes(value) ? 1 : 0
    }

    /// On the scale of learning; NaN where the transform is not defined.
    public func transformed(_ value: Double) -> Double {
        switch transform {
        case .identity: value
        case .log10: value > 0 ? log10(value) : .nan
        case .log: value > 0 ? Foundation.log(value) : .nan
        }
    }

    /// Back to the unit of the target; a gap that a network puts below zero is no gap.
    public func restored(_ value: Double) -> Double {
        switch transform {
        // Written so that NaN, which is no gap either, stays NaN.
        case .identity: name == Self.gapName && value < 0 ? 0 : value
        case .log10: pow(10, value)
        case .log: exp(value)
        }
    }

    /// Unit of ``transformed(_:)``: "log₁₀ GPa".
    public var learnedUnit: String {
        switch transform {
        case .identity: unit
        case .log10: "log₁₀ \(unit)"
        case .log: "ln \(unit)"
        }
    }

    /// Whether an answer to the one, in its unit, is one to the other.
    func asksTheSame(as other: Target) -> Bool {
        isOfSites == other.isOfSites && classification == other.classification
            && above == other.above && (label ?? name) == (other.label ?? other.name)
    }

    /// What is wrong with it, in words.
    var objection: String? {
        if classification != nil, transform != .identity {
            return "\(name) is a question, of which there is no logarithm"
        }
        if above?.isFinite == false { return "\(name) has labels above \(above ?? 0)" }
        return weight.map { $0 > 0 && $0.isFinite } == false
            ? "the weight of \(name) is not above 0" : nil
    }

    private static let gapName = "band_gap"
}

extension Target: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case name, unit, transform, label, classification, above, weight, perSite
    }

    /// Those of a plan.
    static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// All but the name may be left out.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try values.decode(String.self, forKey: .name),
            unit: try values.decodeIfPresent(String.self, forKey: .unit),
            transform: try values.decodeIfPresent(Transform.self, forKey: .transform) ?? .identity,
            label: try values.decodeIfPresent(String.self, forKey: .label),
            classification: try values.decodeIfPresent(
                Classification.self, forKey: .classification),
            above: try values.decodeIfPresent(Double.self, forKey: .above),
            weight: try values.decodeIfPresent(Double.self, forKey: .weight),
            perSite: try values.decodeIfPresent(Bool.self, forKey: .perSite))
    }
}
