public import Crystals
internal import Tensors

/// What a split does not divide: all crystals of one group stand on one side.
public enum Grouping: Hashable, Sendable {
    /// The reduced formula: no composition is learned from and tested on.
    case formula
    /// The elements, whatever their proportions.
    case chemicalSystem
    /// What a structure is whatever its elements: the proportions, the space group and the number of
    /// atoms of a primitive cell, as "AB2 Fm-3m 3" for fluorite. Coarser than prototypes in catalogues,
    /// which tell Wyckoff positions apart, so that it divides none of theirs; but for structures
    /// that deviate from a symmetry by about the 0.01 Å within which it is looked for.
    case prototype
    /// The value of a label, such as the year in which a crystal was published.
    case label(String)
    /// Nothing but a row with itself, and with others that came under its name.
    case row

    /// The label that it goes by; nil for none.
    public var label: String? {
        if case .label(let name) = self { name } else { nil }
    }

    /// The group of a crystal; empty where it has not the label, or no structure for a prototype.
    public func group(of record: some LabelledMaterial) -> String {
        switch self {
        case .formula: record.composition.reducedFormula
        case .chemicalSystem: record.composition.chemicalSystem
        case .prototype: record.structure?.prototype ?? ""
        case .label(let name): record.labels[name].map(Self.text) ?? ""
        case .row: record.name
        }
    }

    private static func text(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }

    /// Crystals that one thread takes at a time.
    private static let pieceSize = 64

    /// The groups of crystals, in order, found on all threads.
    public func groups(of records: [some LabelledMaterial]) -> [String] {
        let size = Self.pieceSize
        return Workers.map((records.count + size - 1) / size) { piece in
            records[piece * size..<min((piece + 1) * size, records.count)].map { group(of: $0) }
        }.flatMap { $0 }
    }

    /// Whether crystals of one composition always are of one group: then no structure is divided either.
    public var keepsCompositions: Bool { self == .formula || self == .chemicalSystem }
}

extension Crystal {
    fileprivate var prototype: String {
        let shape = composition.anonymousFormula
        guard let symmetry = try? CrystalSymmetry(self) else { return "\(shape) ? \(sites.count)" }
        return "\(shape) \(symmetry.spaceGroup.symbol) \(symmetry.primitiveSites)"
    }
}

/// As settings name it, and sentences.
extension Grouping: LosslessStringConvertible {
    private static let labelPrefix = "label:"

    public init?(_ text: String) {
        switch text {
        case "formula": self = .formula
        case "chemical-system": self = .chemicalSystem
        case "prototype": self = .prototype
        case "row": self = .row
        case "year": self = .label(text)
        default:
            guard text.hasPrefix(Self.labelPrefix), text.count > Self.labelPrefix.count else {
                return nil
            }
            self = .label(String(text.dropFirst(Self.labelPrefix.count)))
        }
    }

    public var description: String {
        switch self {
        case .formula: "formula"
        case .chemicalSystem: "chemical-system"
        case .prototype: "prototype"
        case .label("year"): "year"
        case .label(let name): Self.labelPrefix + name
        case .row: "row"
        }
    }

    /// "formula", "chemical system", …
    public var words: String {
        switch self {
        case .chemicalSystem: "chemical system"
        case .label(let name): name
        default: description
        }
    }

    /// What a crystal has that shares a group with others: "have compositions", …
    public var membership: String {
        switch self {
        case .formula: "have compositions"
        case .chemicalSystem: "are of chemical systems"
        case .prototype: "have prototypes"
        case .label(let name): "have values of \(name)"
        case .row: "have names of crystals"
        }
    }
}
