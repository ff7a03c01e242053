public import Crystals

/// How the records of one file are brought to the scale of the others, as data of the training
/// plan: databases differ in pressure, in functional and in what they call an energy.
public struct Adaptation: Hashable, Sendable, Codable {
    /// Name of the file, without its folder.
    public var file: String
    /// Factor on all lengths, as from a relaxation under pressure to one without.
    public var stretch: Double?
    /// Believed volumes per atom, [smallest, largest], Å³, after the stretch; nil keeps all.
    public var volumePerAtom: [Double]?
    public var energy: FormationEnergy?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case file, stretch, volumePerAtom, energy
    }

    /// Those of a plan.
    static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Formation energy from a total energy: e = (H − pV)/N − Σ xᵢ μᵢ.
    public struct FormationEnergy: Hashable, Sendable, Codable {
        /// Label that holds H/N, eV/atom.
        public var from: String
        /// Label that receives the formation energy, eV/atom.
        public var to: String
        /// p, GPa, where the file gives enthalpies under pressure; 0 if absent.
        public var pressure: Double?
        /// μ by element symbol, eV/atom.
        public var references: [String: Double]

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case from, to, pressure, references
        }

        static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

        public init(
            from: String, to: String, pressure: Double? = nil, references: [String: Double]
        ) {
            (self.from, self.to) = (from, to)
            (self.pressure, self.references) = (pressure, references)
        }
    }

    public init(
        file: String, stretch: Double? = nil, volumePerAtom: [Double]? = nil,
        energy: FormationEnergy? = nil
    ) {
        (self.file, self.stretch) = (file, stretch)
        (self.volumePerAtom, self.energy) = (volumePerAtom, energy)
    }

    /// What cannot be, in words; nil for an adaptation that can be followed.
    var objection: String? {
        if let stretch, !(stretch > 0 && stretch.isFinite) { return "stretch is not above 0" }
        if let bounds = volumePerAtom, bounds.count != 2 || !(bounds[0] <= bounds[1]) {
            return "volumePerAtom is not [smallest, largest]"
        }
        let unknown = energy?.references.keys.sorted().first { Element($0) == nil }
        return unknown.map { "energy.references names no element \($0)" }
    }

    /// Whether the record is of this file.
    public func isMeant(for record: CrystalRecord) -> Bool {
        record.source.file.split(separator: "/").last.map(String.init) == file
    }

    /// The record on the scale of the plan.
    public func adapted(_ record: CrystalRecord) -> CrystalRecord {
        var result = record
        if let energy { result.labels[energy.to] = energy.value(of: record) }
        if let stretch {
            let rows = record.crystal.lattice.rows.map { $0 * stretch }
            result.crystal.lattice = Lattice(rows: rows)
        }
        return result
    }

    /// Why the adapted record is not to be learned from; nil if it is.
    func objection(to record: CrystalRecord) -> String? {
        guard let bounds = volumePerAtom else { return nil }
        let volume = record.crystal.volumePerAtom
        guard !(bounds[0]...bounds[1]).contains(volume) else { return nil }
        return "\(volume) Å³/atom is outside \(bounds[0])…\(bounds[1])"
    }
}

extension Adaptation.FormationEnergy {
    /// 1 GPa in eV/Å³: exact, from the elementary charge of the SI.
    private static let gigapascal = 1 / 160.217_663_4

    /// eV/atom; nil without the label or where an element has no reference.
    func value(of record: CrystalRecord) -> Double? {
        guard let enthalpy = record.labels[from] else { return nil }
        let composition = record.crystal.composition
        var value =
            enthalpy - (pressure ?? 0) * Self.gigapascal * record.crystal.volumePerAtom
        for element in composition.elements {
            guard let reference = references[element.symbol] else { return nil }
            value -= composition.fraction(of: element) * reference
        }
        return value
    }
}
