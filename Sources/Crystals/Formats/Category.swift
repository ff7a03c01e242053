/// What kind of thing is wrong with an input, or worth knowing of it. The raw value is what tables
/// and JSON show; the order is the order of tallies.
public enum Category: String, CaseIterable, Codable, CodingKeyRepresentable, Hashable, Sendable {
    // The argument or the file.
    case unreadableFile = "unreadable-file"
    case emptyFolder = "empty-folder"
    case noMatch = "no-match"
    case emptyFile = "empty-file"
    case unknownFormat = "unknown-format"
    case binaryContent = "binary-content"
    case wrongEncoding = "wrong-encoding"
    case damagedGzip = "damaged-gzip"
    case tooLarge = "too-large"

    // The text of a record.
    case truncated
    case syntaxError = "syntax-error"
    case missingField = "missing-field"
    case inconsistentCounts = "inconsistent-counts"
    case invalidNumber = "invalid-number"
    case notACrystal = "not-a-crystal"
    case unsupportedSymmetry = "unsupported-symmetry"
    case invalidSymmetry = "invalid-symmetry"

    // The crystal.
    case noAtoms = "no-atoms"
    case tooManyAtoms = "too-many-atoms"
    case invalidCell = "invalid-cell"
    case invalidPosition = "invalid-position"
    case unknownElement = "unknown-element"
    case invalidOccupancy = "invalid-occupancy"
    case implausibleDensity = "implausible-density"
    case overlappingAtoms = "overlapping-atoms"
    case isolatedAtoms = "isolated-atoms"

    // Worth a warning.
    case shortDistance = "short-distance"
    case longDistance = "long-distance"
    case vacuum
    case splitSites = "split-sites"
    case partialOccupancy = "partial-occupancy"
    case assumedSymmetry = "assumed-symmetry"
    case conflictingSymmetry = "conflicting-symmetry"
    case conflictingContents = "conflicting-contents"
    case assumedSpecies = "assumed-species"
    case ignoredSites = "ignored-sites"
    case hydrogenIsotope = "hydrogen-isotope"
    case repeatedId = "repeated-id"
    case missingLabel = "missing-label"
    case invalidLabel = "invalid-label"
    case absurdLabel = "absurd-label"

    // Writing.
    case notExpressible = "not-expressible"

    /// Whether it is about a property given with the crystal, and not about the crystal.
    public var concernsLabels: Bool {
        [.missingLabel, .invalidLabel, .absurdLabel].contains(self)
    }
}

/// One thing found: its kind, and a sentence that says what is wrong, where, and what to do.
public struct Finding: Error, Hashable, Sendable, CustomStringConvertible {
    public var category: Category
    public var message: String

    public init(_ category: Category, _ message: String) {
        (self.category, self.message) = (category, message)
    }

    /// The same with `place` before its sentence: "line 12: ".
    func at(_ place: String) -> Finding { Finding(category, place + message) }

    public var description: String { "\(category.rawValue): \(message)" }
}
