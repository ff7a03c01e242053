import Crystals
import Foundation
import Testing

@testable import OPTIMADE

@Suite("A client of OPTIMADE")
struct ClientTests {
    @Test("finds the structures of an address with and without a version")
    func addresses() throws {
        for (given, expected) in [
            ("https://example.org", "https://example.org/v1/structures"),
            ("https://example.org/optimade/", "https://example.org/optimade/v1/structures"),
            ("http://example.org:80/v1.2/", "http://example.org:80/v1.2/structures"),
            ("https://example.org/v1/structures?x=1", "https://example.org/v1/structures"),
        ] {
            #expect(try OptimadeQuery(address: given).structures == expected)
        }
        for wrong in ["", "example.org", "ftp://example.org", "file:///etc/passwd", "https://"] {
            #expect(throws: ClientFailure.self) { _ = try OptimadeQuery(address: wrong) }
        }
        let query = try OptimadeQuery(
            address: "https://example.org", filter: "elements HAS \"Al\"", fields: ["_x_k"])
        #expect(query.first.contains("filter=elements%20HAS%20%22Al%22&response_fields="))
        #expect(query.first.hasSuffix("%2C_x_k&page_limit=100"))
    }

    @Test("follows links on its own host only, and none twice")
    func links() throws {
        let start = "https://example.org/v1/structures"
        var addresses = try PageAddress(start)
        #expect(try addresses.next("?page=2", from: start) == start + "?page=2")
        #expect(
            try addresses.next("http://example.org/v1/structures?page=3", from: start)
                == start + "?page=3", "a door that speaks https before a server that does not")
        #expect(throws: ClientFailure.self) { _ = try addresses.next("?page=2", from: start) }
        for other in [
            "https://other.org/v1/structures", "https://example.org:444/x", "ftp://example.org/",
            "https://a:b@example.org/x", "//other.org/x", "file:///etc/passwd", "http://[::bad",
        ] {
            #expect(throws: ClientFailure.self, "\(other)") {
                _ = try addresses.next(other, from: start)
            }
        }
    }

    @Test(
        "takes no page for one that is none",
        arguments: [
            "", "<html>", "[]", "{}", "{\"data\":null}", "{\"data\":{}}", "{\"data\":3}",
            "{\"data\":[", "{\"data\":[],\"links\":3}",
            "{\"data\":[],\"meta\":{\"more_data_available\":\"no\"}}",
        ])
    func pages(_ text: String) throws {
        #expect(throws: ClientFailure.self) {
            _ = try OptimadePage(Array(text.utf8), source: "s", address: "a")
        }
        let empty = try OptimadePage(Array("{\"data\":[]}".utf8), source: "s", address: "a")
        #expect(empty.count == 0 && empty.next == nil, "control")
    }

    @Test(
        "takes a page whose numbers are written otherwise, or are none",
        arguments: [("3", 3), ("3.0", 3), ("\"3\"", 3), ("-1", nil), ("1e300", nil), ("[]", nil)])
    func numbers(_ text: String, _ total: Int?) throws {
        let meta = "{\"data_returned\":\(text),\"more_data_available\":true}"
        let json = "{\"data\":[],\"links\":{\"next\":\"?page=2\"},\"meta\":\(meta)}"
        let page = try OptimadePage(Array(json.utf8), source: "s", address: "a")
        #expect(page.total == total && page.next == "?page=2")
        let slow = "{\"data\":[],\"meta\":{\"request_delay\":\"0.5\"}}"
        #expect(try OptimadePage(Array(slow.utf8), source: "s", address: "a").delay == 0.5)
    }

    @Test("knows each structure by its id, whatever is wrong with it")
    func inputs() throws {
        let text = """
            {"data":[{"type":"structures","attributes":{"lattice_vectors":[[4,0,0],[0,4,0],[0,0,4]],
            "cartesian_site_positions":[[0,0,0]],"species_at_sites":["Po"],"dimension_types":[1,1,1],
            "species":[{"name":"Po","chemical_symbols":["Po"],"concentration":[1]}]},"id":"good"},
            {"id":"flat","attributes":{"dimension_types":[1,1,0]}},{"id":"bare"},7,{"attributes":{}}],
            "links":{"next":{"href":"?page=2"}},"meta":{"data_returned":9,"more_data_available":true}}
            """
        let page = try OptimadePage(Array(text.utf8), source: "s", address: "a")
        let inputs = page.inputs(examiner: CrystalExaminer())
        #expect(
            inputs.map(\.id) == ["good", "flat", "bare", "structure 4 of a", "structure 5 of a"])
        #expect(inputs.map { $0.verdict.record != nil } == [true, false, false, false, false])
        #expect(inputs.allSatisfy { $0.source == Source(file: "s", place: $0.id) })
        #expect(page.next == "?page=2" && page.total == 9)
    }

    @Test("waits longer each time, as long as it is asked to, and not for ever")
    func waits() throws {
        let policy = RetryPolicy()
        #expect(
            try (1...8).map { try policy.wait(after: $0, asked: nil) } == [
                1, 2, 4, 8, 16, 32, 60, 60,
            ])
        #expect(try policy.wait(after: 1, asked: 30) == 30)
        #expect(try policy.wait(after: 5, asked: 3) == 16)
        for asked in [86400, 1e300] {
            #expect(throws: ClientFailure.self) { _ = try policy.wait(after: 1, asked: asked) }
        }
        let now = Date(timeIntervalSince1970: 784_111_717)
        #expect(RetryPolicy.seconds("Sun, 06 Nov 1994 08:49:37 GMT", now: now) == 60)
        #expect(RetryPolicy.seconds("120") == 120 && RetryPolicy.seconds("-1") == 0)
        #expect(RetryPolicy.seconds("soon") == nil && RetryPolicy.seconds(nil) == nil)
    }
}
