import Crystals
import Foundation
import Learning
import TestKit
import Testing

/// The forward pass against a second implementation, `Tests/Fixtures/make-cgcnn-fixture.py`: what the
/// published networks prove, where they are not at hand.
@Suite("A tiny network in the published form")
struct TinyNetworkTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")

    /// Crystals whose twelve nearest are beyond doubt, with the output that the script computed.
    static func records() throws -> [CrystalRecord] {
        let file = folder.appending(path: "tiny-cgcnn.jsonl").path(percentEncoded: false)
        return try CrystalInputs([file]).map { try #require($0.verdict.record) }
    }

    static func network() throws -> PublishedNetwork {
        let file = folder.appending(path: "tiny-cgcnn.safetensors")
        return try PublishedNetwork(decoding: Data(contentsOf: file))
    }

    @Test("gives what the script gives, to 1e-5")
    func outputs() throws {
        let (network, records) = (try Self.network(), try Self.records())
        let expected = try records.map { try #require($0.labels["output"]) }
        let found = records.map {
            network.outputs(of: CrystalGraph($0.crystal, rule: .published))[0]
        }
        let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        print("tiny network: largest difference \(worst)")
        #expect(worst < 1e-5)
        #expect(found.count == 7)
        let spread = (expected.max() ?? 0) - (expected.min() ?? 0)
        #expect(spread > 0.1, "control: the outputs differ")
    }

    @Test("gives the same with all crystals in one batch")
    func batch() throws {
        let (network, records) = (try Self.network(), try Self.records())
        let graphs = records.map { CrystalGraph($0.crystal, rule: .published) }
        #expect(network.outputs(of: graphs) == graphs.map { network.outputs(of: $0)[0] })
    }
}
