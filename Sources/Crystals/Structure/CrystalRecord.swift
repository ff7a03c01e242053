/// A crystal as it came in: what it is called, where it stood, what was measured of it.
public struct CrystalRecord: Sendable {
    /// The record's own name: the `id` of a JSON line, a CIF's data block, or the file's name.
    public var id: String
    public var crystal: Crystal
    /// Numbers given with the crystal, by name (`K`, `G`, `e_form`, …), in the unit of the file.
    public var labels: [String: Double]
    /// [sites] numbers given with each site, by name (`magmom`, `charge`, …), NaN where there is none.
    public var siteLabels: [String: [Double]] = [:]
    public var source: Source
    /// The name that it came with, where ``id`` is another because a record before it has that name.
    public var repeatedName: String?

    public init(id: String, crystal: Crystal, labels: [String: Double] = [:], source: Source) {
        (self.id, self.crystal, self.labels, self.source) = (id, crystal, labels, source)
    }

    /// The name that it came with, which others may share.
    public var name: String { repeatedName ?? id }
}

/// Where a record stood: a file and, in a file of many, the line or block.
public struct Source: Hashable, Sendable {
    /// Path as the user gave it, or "standard input".
    public var file: String
    /// "line 12", "data_Fe2O3", "structure 3"; nil where the file is one record.
    public var place: String?

    public init(file: String, place: String? = nil) { (self.file, self.place) = (file, place) }

    public var description: String { place.map { "\(file), \($0)" } ?? file }
}
