import Crystals
import Foundation
import GRDB
import Store
import Testing

@testable import OPTIMADE

@Suite("Structures that are remembered as they were written")
struct StructureMemoryTests {
    private static func structures(
        _ memory: StructureMemory, _ catalogue: Catalogue, keys: [Int64], isUsual: Bool = true
    ) throws -> [[UInt8]] {
        try catalogue.read { reader in
            let table = FieldTable(try reader.properties())
            let writer = isUsual ? table.standardWriter : StructureWriter([])
            return try memory.structures(keys, by: writer, isUsual: isUsual, reader)
        }
    }

    @Test("are the same bytes, in the order that is asked for", arguments: [48 << 20, 3000, 0])
    func bytes(capacity: Int) throws {
        let fixture = try Fixture(40)
        let keys = fixture.crystals.map(\.entry.key)
        let fresh = try Self.structures(StructureMemory(), fixture.catalogue, keys: keys)
        #expect(Set(fresh).count == 40)
        let memory = StructureMemory(capacity: capacity)
        for order in [keys, keys.reversed(), keys.filter { $0 % 3 == 0 } + [99_999], keys] {
            let written = try Self.structures(memory, fixture.catalogue, keys: order)
            #expect(
                written == order.compactMap { key in keys.firstIndex(of: key).map { fresh[$0] } })
        }
        // Whoever wants other fields gets those.
        let bare = try Self.structures(memory, fixture.catalogue, keys: keys, isUsual: false)
        #expect(bare.allSatisfy { $0.count < 100 })
        #expect(try Self.structures(memory, fixture.catalogue, keys: keys) == fresh)
    }

    @Test("are passed over where they are damaged, which is said")
    func damage() async throws {
        let fixture = try Fixture(10)
        let file = try DatabaseQueue(path: fixture.catalogue.path)
        try await file.write {
            try $0.execute(sql: "UPDATE structure SET structure = x'00' WHERE key % 5 = 1")
        }
        let answer = await OptimadeService(fixture.catalogue).answer(
            OptimadeRequest(path: "/v1/structures", query: "", base: "http://localhost"))
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 200)
        #expect(text.contains("2 structures of this page are damaged and left out"), "\(text)")
        #expect(text.components(separatedBy: "\"type\":\"structures\"").count == 9)
    }

    @Test("are forgotten when the catalogue changes")
    func generations() throws {
        let fixture = try Fixture(10)
        let keys = fixture.crystals.map(\.entry.key)
        let memory = StructureMemory()
        let before = try Self.structures(memory, fixture.catalogue, keys: keys)
        #expect(before.count == 10)
        try fixture.catalogue.remove("made")
        #expect(try Self.structures(memory, fixture.catalogue, keys: keys).isEmpty)
    }
}
