import Crystals
import Foundation
import Hummingbird
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Workbench

@Suite("Labels whose names are no words")
struct OwnLabelRouteTests {
    private static let names = ["K (GPa)", "formation-energy", "a,b/c: \"d\", 1%", "модуль"]

    /// A laboratory with thirty crystals, of which each label is the number of its crystal.
    private static func application(
        _ folder: TemporaryFolder
    ) throws -> some ApplicationProtocol {
        let lines = try (0..<30).map { k in
            var record: [String: Any] = [
                "id": "c\(k)", "lattice": [[4, 0, 0], [0, 4, 0], [0, 0, 4 + Double(k) / 30]],
                "z": [6 + k % 20], "frac": [[0, 0, 0]],
            ]
            for name in names { record[name] = k }
            let line = try JSONSerialization.data(withJSONObject: record)
            return String(decoding: line, as: UTF8.self)
        }
        let path = folder.path + "/own.sqlite"
        let store = try CrystalStore(path: path)
        let inputs = CrystalInputs(
            bytes: Array(lines.joined(separator: "\n").utf8), named: "made.jsonl")
        _ = try CrystalLibrary(store).add(
            Array(inputs).map { CrystalLibrary.Entry($0, symmetry: nil) })
        try store.checkpoint()
        try store.close()
        try Catalogue(path: folder.path + "/catalogue.sqlite").index(store: path, as: "own")
        let settings = ServerSettings(
            host: "127.0.0.1", port: 0, token: nil, folder: URL(filePath: folder.path))
        return Application(router: try Rooms(settings).router())
    }

    private static func asked(_ path: String) async throws -> TestResponse {
        let folder = try TemporaryFolder()
        return try await application(folder).test(.router) {
            try await $0.execute(uri: path, method: .get)
        }
    }

    /// As a page writes it into an address.
    private static func written(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private struct Found: Decodable {
        struct Crystal: Decodable {
            struct Value: Decodable { var value: Double }

            var values: [String: Value]
        }

        var total: Int
        var crystals: [Crystal]
    }

    @Test("are columns, bounds and orders", arguments: names)
    func searching(name: String) async throws {
        let label = Self.written(name)
        // In a list of columns a comma of a name is written once more.
        let column = Self.written(name.replacing("%", with: "%25").replacing(",", with: "%2C"))
        let response = try await Self.asked(
            "/api/crystals?columns=K,\(column)&min.\(label)=3&max.\(label)=9&sort=-\(label)")
        #expect(response.status == .ok, "\(String(buffer: response.body))")
        let found = try JSONDecoder().decode(
            Found.self, from: Data(response.body.readableBytesView))
        #expect(found.total == 7)
        #expect(found.crystals.compactMap { $0.values[name]?.value } == [9, 8, 7, 6, 5, 4, 3])
    }

    @Test("are axes", arguments: names)
    func diagram(name: String) async throws {
        let response = try await Self.asked("/api/diagram?x=\(Self.written(name))&y=density")
        #expect(response.status == .ok && response.body.readableBytes == 4 + 13 * 30)
    }

    @Test(
        "are refused in a sentence where no crystal has them",
        arguments: [
            "crystals?columns=no%20such", "crystals?min.no%20such=1", "crystals?sort=no%20such",
            "diagram?x=no%20such",
        ])
    func unknown(path: String) async throws {
        let response = try await Self.asked("/api/" + path)
        #expect(response.status == .badRequest)
        #expect(String(buffer: response.body).contains("there is no property no such"))
    }

    @Test(
        "stand in the plan of a training as they are", arguments: names + ["NO", "1", "x\u{85}\n"])
    func plan(name: String) throws {
        let json = try JSONSerialization.data(withJSONObject: ["kind": "train", "target": name])
        let plan = try RunRequest(json).plan
        let target = try #require(plan.firstMatch(of: /- \{name: (.*)\}/)?.1)
        // What YAML reads between quotation marks, JSON reads too.
        let texts = try target.split(separator: ", label: ").map {
            try JSONDecoder().decode(String.self, from: Data($0.utf8))
        }
        #expect(
            texts.last == name && plan.hasPrefix("name: \(target.prefix(while: { $0 != "," }))\n"))
        #expect(texts[0].count == name.count && !texts[0].contains(/[,"\n]/), "heads a column")
        let isPrintable = plan.unicodeScalars.allSatisfy {
            $0 == "\n" || $0.properties.generalCategory != .control
        }
        #expect(isPrintable, "YAML has no control characters")
    }
}
