/// Tabulated properties; sources stand in the table, `elementTable`.
extension Element {
    /// In English, in lower case: "iron".
    public var name: String { properties.name }

    /// Standard atomic weight, u; the mass number of the longest-lived isotope where there is none.
    public var mass: Double { properties.mass }

    /// 1…18; nil in the f block (La–Yb, Ac–No).
    public var group: Int? { properties.group }

    /// 1…7.
    public var period: Int { properties.period }

    public var block: Block { properties.block }

    /// Pauling's scale.
    public var electronegativity: Double? { properties.electronegativity }

    /// Of a single bond, pm.
    public var covalentRadius: Double { properties.covalentRadius }

    /// Outside filled d and f shells, 2 in the f block; 12 for Pd, as CGCNN counts.
    public var valenceElectrons: Int { properties.valenceElectrons }

    /// eV.
    public var firstIonizationEnergy: Double { properties.firstIonizationEnergy }

    /// eV; nil where no electron is bound or nothing is tabulated.
    public var electronAffinity: Double? { properties.electronAffinity }

    /// Of the solid, or of the liquid for gases, cm³/mol.
    public var molarVolume: Double? { properties.molarVolume }

    /// Whether the element is a metal; metalloids (B Si Ge As Sb Te) are not.
    public var isMetal: Bool { properties.kind == .metal }

    public var isMetalloid: Bool { properties.kind == .metalloid }

    /// The shell that fills along this part of the periodic table. La and Ac count as f, Lu and Lr as d.
    public enum Block: String, Sendable { case s, p, d, f }

    private var properties: ElementProperties { ElementProperties.all[atomicNumber - 1] }
}

/// One line of `elementTable`.
private struct ElementProperties: Sendable {
    enum Kind: String { case metal, metalloid, nonmetal }

    let name: String
    let mass: Double
    let group: Int?
    let period: Int
    let block: Element.Block
    let kind: Kind
    let electronegativity: Double?
    let covalentRadius: Double
    let valenceElectrons: Int
    let firstIonizationEnergy: Double
    let electronAffinity: Double?
    let molarVolume: Double?

    static let all: [ElementProperties] = elementTable.split(separator: "\n").map { line in
        guard let properties = ElementProperties(line) else {
            preconditionFailure("the table of elements has a bad line: \(line)")
        }
        return properties
    }

    /// nil unless the line has all columns, and a number where there must be one.
    init?(_ line: Substring) {
        let columns = line.split(separator: " ")
        guard columns.count == 14, let mass = Double(columns[3]), let period = Int(columns[5]),
            let block = Element.Block(rawValue: String(columns[6])),
            let kind = Kind(rawValue: String(columns[7])),
            let radius = Double(columns[9]), let valence = Int(columns[10]),
            let ionization = Double(columns[11])
        else { return nil }
        name = String(columns[2])
        (self.mass, self.period, self.block, self.kind) = (mass, period, block, kind)
        (covalentRadius, valenceElectrons, firstIonizationEnergy) = (radius, valence, ionization)
        group = Int(columns[4])
        electronegativity = Double(columns[8])
        electronAffinity = Double(columns[12])
        molarVolume = Double(columns[13])
    }
}
