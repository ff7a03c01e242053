internal import Crystals
internal import Practicals
internal import Store

/// The crystals of the catalogue, for a network that learns in a practical.
struct CatalogueCrystals: OwnCrystals {
    private let catalogue: Catalogue

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    func crystals(
        with label: OwnLabel, sites: Int, count: Int, seed: UInt64
    ) throws -> OwnSample {
        try catalogue.read { reader in
            let column = CatalogueColumn.property(label.name)
            let property = try reader.properties().first { $0.name == label.name }
            guard let property else { return OwnSample(records: [], unit: "") }
            var generator = SplitMix64(seed: seed)
            let keys = try reader.keys(
                .and([
                    .compare(.collection, .equal, .text(label.collection)), .isKnown(column),
                    .compare(.siteCount, .lessOrEqual, .number(Double(sites))),
                ])
            ).shuffled(using: &generator).prefix(count)
            let entries = try reader.entries(keys.sorted(), values: [column])
            let records = try entries.compactMap { entry -> CrystalRecord? in
                guard let value = entry.values[0], let crystal = try reader.structure(entry.key)
                else { return nil }
                return CrystalRecord(
                    id: entry.identifier, crystal: crystal, labels: [label.name: value],
                    source: Source(file: entry.source))
            }
            return OwnSample(records: records, unit: property.unit == "1" ? "" : property.unit)
        }
    }
}
