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
    }

    /// The entry that each stands behind, where every crystal is less hard than the one before.
    private static func twins(of samples: [Sample]) throws -> [Int?] {
        let ledger = MemoryLedger()
        try ledger.begin(
            RunRecord(command: "c", version: "v", models: [], ladder: Ladder.standard.yaml))
        let carbon = Crystal(lattice: .cubic(4), sites: [])
        try ledger.append(
            ScreenedChunk(
                first: 0, count: samples.count,
                crystals: samples.enumerated().map { (crystal($0, $1), carbon) },
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
}
