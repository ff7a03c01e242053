internal import Crystals
internal import Discovery
internal import HTTPTypes
internal import Store

/// A crystal of the catalogue with all that is known of it.
struct CrystalDetail: Encodable, Sendable {
    struct Cell: Encodable, Sendable {
        /// Å and degrees.
        var a: Double, b: Double, c: Double
        var alpha: Double, beta: Double, gamma: Double
        /// Å³
        var volume: Double

        init(_ lattice: Lattice) {
            let (lengths, angles) = (lattice.lengths, lattice.angles)
            (a, b, c) = (lengths.x, lengths.y, lengths.z)
            (alpha, beta, gamma) = (angles.x, angles.y, angles.z)
            volume = lattice.volume
        }
    }

    struct Property: Encodable, Sendable {
        struct Source: Encodable, Sendable {
            var kind: String
            var name: String
            var fingerprint: String
        }

        var name: String
        var unit: String
        var value: Double
        var low: Double?
        var high: Double?
        var origin: Source

        init(_ value: CatalogueValue) {
            (name, unit) = (value.property.name, value.property.unit)
            (self.value, low, high) = (value.value, value.low, value.high)
            origin = Source(
                kind: value.origin.kind.rawValue, name: value.origin.name,
                fingerprint: value.origin.fingerprint)
        }
    }

    var summary: CrystalSummary
    var source: String
    var reason: String?
    var cell: Cell
    var drawing: CrystalDrawing
    var properties: [Property]
    var remarks: [Remark]

    private enum CodingKeys: CodingKey {
        case source, reason, cell, properties, remarks
    }

    /// - Throws: ``Refusal`` where the catalogue has no structure of the entry.
    init(_ entry: CatalogueEntry, _ reader: CatalogueReader) throws {
        guard let crystal = try reader.structure(entry.key) else {
            throw Refusal(.internalServerError, "the structure of \(entry.identifier) is damaged")
        }
        summary = CrystalSummary(entry, names: [])
        source = Crystals.Source(file: entry.source, place: entry.place).description
        reason = try reader.reason(of: entry.key)
        cell = Cell(crystal.lattice)
        drawing = CrystalDrawing(crystal)
        properties = try reader.values(of: entry.key).map(Property.init)
        remarks = try reader.remarks(of: entry.key)
    }

    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        try drawing.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(source, forKey: .source)
        try values.encodeIfPresent(reason, forKey: .reason)
        try values.encode(cell, forKey: .cell)
        try values.encode(properties, forKey: .properties)
        try values.encode(remarks, forKey: .remarks)
    }
}
