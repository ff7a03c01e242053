/// The values that a known property can have: outside them a label is a mistake of the data, not
/// a measurement.
public struct LabelRange: Sendable {
    public var name: String
    /// As the tables of the program give it.
    public var unit: String
    /// Smallest and largest value that is believed.
    public var values: ClosedRange<Double>
    /// Why these bounds.
    public var reason: String

    /// Every property with bounds, by the names that inputs use.
    public static let known: [LabelRange] = [
        LabelRange(
            "K", "GPa", 0.01...1000,
            "solid noble gases have 1, diamond 442; beyond is compression or a failed fit"),
        LabelRange(
            "G", "GPa", 0.01...1000,
            "rubidium has 1, diamond 535; a shear modulus ≤ 0 means an unstable cell"),
        LabelRange("E", "GPa", 0.01...2000, "diamond has 1143"),
        LabelRange("poisson", "1", -1...0.5, "the bounds of a stable isotropic solid"),
        LabelRange("hardness", "GPa", 0...200, "diamond has 96 to 115"),
        LabelRange("toughness", "MPa·m^½", 0...500, "the toughest metals have 200"),
        LabelRange(
            "e_form", "eV/atom", -10...10,
            "the strongest fluorides have −4.5; beyond is a total energy"),
        LabelRange("e_hull", "eV/atom", 0...10, "nothing lies below the hull"),
        LabelRange(
            "energy_per_atom", "eV/atom", -1e5...10,
            "even all-electron totals of the heaviest atoms stay above −10⁶ eV"),
        LabelRange("band_gap", "eV", 0...30, "solid neon has 21.5"),
        LabelRange(
            "volume", "Å³", 1...1e6,
            "of the cell: one atom has 4 to 100, and cells at most 5000 atoms"),
        LabelRange("density", "g/cm³", 0.01...30, "osmium has 22.6"),
        LabelRange("debye_T", "K", 1...3000, "caesium has 40, diamond 2240"),
        LabelRange(
            "Tc", "K", 0...300, "the highest under pressure is 260; 0 means not superconducting"),
        LabelRange("kappa_300K", "W/m/K", 0...10_000, "diamond has 2200, isotopically pure 3300"),
        LabelRange("alpha_V_300K", "1/K", -1e-3...1e-2, "helium aside, solids stay within 10⁻³"),
    ]

    init(_ name: String, _ unit: String, _ values: ClosedRange<Double>, _ reason: String) {
        (self.name, self.unit, self.values, self.reason) = (name, unit, values, reason)
    }

    static func of(_ name: String) -> LabelRange? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0) })
}

/// Tells labels that can be used from those that cannot.
struct LabelExaminer {
    /// The usable labels, and a finding for each that is missing, no number or absurd. A field of
    /// text that is no known property is a remark of the file, not a label.
    ///
    /// - Parameter siteLabels: names of those that are of sites instead.
    static func examine(
        _ labels: [ParsedLabel], besides siteLabels: some Collection<String>
    ) -> ([String: Double], [Finding]) {
        var usable: [String: Double] = [:]
        var findings: [Finding] = []
        for label in labels {
            if case .numbers = label.value, siteLabels.contains(label.name) { continue }
            if let finding = finding(label) {
                findings.append(finding)
            } else if case .number(let value) = label.value {
                usable[label.name] = value
            }
        }
        return (usable, findings)
    }

    /// The labels that are of sites, one number each: those of the format, and lists of the right length.
    static func siteLabels(of parsed: ParsedCrystal) -> [String: [Double]] {
        let count = parsed.crystal.sites.count
        var all = parsed.siteLabels
        for label in parsed.labels {
            if case .numbers(let values) = label.value, values.count == count {
                all[label.name] = values
            }
        }
        return all.mapValues { $0.map { $0.isFinite ? $0 : .nan } }
            .filter { !$0.value.allSatisfy(\.isNaN) }
    }

    private static func finding(_ label: ParsedLabel) -> Finding? {
        let isKnown = LabelRange.of(label.name) != nil
        switch label.value {
        case .number(let value): return number(label.name, value)
        case .null: return missing(label.name, "null")
        case .text(let text):
            if isMissing(text) { return missing(label.name, "\"\(text)\"") }
            return isKnown ? invalid(label.name, "the text \"\(text.prefix(24))\"") : nil
        case .truth(let truth): return isKnown ? invalid(label.name, "\(truth)") : nil
        case .numbers, .compound: return isKnown ? invalid(label.name, "a list or an object") : nil
        }
    }

    private static func number(_ name: String, _ value: Double) -> Finding? {
        if value.isNaN { return missing(name, "NaN") }
        if value.isInfinite { return invalid(name, "infinite") }
        guard let range = LabelRange.of(name), !range.values.contains(value) else { return nil }
        return Finding(
            .absurdLabel,
            "\(name) = \(value) \(range.unit) was left out: it should be from "
                + "\(range.values.lowerBound) to \(range.values.upperBound) (\(range.reason))")
    }

    private static func missing(_ name: String, _ what: String) -> Finding {
        Finding(.missingLabel, "\(name) is \(what) and was left out")
    }

    private static func invalid(_ name: String, _ what: String) -> Finding {
        Finding(.invalidLabel, "\(name) is \(what), not a number, and was left out")
    }

    static func isMissing(_ text: String) -> Bool {
        ["", "n/a", "na", "nan", "none", "null", "-", "--", "?", "."]
            .contains(text.lowercased().filter { !$0.isWhitespace })
    }
}
