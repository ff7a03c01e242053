import Crystals
import Discovery
import Foundation
import Hummingbird
import HummingbirdTesting
import Practicals
import Store
import TestKit
import Testing

@testable import Workbench

@Suite("Crystals of the laboratory that a practical learns from")
struct CatalogueCrystalsTests {
    /// Crystals of one to thirty sites; every second one has a K.
    private static func catalogue(in folder: TemporaryFolder) throws -> Catalogue {
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        for name in ["first", "second"] {
            let path = folder.path + "/\(name).sqlite"
            let store = try CrystalStore(path: path)
            let text = (0..<60).map { k in
                let sites = k % 30 + 1
                let places = (0..<sites).map { "[0,0,\(Double($0) / Double(sites))]" }
                let label = k % 2 == 0 ? ",\"K\":\(100 + k)" : ""
                let own = name == "second" ? ",\"mass\":\(k)" : ""
                return """
                    {"id":"\(name) \(k)","lattice":[[4,0,0],[0,4,0],[0,0,\(3 * sites)]],\
                    "z":[\(places.indices.map { _ in "\(6 + k % 20)" }.joined(separator: ","))],\
                    "frac":[\(places.joined(separator: ","))]\(label)\(own)}

                    """
            }.joined()
            let inputs = CrystalInputs(bytes: Array(text.utf8), named: "made.jsonl")
            let entries = Array(inputs).map { CrystalLibrary.Entry($0, symmetry: nil) }
            try #require(entries.count == 60)
            _ = try CrystalLibrary(store).add(entries)
            try store.checkpoint()
            try store.close()
            try catalogue.index(store: path, as: name)
        }
        return catalogue
    }

    @Test("are those of the collection that have the number, in cells that are small enough")
    func choice() throws {
        let folder = try TemporaryFolder()
        let shelf = CatalogueCrystals(try Self.catalogue(in: folder))
        let label = OwnLabel(collection: "first", name: "K")
        let all = try shelf.crystals(with: label, sites: 20, count: 1000, seed: 1)
        // Even k, with k mod 30 + 1 at most 20 sites.
        let expected = (0..<60).filter { $0 % 2 == 0 && $0 % 30 + 1 <= 20 }
        #expect(
            all.records.compactMap { $0.labels["K"] }.sorted() == expected.map { Double(100 + $0) })
        #expect(all.unit == "GPa")
        for record in all.records {
            #expect(record.id.hasPrefix("first.") && record.crystal.sites.count <= 20)
            let k = Int(record.labels["K"] ?? 0) - 100
            #expect(record.crystal.sites.count == k % 30 + 1)
        }
        let none = OwnLabel(collection: "first", name: "mass")
        #expect(try shelf.crystals(with: none, sites: 20, count: 9, seed: 1).records.isEmpty)
        let unknown = OwnLabel(collection: "first", name: "x'; DROP TABLE crystal")
        #expect(try shelf.crystals(with: unknown, sites: 20, count: 9, seed: 1).records.isEmpty)
    }

    @Test("are chosen by the seed")
    func seeds() throws {
        let folder = try TemporaryFolder()
        let shelf = CatalogueCrystals(try Self.catalogue(in: folder))
        let label = OwnLabel(collection: "second", name: "mass")
        func chosen(_ seed: UInt64) throws -> [String] {
            try shelf.crystals(with: label, sites: 20, count: 8, seed: seed).records.map(\.id)
        }
        let first = try chosen(1)
        #expect(try first.count == 8 && chosen(1) == first)
        #expect(try chosen(2) != first)
    }

    @Test("are told to the page by collection and number")
    func labels() async throws {
        let folder = try TemporaryFolder()
        let catalogue = try Self.catalogue(in: folder)
        let labels = try await catalogue.read { try $0.labels() }
        let told = labels.map { "\($0.collection)/\($0.property.name) \($0.crystals)" }
        #expect(told == ["first/K 30", "second/K 30", "second/mass 60"])
        let settings = ServerSettings(
            host: "127.0.0.1", port: 0, token: nil, folder: URL(filePath: folder.path))
        let response = try await Application(router: try Rooms(settings).router()).test(.router) {
            try await $0.execute(uri: "/api/labels", method: .get)
        }
        struct Row: Decodable, Equatable { var collection, name, unit: String, crystals: Int }
        let rows = try JSONDecoder().decode(
            [Row].self, from: Data(response.body.readableBytesView))
        #expect(rows.first == Row(collection: "first", name: "K", unit: "GPa", crystals: 30))
        #expect(rows.count == 3)
    }
}
