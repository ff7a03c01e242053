import Crystals
import Foundation
import Store
import Testing

@testable import OPTIMADE

@Suite("What is answered under /optimade")
struct ServiceTests {
    private static func get(
        _ fixture: Fixture, _ path: String, base: String = "http://localhost/optimade"
    ) async throws -> (status: Int, type: String, json: [String: Any]) {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let answer = await OptimadeService(fixture.catalogue).answer(
            OptimadeRequest(path: parts[0], query: parts.count > 1 ? parts[1] : "", base: base))
        let json = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return (answer.status, answer.contentType, json ?? [:])
    }

    private static func quoted(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Every id on all pages from one on, as links lead.
    private static func crawl(_ fixture: Fixture, _ first: String) async throws -> [String] {
        var (ids, next): ([String], String?) = ([], first)
        while let path = next {
            let (status, _, json) = try await get(fixture, path)
            #expect(status == 200, "\(path)")
            let data = json["data"] as? [[String: Any]] ?? []
            ids += data.compactMap { $0["id"] as? String }
            let link = (json["links"] as? [String: Any])?["next"] as? String
            next = link.map { String($0.dropFirst("http://localhost/optimade".count)) }
            let meta = json["meta"] as? [String: Any]
            #expect(meta?["more_data_available"] as? Bool == (next != nil))
            if ids.count > 1000 { break }
        }
        return ids
    }

    @Test(
        "leads through each structure once, in any order, filtered or not",
        arguments: [
            "", "&sort=nsites", "&sort=-_kimberlite_bulk_modulus,id",
            "&filter=\(quoted("elements HAS \"C\""))",
            "&filter=\(quoted("elements HAS \"C\""))&sort=-nelements",
            "&filter=\(quoted("nelements > 2"))",
        ])
    func pages(_ rest: String) async throws {
        let fixture = try Fixture(60)
        let all = try await Self.crawl(fixture, "/v1/structures?page_limit=7" + rest)
        let whole = try await Self.crawl(fixture, "/v1/structures?page_limit=1000" + rest)
        #expect(all == whole)
        #expect(Set(all).count == all.count)
        #expect(rest.contains("filter") ? all.count > 7 && all.count < 60 : all.count == 60)
    }

    @Test("answers many at once who want different things", .timeLimit(.minutes(1)))
    func crowd() async throws {
        let fixture = try Fixture(60)
        let service = OptimadeService(fixture.catalogue)
        let paths = (0..<400).map { k in
            switch k % 3 {
            case 0: ("/v1/structures/\(fixture.crystals[k % 60].entry.identifier)", "")
            case 1: ("/v1/structures", "filter=nsites%3E\(k % 5)&page_limit=\(k % 30 + 1)")
            default: ("/v1/info/structures", "")
            }
        }
        let statuses = await withTaskGroup(of: Int.self) { group in
            for (path, query) in paths {
                group.addTask {
                    await service.answer(
                        OptimadeRequest(path: path, query: query, base: "http://localhost")
                    ).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count == 400 && statuses.allSatisfy { $0 == 200 })
    }

    @Test(
        "is an error of the right status for a request that is malformed",
        arguments: [
            ("/v1/structures?filter=nsites", 501), ("/v1/structures?filter=nsites%3D", 400),
            ("/v1/structures?filter=%ff", 400), ("/v1/structures?filter=foo%3D1", 400),
            ("/v1/structures?page_limit=0", 400), ("/v1/structures?page_limit=-1", 400),
            ("/v1/structures?page_limit=x", 400), ("/v1/structures?page_limit=1001", 403),
            ("/v1/structures?page_offset=-1", 400), ("/v1/structures?page_number=0", 400),
            ("/v1/structures?page_number=9223372036854775807", 400),
            ("/v1/structures?page_above=x", 400), ("/v1/structures?page_above=1&sort=id", 400),
            (
                "/v1/structures?sort=\(Array(repeating: "nsites", count: 17).joined(separator: ","))",
                400
            ),
            (
                "/v1/structures?filter=\(quoted(Array(repeating: "id CONTAINS \"a\"", count: 51).joined(separator: " OR ")))",
                400
            ),
            (
                "/v1/structures?sort="
                    + Array(repeating: "nsites", count: 17).joined(separator: ","), 400
            ),
            (
                "/v1/structures?filter="
                    + quoted(
                        Array(repeating: "id CONTAINS \"a\"", count: 51).joined(separator: " OR ")),
                400
            ),
            ("/v1/structures?sort=foo", 400), ("/v1/structures?sort=elements", 400),
            ("/v1/structures?response_format=xml", 400), ("/v1/structures?include=foo", 400),
            ("/v1/structures?response_fields=foo", 400),
            ("/v1/structures?response_fields=_kimberlite_foo", 400),
            ("/v1/structures?unheard_of=1", 400), ("/v1/structures?_kimberlite_x=1", 400),
            ("/v1/structures/none", 404), ("/v1/structures/none/more", 404),
            ("/v1/structures/made.made_1?response_format=xml", 400),
            ("/v1/references", 404), ("/v1/versions", 404), ("/nothing", 404),
            ("/v2/info", 553), ("/v0.9/structures", 553), ("/v123123/info", 553),
            ("/info?api_hint=v2", 553), ("/info?api_hint=new", 400),
        ])
    func errors(_ path: String, _ status: Int) async throws {
        let answer = try await Self.get(Fixture(3), path)
        #expect(answer.status == status, "\(answer.json)")
        #expect(answer.type == "application/vnd.api+json")
        #expect(answer.json["data"] == nil && answer.json["meta"] != nil)
        let error = (answer.json["errors"] as? [[String: Any]])?.first
        #expect(error?["status"] as? String == "\(status)")
        #expect((error?["detail"] as? String)?.isEmpty == false)
    }

    @Test(
        "is the same under every version, and none",
        arguments: ["", "/v1", "/v1.2", "/v1.2.0"])
    func versions(_ version: String) async throws {
        let fixture = try Fixture(3)
        for path in [
            "/info", "/info/structures", "/links", "/structures", "/structures/made.made_1",
        ] {
            let answer = try await Self.get(fixture, version + path)
            #expect(answer.status == 200, "\(path)")
            let meta = answer.json["meta"] as? [String: Any]
            #expect(meta?["api_version"] as? String == "1.2.0")
            let query = meta?["query"] as? [String: Any]
            #expect(query?["representation"] as? String == path)
        }
        let list = await OptimadeService(fixture.catalogue).answer(
            OptimadeRequest(path: "/versions", query: "", base: ""))
        #expect(String(decoding: list.body, as: UTF8.self) == "version\n1\n")
    }

    @Test("holds the fields that were asked for, null where unknown, and no others")
    func fields() async throws {
        let fixture = try Fixture(4)
        let path =
            "/v1/structures/made.made_3?response_fields=nsites,_kimberlite_bulk_modulus,_other_x"
        let answer = try await Self.get(fixture, path)
        let data = answer.json["data"] as? [String: Any]
        let attributes = data?["attributes"] as? [String: Any]
        #expect(
            Set(attributes?.keys.map { $0 } ?? [])
                == ["nsites", "_kimberlite_bulk_modulus", "_other_x"])
        #expect(attributes?["nsites"] as? Int == fixture.crystals[3].crystal.sites.count)
        // Every third has no label.
        #expect(attributes?["_kimberlite_bulk_modulus"] is NSNull)
        let warnings = (answer.json["meta"] as? [String: Any])?["warnings"] as? [[String: Any]]
        #expect(warnings?.count == 1 && warnings?.first?["type"] as? String == "warning")
        let other = try await Self.get(
            fixture, "/structures/made.made_2?response_fields=_kimberlite_bulk_modulus")
        let known = (other.json["data"] as? [String: Any])?["attributes"] as? [String: Any]
        #expect(known?["_kimberlite_bulk_modulus"] as? Double == fixture.crystals[2].labels["K"])
    }

    @Test("gives back the crystals that the catalogue holds, mixed sites too")
    func structures() async throws {
        let fixture = try Fixture(30)
        let answer = await OptimadeService(fixture.catalogue).answer(
            OptimadeRequest(path: "/structures", query: "page_limit=100", base: ""))
        let page = try OptimadePage(answer.body, source: "here", address: "here")
        let inputs = page.inputs(examiner: .init())
        #expect(inputs.map(\.id) == fixture.crystals.map(\.entry.identifier))
        var (compared, mixed) = (0, 0)
        for (input, known) in zip(inputs, fixture.crystals) {
            // Random cells may hold atoms that stand on each other.
            guard let crystal = input.verdict.record?.crystal else { continue }
            #expect(crystal.composition == known.crystal.composition)
            #expect(abs(crystal.lattice.volume - known.crystal.lattice.volume) < 1e-6)
            #expect(crystal.sites.map(\.species) == known.crystal.sites.map(\.species))
            compared += 1
            if !crystal.isOrdered { mixed += 1 }
        }
        #expect(compared > 5 && mixed > 0, "control: \(compared), \(mixed)")
    }

    @Test("describes every field that structures have, and each once")
    func information() async throws {
        let answer = try await Self.get(Fixture(3), "/info/structures")
        let data = answer.json["data"] as? [String: Any]
        let properties = data?["properties"] as? [String: [String: Any]] ?? [:]
        #expect(properties.count > 25)
        for (name, property) in properties {
            #expect(name.wholeMatch(of: /_?[a-z][a-z0-9_]*/) != nil)
            for key in [
                "$id", "title", "description", "type", "x-optimade-type", "x-optimade-unit",
            ] {
                #expect((property[key] as? String)?.isEmpty == false, "\(name) \(key)")
            }
        }
        #expect(properties["_kimberlite_bulk_modulus"]?["unit"] as? String == "GPa")
    }
}
