import Crystals
import Discovery
import Testing
import TestKit

@Suite("Crystals that count as the same")
struct DistinctCrystalsTests {
    private struct Sample {
        var spaceGroup: Int?
        var primitiveSites: Int
        var volume: Double
        /// Without sites, as if it were not known.
        var structure = Crystal(lattice: .cubic(4), sites: [])
    }

    /// The entry that each stands behind, where every crystal is less hard than the one before.
    private static func twins(of samples: [Sample]) throws -> [Int?] {
        let ledger = MemoryLedger()
        try ledger.begin(
            RunRecord(command: "c", version: "v", models: [], ladder: Ladder.standard.yaml))
        try ledger.append(
            ScreenedChunk(
                first: 0, count: samples.count,
                crystals: samples.enumerated().map { (crystal($0, $1), $1.structure) },
                rejections: [], origins: [:]))
        let ranking = try Ranking(of: ledger, by: .standard)
        #expect(ranking.placements.map(\.entry) == Array(samples.indices), "control: the order")
        return ranking.placements.map(\.duplicateOf)
    }

    private static func crystal(_ entry: Int, _ sample: Sample) -> ScreenedCrystal {
        ScreenedCrystal(
            entry: entry, id: "c\(entry)", formula: "SiC",
            spaceGroup: sample.spaceGroup.map { SpaceGroupName(number: $0, symbol: "") },
            origin: "", sites: sample.primitiveSites, primitiveSites: sample.primitiveSites,
            isOrdered: true, elements: ElementSet([]),
            quantities: Quantities([
                .hardness: 90 - Double(entry), .toughness: 4 - 0.1 * Double(entry),
                .bulkModulus: 200, .shearModulus: 200, .formationEnergy: 0,
                .volumePerAtom: sample.volume,
            ]))
    }

    @Test("have one formula, space group, primitive cell and, within a tenth, volume")
    func rule() throws {
        let twins = try Self.twins(of: [
            Sample(spaceGroup: 186, primitiveSites: 8, volume: 10),
            // The next polytype has the same space group.
            Sample(spaceGroup: 186, primitiveSites: 12, volume: 10),
            Sample(spaceGroup: 216, primitiveSites: 8, volume: 10),
            Sample(spaceGroup: 186, primitiveSites: 8, volume: 10.9),
            Sample(spaceGroup: 186, primitiveSites: 8, volume: 11.1),
            Sample(spaceGroup: nil, primitiveSites: 8, volume: 10),
            Sample(spaceGroup: 186, primitiveSites: 12, volume: 9.5),
        ])
        #expect(twins == [nil, nil, nil, 0, nil, nil, 1])
    }
    @Test("have one structure, too, where it is known: in P 1 all else may agree by chance")
    func structures() throws {
        func chain(_ place: Double, edge: Double = 4) throws -> Crystal {
            let (silicon, carbon) = (try #require(Element("Si")), try #require(Element("C")))
            return Crystal(
                lattice: Lattice(
                    lengths: SIMD3(edge, 5, 6), angles: SIMD3(80, 95, 101)),
                sites: [
                    Site(silicon, at: Fractional(0, 0, 0)),
                    Site(carbon, at: Fractional(place, 0.3, 0.6)),
                    Site(silicon, at: Fractional(0.4, 0.6, 0.2)),
                    Site(carbon, at: Fractional(0.2, 0.8, place)),
                ])
        }
        let structures = try [chain(0.1), chain(0.45), chain(0.11, edge: 4.1), chain(0.44)]
        let twins = try Self.twins(
            of: structures.map {
                Sample(spaceGroup: 1, primitiveSites: 4, volume: 27, structure: $0)
            })
        #expect(twins == [nil, nil, 0, 1])
    }
}
