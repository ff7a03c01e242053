import Crystals
import Foundation
import HTTPTypes
import Hummingbird
import Store
import TestKit
import Testing

@testable import Workbench

@Suite("What becomes of files that are dropped")
struct InputStreamTests {
    private static func poscar(_ symbols: [String], _ edge: Double) -> String {
        let places = ["0 0 0", "0.25 0.25 0.25"].prefix(symbols.count)
        let half = edge / 2
        return """
            made
            1
            0 \(half) \(half)
            \(half) 0 \(half)
            \(half) \(half) 0
            \(symbols.joined(separator: " "))
            \(symbols.map { _ in "1" }.joined(separator: " "))
            Direct
            \(places.joined(separator: "\n"))

            """
    }

    static let carbide = ("sic.vasp", poscar(["Si", "C"], 4.36))
    static let copper = ("cu.vasp", poscar(["Cu"], 3.61))
    static let nonsense = ("no.vasp", "nothing\n")

    private static func upload(
        _ files: [(String, String)], in folder: TemporaryFolder
    ) async throws -> Upload {
        var fields = HTTPFields()
        fields[.contentType] = "multipart/form-data; boundary=line"
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "localhost", path: "/", headerFields: fields)
        let form = files.map { name, text in
            "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
                + text + "\r\n"
        }.joined()
        let body = RequestBody(buffer: ByteBuffer(string: form + "--line--\r\n"))
        return try await Upload.receive(
            Request(head: head, body: body), in: folder.url, limits: ServerLimits())
    }

    private struct Frame: Decodable {
        struct Row: Decodable, Equatable {
            struct Value: Decodable, Equatable { var value: Double, low: Double?, high: Double? }
            var file: String, verdict: String, formula: String?, values: [String: Value]
        }
        var rows: [Row]?
    }

    private static func predicted(_ files: [(String, String)]) async throws -> [Frame.Row] {
        let folder = try TemporaryFolder()
        let shelf = ModelShelf(try Laboratory(folder.url.appending(path: "lab")))
        let stream = PredictionStream(estimator: try shelf.estimator(), threads: 2)
        var rows: [Frame.Row] = []
        let upload = try await upload(files, in: folder)
        try stream.run(upload) {
            rows += try JSONDecoder().decode(Frame.self, from: $0).rows ?? []
        }
        return rows
    }

    @Test("is a row for each, with its own numbers, in the order in which they came")
    func predictions() async throws {
        let rows = try await Self.predicted([Self.carbide, Self.nonsense, Self.copper])
        #expect(rows.map(\.file) == ["sic.vasp", "no.vasp", "cu.vasp"])
        #expect(rows.map(\.formula) == ["SiC", nil, "Cu"])
        #expect(rows.map(\.verdict) == ["accepted", "rejected", "warning"])
        let turned = try await Self.predicted([Self.copper, Self.nonsense, Self.carbide])
        #expect(turned == rows.reversed())
        let moduli = try rows.map { $0.values["K"] }.compactMap { $0 }
        try #require(moduli.count == 2 && rows[1].values.isEmpty)
        // SiC has 220 GPa, copper 140.
        #expect(moduli[0].value > moduli[1].value + 30 && moduli[1].value > 80)
        for row in [rows[0], rows[2]] {
            let hardness = try #require(row.values["hardness"])
            let (low, high) = (try #require(hardness.low), try #require(hardness.high))
            #expect(low < hardness.value && hardness.value < high)
            #expect(row.values["hardness_low"] == nil, "ends are in their interval")
        }
    }

    @Test("is a row for each crystal where a file has several")
    func severalInOne() async throws {
        let crystals = [
            ("[29]", "[[0,0,0]]", 3.61), ("[14,6]", "[[0,0,0],[0.25,0.25,0.25]]", 4.36),
        ]
        let lines = crystals.map { numbers, places, edge in
            let half = edge / 2
            let cell = "[[0,\(half),\(half)],[\(half),0,\(half)],[\(half),\(half),0]]"
            return "{\"lattice\":\(cell),\"z\":\(numbers),\"frac\":\(places)}\n"
        }
        let rows = try await Self.predicted([("two.jsonl", lines.joined())])
        #expect(rows.map(\.formula) == ["Cu", "SiC"])
        let alone = try await Self.predicted([Self.copper, Self.carbide])
        for (row, other) in zip(rows, alone) {
            let (a, b) = (try #require(row.values["K"]), try #require(other.values["K"]))
            #expect(abs(a.value - b.value) < 1e-3 * b.value, "\(a), \(b)")
        }
    }

    @Test("is a crystal of the library that knows its file, and not where this machine had it")
    func imports() async throws {
        let folder = try TemporaryFolder()
        let library = folder.url.appending(path: "library.sqlite")
        let stream = ImportStream(library: library, threads: 2)
        struct End: Decodable {
            struct Tally: Decodable, Equatable { var added, changed, unchanged, rejected: Int }
            var tally: Tally
        }
        func add(_ files: [(String, String)]) async throws -> End.Tally? {
            var last = Data()
            let upload = try await Self.upload(files, in: folder)
            try stream.run(upload) { last = $0 }
            return try JSONDecoder().decode(End.self, from: last).tally
        }
        #expect(
            try await add([Self.carbide, Self.nonsense])
                == .init(added: 1, changed: 0, unchanged: 0, rejected: 1))
        #expect(
            try await add([Self.carbide, Self.copper])
                == .init(added: 1, changed: 0, unchanged: 1, rejected: 0))
        let catalogue = try Catalogue(path: folder.path + "/catalogue.sqlite")
        try catalogue.index(store: library.path, as: "library")
        let sources = try await catalogue.read { try $0.search(limit: 9).map(\.source) }
        #expect(Set(sources) == ["sic.vasp", "cu.vasp"])
    }
}
