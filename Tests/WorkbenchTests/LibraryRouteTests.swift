import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Workbench

@Suite("The library in the laboratory")
struct LibraryRouteTests {
    typealias Known = MadeLibrary.Known

    @Test("finds the crystals that are asked for, and no others")
    func conditions() async throws {
        let library = try MadeLibrary()
        let queries: [(String, (Known) -> Bool)] = [
            ("elements=Fe", { $0.symbols.contains("Fe") }),
            ("elements=Mg,O", { $0.symbols.contains("O") }),
            ("elements=Mg,O&only=true", { $0.symbols == ["Mg", "O"] }),
            ("without=N,Fe", { $0.symbols.isDisjoint(with: ["N", "Fe"]) }),
            ("formula=O2Mg2", { $0.symbols == ["Mg", "O"] }),
            ("spacegroup=194", { $0.group == 194 }),
            ("min.K=120&max.K=130", { ($0.modulus).map((120...130).contains) ?? false }),
            ("min.sites=3", { $0.symbols.count == 3 }),
            ("collection=made&min.hardness=60", { $0.hardness >= 60 }),
            ("text=c1", { "\($0.number)".hasPrefix("1") }),
            (
                "elements=F&without=Fe&max.hardness=30",
                {
                    $0.symbols == ["Mg", "F"] && $0.hardness <= 30
                }
            ),
        ]
        for (query, holds) in queries {
            let answer = try await library.crystals(query + "&limit=1000")
            let wanted = MadeLibrary.all.filter(holds)
            #expect(Set(answer.crystals.map(\.id)) == Set(wanted.map(\.id)), "\(query)")
            #expect(answer.total == wanted.count && (1..<60).contains(wanted.count), "\(query)")
        }
        #expect(try await library.crystals("collection=other").total == 0)
    }

    @Test("gives them in the order and by the pages that are asked for, with ends of intervals")
    func pages() async throws {
        let library = try MadeLibrary()
        let falling = try await library.crystals(
            "sort=-K&columns=K,hardness&limit=5&offset=2&min.K=0")
        #expect(falling.crystals.map(\.id) == [54, 52, 50, 48, 46].map { "made.c\($0)" })
        let rising = try await library.crystals("sort=K&min.K=0&limit=3")
        #expect(rising.crystals.map(\.id) == ["made.c0", "made.c2", "made.c4"])
        for crystal in falling.crystals {
            let known = try #require(MadeLibrary.all.first { $0.id == crystal.id })
            let hardness = try #require(crystal.values["hardness"])
            #expect(
                hardness
                    == .init(
                        value: known.hardness, low: known.hardness - 1, high: known.hardness + 3))
            #expect(crystal.values["K"]?.value == known.modulus.map(Double.init))
        }
        let rows = falling.crystals.map { "\($0.row)" }.joined(separator: ",")
        let again = try await library.crystals("rows=" + rows)
        #expect(Set(again.crystals.map(\.id)) == Set(falling.crystals.map(\.id)))
    }

    @Test(
        "refuses what is no question",
        arguments: [
            "elements=Xx", "without=Mg;Xx", "formula=%3F", "spacegroup=0", "spacegroup=231",
            "min.K=x", "max.K=nan", "sort=a%20b", "columns=a%27b", "limit=0", "limit=1001",
            "offset=-1", "rows=1,x",
        ])
    func refusals(_ query: String) async throws {
        let library = try MadeLibrary()
        let response = try await library.ask("/api/crystals?" + query)
        #expect(response.status == .badRequest, "\(String(buffer: response.body))")
        #expect(try await library.ask("/api/crystals").status == .ok, "control")
    }

    @Test("draws two numbers of each crystal that has both, and marks the best")
    func diagram() async throws {
        let library = try MadeLibrary()
        let body = try await library.ask("/api/diagram?x=hardness&y=toughness&min.K=0").body
        let bytes = Array(body.readableBytesView)
        let wanted = MadeLibrary.all.filter { $0.modulus != nil }
        let count = wanted.count
        try #require(bytes.count == 4 + 13 * count)
        func word(_ index: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1) }
        }
        #expect(Int(word(0)) == count)
        let (x, y) = (wanted.map { Float($0.hardness) }, wanted.map { Float($0.toughness) })
        #expect((0..<count).map { Float(bitPattern: word(1 + $0)) } == x)
        #expect((0..<count).map { Float(bitPattern: word(1 + count + $0)) } == y)
        let best = (0..<count).map { k -> UInt8 in
            let isBeaten = (0..<count).contains { other in
                x[other] >= x[k] && y[other] >= y[k] && (x[other] > x[k] || y[other] > y[k])
            }
            return isBeaten ? 0 : 1
        }
        #expect(Array(bytes.suffix(count)) == best)
        #expect((2..<count / 2).contains(best.count { $0 == 1 }), "control")
    }

    @Test("keeps the collections whose stores are there, and lets the others go")
    func collections() async throws {
        let library = try MadeLibrary()
        try library.rooms.catalogue.index(store: library.folder.path + "/made.sqlite", as: "gone")
        func names() async throws -> [String] {
            try await library.rooms.catalogue.read { try $0.collections().map(\.name) }
        }
        #expect(try await names() == ["gone", "made"])
        await library.rooms.keeper.refresh()
        #expect(try await names() == ["made"])
        #expect(try await library.crystals("").total == 60)
    }
}

