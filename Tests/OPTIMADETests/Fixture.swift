import Crystals
import Discovery
import Foundation
import Store
import TestKit

/// A catalogue of random crystals, some with mixed sites, some with labels, and the same crystals in memory.
struct Fixture {
    let folder: TemporaryFolder
    let catalogue: Catalogue
    let crystals: [Known]

    /// A crystal as the slow reference knows it.
    struct Known {
        var entry: CatalogueEntry
        var crystal: Crystal
        var labels: [String: Double]
    }

    init(_ count: Int, seed: UInt64 = 1) throws {
        folder = try TemporaryFolder()
        let path = folder.path + "/library.sqlite"
        let store = try CrystalStore(path: path)
        var generator = SplitMix64(seed: seed)
        let entries = (0..<count).map { Self.entry($0, &generator) }
        _ = try CrystalLibrary(store).add(entries)
        try store.checkpoint()
        try store.close()
        catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: path, as: "made")
        crystals = try catalogue.read { reader in
            try reader.search(limit: count).map { entry in
                let labels = try reader.values(of: entry.key).map { ($0.property.name, $0.value) }
                guard let crystal = try reader.structure(entry.key) else {
                    throw CocoaError(.coderValueNotFound)
                }
                return Known(
                    entry: entry, crystal: crystal,
                    labels: Dictionary(uniqueKeysWithValues: labels))
            }
        }
    }

    private static func entry(
        _ number: Int, _ generator: inout SplitMix64
    ) -> CrystalLibrary.Entry {
        var crystal = RandomCrystals.any(
            count: .random(in: 1...6, using: &generator), edges: 4...8,
            elements: [1, 6, 8, 13, 14, 26, 79], using: &generator)
        let mixed = [13, 26].compactMap(Element.init(atomicNumber:))
        if number % 7 == 3 {
            crystal.sites[0].species = .mixture(
                mixed.map { Species.Component($0, occupancy: number % 2 == 0 ? 0.5 : 0.25) })
        }
        var record = CrystalRecord(
            id: "made \(number)", crystal: crystal, source: Source(file: "made.jsonl"))
        if number % 3 != 0 { record.labels["K"] = .random(in: 1...300, using: &generator) }
        if number % 5 == 0 { record.labels["G"] = Double(number % 4) }
        let input = ExaminedInput(
            id: record.id, source: record.source, verdict: .accepted(record))
        let groups = [
            CrystalSymmetry(
                spaceGroup: SpaceGroupName(number: 194, symbol: "P6_3/mmc"), primitiveSites: 1),
            CrystalSymmetry(
                spaceGroup: SpaceGroupName(number: 227, symbol: "Fd-3m"), primitiveSites: 1),
        ]
        return CrystalLibrary.Entry(input, symmetry: number % 3 == 2 ? nil : groups[number % 3])
    }
}
