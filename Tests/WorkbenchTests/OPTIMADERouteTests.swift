import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing

@testable import Workbench

@Suite("OPTIMADE in the laboratory")
struct OPTIMADERouteTests {
    private static func application(_ folder: TemporaryFolder) throws -> some ApplicationProtocol {
        let settings = ServerSettings(
            host: "127.0.0.1", port: 0, token: nil, folder: URL(filePath: folder.path))
        return Application(router: try Rooms(settings).router())
    }

    private static func asked(
        _ path: String, _ method: HTTPRequest.Method = .get
    ) async throws -> TestResponse {
        let folder = try TemporaryFolder()
        return try await application(folder).test(.router) { client in
            try await client.execute(uri: path, method: method)
        }
    }

    @Test(
        "is answered to pages of any origin",
        arguments: [
            "/optimade", "/optimade/versions", "/optimade/v1/info", "/optimade/v1/structures",
            "/optimade/structures?page_limit=3",
        ])
    func reading(_ path: String) async throws {
        let response = try await Self.asked(path)
        #expect(response.status == .ok)
        #expect(response.headers[.accessControlAllowOrigin] == "*")
    }

    @Test(
        "answers who asks for the head alone without a body",
        arguments: [
            "/optimade/v1/info", "/optimade/v1/structures", "/optimade/v9/info", "/api/nothing",
            "/",
        ])
    func heads(_ path: String) async throws {
        let (whole, head) = (try await Self.asked(path), try await Self.asked(path, .head))
        #expect(head.status == whole.status && head.body.readableBytes == 0)
        #expect(whole.body.readableBytes > 0, "control")
        if path.hasPrefix("/optimade") {
            let lengths = [whole, head].map { $0.headers[.contentLength] }
            #expect(lengths[0] != nil && lengths[0] == lengths[1])
        }
    }

    @Test(
        "leads on through the proxy that asks",
        arguments: [nil, "http", "https", "gopher\r\n", "https, http"])
    func proxies(_ scheme: String?) async throws {
        let folder = try TemporaryFolder()
        let response = try await Self.application(folder).test(.router) { client in
            let name = try #require(HTTPField.Name("X-Forwarded-Proto"))
            return try await client.execute(
                uri: "/optimade/v1/links", method: .get, headers: scheme.map { [name: $0] } ?? [:])
        }
        let text = String(buffer: response.body)
        #expect(text.contains("https://localhost/optimade") == (scheme == "https"), "\(text)")
        #expect(text.contains("http://localhost/optimade") == (scheme != "https"), "\(text)")
    }

    @Test(
        "refuses as the standard does, also where the server does it",
        arguments: [
            ("/optimade/v1/structures?filter=x", HTTPRequest.Method.get, 400),
            ("/optimade/v9/info", .get, 553), ("/optimade/nothing", .get, 404),
            ("/optimade/v1/structures", .post, 404),
        ])
    func refusing(_ path: String, _ method: HTTPRequest.Method, _ status: Int) async throws {
        let response = try await Self.asked(path, method)
        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/vnd.api+json")
        #expect(response.headers[.accessControlAllowOrigin] == "*")
        let json = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
        let errors = (json as? [String: Any])?["errors"] as? [[String: Any]]
        #expect(errors?.first?["status"] as? String == "\(status)")
        let page = try await Self.asked("/api/nothing")
        #expect(page.headers[.contentType]?.contains("vnd.api") == false, "control")
    }
}