@Suite("Every answer of the laboratory")
struct AnswerTests {
    @Test(
        "says that its page loads nothing from elsewhere and stands in no frame",
        arguments: [
            "/", "/api/runs", "/api/nothing", "/nothing", "/optimade/v1/info", "/api/models/x",
        ])
    func headers(_ path: String) async throws {
        let fields = try await MadeLibrary().ask(path).headers
        let policy = try #require(fields[.contentSecurityPolicy])
        for rule in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
            #expect(policy.split(separator: "; ").contains { $0 == rule }, "\(policy)")
        }
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        #expect(fields[.xContentTypeOptions] == "nosniff")
        for (name, value) in [
            ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ] { #expect(HTTPField.Name(name).flatMap { fields[$0] } == value, "\(name)") }
    }

    @Test("to a run is that it waits, or that too many wait already")
    func openRuns() async throws {
        let library = try MadeLibrary { $0.limits.openRuns = 2 }
        var statuses: [Int] = []
        for _ in 0..<3 {
            statuses.append(
                try await library.ask(
                    "/api/runs", .post, body: #"{"kind":"discover","budget":10}"#
                ).status.code)
        }
        #expect(statuses == [201, 201, 429])
        #expect(try await library.ask("/api/runs/1/stop", .post).status == .ok)
        #expect(
            try await library.ask("/api/runs/1/stop", .post).status == .conflict,
            "what is stopped cannot be stopped")
        let resumed = try await library.ask("/api/runs/2/resume", .post)
        #expect(resumed.status == .conflict, "what waits cannot go on")
    }

    @Test("to a training has the crystals of its collection that have the number")
    func training() async throws {
        // The same crystals in another collection, which the run that is asked for brings into the catalogue.
        let library = try MadeLibrary { $0.stores.append(("other", $0.stores[0].store)) }
        func train(_ json: String) async throws -> TestResponse {
            try await library.ask("/api/runs", .post, body: json)
        }
        let few = try await train(#"{"kind":"train","target":"mass","source":"made"}"#)
        #expect(few.status == .badRequest, "a number that no crystal has")
        #expect(try library.rooms.laboratory.jobs.all().isEmpty, "no run is left of it")
        let made = try await train(#"{"kind":"train","target":"K","source":"made"}"#)
        #expect(made.status == .created)
        let job = try #require(try library.rooms.laboratory.jobs.all().first)
        let text = try String(
            contentsOf: library.rooms.laboratory.run(job.id).crystals, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let ids = lines.compactMap { $0.firstMatch(of: /"id": ?"([^"]+)"/).map { String($0.1) } }
        #expect(Set(ids) == Set(MadeLibrary.all.filter { $0.modulus != nil }.map(\.id)))
        let collections = try await library.rooms.catalogue.read {
            try $0.collections().map(\.name)
        }
        #expect(collections == ["made", "other"], "control")
        #expect(lines.count == 30 && lines.allSatisfy { $0.contains("\"K\"") })
    }
}
