import Foundation
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing

@testable import Workbench

@Suite struct ModelSummaryTests {
    @Test func theLicenceOfAModelIsCalledOne() async throws {
        let folder = try TemporaryFolder()
        let settings = ServerSettings(
            host: "127.0.0.1", port: 0, token: nil, folder: URL(filePath: folder.path))
        let response = try await Application(router: try Rooms(settings).router()).test(.router) {
            try await $0.execute(uri: "/api/models/moduli", method: .get)
        }
        let object = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
        let model = try #require(object as? [String: Any])
        let licence = try #require((model["card"] as? [String: Any])?["licence"] as? String)
        #expect(model["licence"] as? String == licence && !licence.isEmpty)
        #expect(model["summary"] == nil)
    }
}
