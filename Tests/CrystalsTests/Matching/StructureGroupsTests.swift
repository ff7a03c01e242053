import TestKit
import Testing

@testable import Crystals

@Suite("Groups of the same structure")
struct StructureGroupsTests {
    private let matcher = StructureMatcher()

    @Test("are what is connected by matches, found by comparing every pair")
    func components() throws {
        let crystals = try MatcherFixture.crystals().sorted { $0.key < $1.key }.map(\.value)
        let cells = crystals.map { matcher.cell(of: $0) }
        var sets = DisjointSets(count: cells.count)
        var chained = 0
        for p in cells.indices {
            for q in 0..<p where matcher.matches(cells[p], cells[q]) { sets.join(p, q) }
        }
        for p in cells.indices {
            for q in cells.indices where matcher.matches(cells[p], cells[q]) { sets.join(p, q) }
        }
        for group in sets.members {
            for p in group {
                chained += matcher.matches(cells[group[0]], cells[p]) ? 0 : 1
            }
        }
        let groups = StructureGroups(of: crystals)
        #expect(groups.members == sets.members)
        #expect(groups.members.count > 20 && groups.members.contains { $0.count > 3 })
        #expect(chained > 0, "control: a chain of matches is longer than one")
    }

    @Test("do not depend on the threads, nor their contents on the order of the crystals")
    func order() throws {
        let crystals = try MatcherFixture.crystals().sorted { $0.key < $1.key }.map(\.value)
        let groups = StructureGroups(of: crystals)
        #expect(StructureGroups(of: crystals, threads: 4) == groups)
        let backwards = StructureGroups(of: crystals.reversed())
        let numbers = Array(backwards.numbers.reversed())
        for p in crystals.indices {
            for q in crystals.indices {
                #expect(
                    (numbers[p] == numbers[q]) == (groups.numbers[p] == groups.numbers[q]))
            }
        }
    }

    @Test("are numbered as they first occur")
    func numbers() {
        let salt = SampleCrystals.rockSalt
        let crystals = [salt, SampleCrystals.mixed, SampleCrystals.skewed, salt.supercell(1, 1, 2)]
        let groups = StructureGroups(of: crystals)
        #expect(groups.numbers == [0, 1, 2, 0])
        #expect(groups.members == [[0, 3], [1], [2]])
    }
}
