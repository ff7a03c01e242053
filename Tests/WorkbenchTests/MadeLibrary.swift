import Crystals
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import TestKit

@testable import Workbench

/// A laboratory with sixty crystals of whom everything is known beforehand.
struct MadeLibrary {
    let folder: TemporaryFolder
    let rooms: Rooms

    /// One of the crystals, by its number.
    struct Known: Sendable {
        var number: Int

        var id: String { "made.c\(number)" }
        /// Mg with N, O or F; every fifth has Fe too.
        var symbols: Set<String> {
            Set(["Mg", ["N", "O", "F"][number % 3]] + (number % 5 == 0 ? ["Fe"] : []))
        }
        var group: Int? { number % 4 == 3 ? nil : [225, 194, 62][number % 4] }
        var modulus: Int? { number % 2 == 0 ? 100 + number : nil }
        var hardness: Double { Double(10 + number * 7 % 60) }
        var toughness: Double { Double(1 + number * 13 % 60) / 8 }
    }

    static let all = (0..<60).map(Known.init)

    init(_ change: (inout ServerSettings) -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        let path = folder.path + "/made.sqlite"
        let store = try CrystalStore(path: path)
        let text = Self.all.map(Self.line).joined(separator: "\n")
        let inputs = CrystalInputs(bytes: Array(text.utf8), named: "made.jsonl")
        let entries = zip(Array(inputs), Self.all).map { input, known in
            CrystalLibrary.Entry(
                input,
                symmetry: known.group.map {
                    CrystalSymmetry(
                        spaceGroup: SpaceGroupName(number: $0, symbol: "P1"), primitiveSites: 1)
                })
        }
        _ = try CrystalLibrary(store).add(entries)
        try store.checkpoint()
        try store.close()
        var settings = ServerSettings(
            host: "127.0.0.1", port: 0, token: nil, folder: folder.url.appending(path: "lab"))
        settings.stores = [("made", URL(filePath: path))]
        // Runs wait: what is started here would be the tests themselves.
        settings.limits.runsAtOnce = 0
        change(&settings)
        rooms = try Rooms(settings)
        try rooms.catalogue.index(store: path, as: "made")
    }

    private static func line(_ known: Known) -> String {
        let numbers = known.symbols.sorted().compactMap { Element($0)?.atomicNumber }
        let places = numbers.indices.map { "[0,0,\(Double($0) / Double(numbers.count))]" }
        let modulus = known.modulus.map { ",\"K\":\($0)" } ?? ""
        return """
            {"id":"c\(known.number)","lattice":[[4,0,0],[0,4,0],[0,0,8]],"z":\(numbers),\
            "frac":[\(places.joined(separator: ","))],"hardness":\(known.hardness),\
            "hardness_low":\(known.hardness - 1),"hardness_high":\(known.hardness + 3),\
            "toughness":\(known.toughness)\(modulus)}
            """
    }

    func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, body: String = ""
    ) async throws -> TestResponse {
        try await Application(router: rooms.router()).test(.router) {
            try await $0.execute(
                uri: path, method: method, body: body.isEmpty ? nil : ByteBuffer(string: body))
        }
    }

    struct Answer: Decodable {
        struct Crystal: Decodable {
            struct Value: Decodable, Equatable { var value: Double, low: Double?, high: Double? }
            var row: Int, id: String, values: [String: Value]
        }
        var total: Int
        var crystals: [Crystal]
    }

    func crystals(_ query: String) async throws -> Answer {
        let body = try await ask("/api/crystals?" + query).body
        return try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
    }
}
