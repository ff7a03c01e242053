import Foundation
import Synchronization
import TestKit
import Testing

/// Databases keep the place of an answer's next page for a while only.
@Suite("kimberlite import --optimade from a database that has forgotten the place")
struct ExpiredPlaceTests {
    private static func page(_ id: Int, next: String?) -> String {
        """
        {"data":[{"id":"c\(id)","type":"structures","attributes":{"dimension_types":[1,1,1],
        "lattice_vectors":[[\(4 + id),0,0],[0,4,0],[0,0,4]],"cartesian_site_positions":[[0,0,0]],
        "species_at_sites":["Po"],
        "species":[{"name":"Po","chemical_symbols":["Po"],"concentration":[1]}]}}],
        "links":{"next":\(next.map { "\"\($0)\"" } ?? "null")},"meta":{"data_returned":2}}
        """
    }

    /// Two pages; the place of the second is another each time, and the first such place is gone at once.
    private static func database(_ status: Int) throws -> AnsweringServer {
        let begun = Mutex(0)
        return try AnsweringServer { path in
            guard path.contains("place=") else {
                let number = begun.withLock { count in
                    count += 1
                    return count
                }
                return (200, page(0, next: "?place=\(number)"))
            }
            return path.hasSuffix("place=1")
                ? (status, "{\"errors\":[{\"detail\":\"no such place\"}]}")
                : (200, page(1, next: nil))
        }
    }

    @Test("begins anew, and says so", arguments: [400, 404, 410])
    func beginning(_ status: Int) throws {
        let server = try Self.database(status)
        try withTemporaryFolder { folder in
            let arguments = [
                "import", "--json", "--optimade", "http://127.0.0.1:\(server.port)", "--store",
                "\(folder)/read.sqlite",
            ]
            let first = try Program.run(arguments)
            #expect(first.code == 1 && first.errors.contains("no such place"), "\(first.errors)")
            let second = try Program.run(arguments)
            #expect(second.code == 0, "\(second.errors)")
            #expect(second.errors.contains("begins anew"), "\(second.errors)")
            for count in ["\"inputs\":2", "\"added\":1", "\"unchanged\":1", "\"stored\":2"] {
                #expect(second.output.contains(count), "\(second.output)")
            }
        }
    }

    @Test("does not begin anew where the database has other troubles")
    func troubles() throws {
        let server = try Self.database(403)
        try withTemporaryFolder { folder in
            for _ in 0..<2 {
                let result = try Program.run(
                    "import", "--optimade", "http://127.0.0.1:\(server.port)", "--store",
                    "\(folder)/read.sqlite")
                #expect(result.code == 1 && !result.errors.contains("begins anew"))
            }
        }
    }
}
