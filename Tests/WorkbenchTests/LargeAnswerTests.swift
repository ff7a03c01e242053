import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOEmbedded
import TestKit
import Testing

@testable import Workbench

@Suite("Answers to clients that do not read them")
struct LargeAnswerTests {
    private static func bytes(_ count: Int) -> ByteBuffer {
        ByteBuffer(repeating: 7, count: count)
    }

    @Test("hold no more together than they may, and give it back")
    func bound() async throws {
        let answers = LargeAnswers(limit: 1_000_000)
        func answer(_ count: Int) throws -> Response {
            try answers.response(Self.bytes(count), headers: [:])
        }
        var held: [Response] = []
        for _ in 0..<2 { held.append(try answer(400_000)) }
        let refusal = #expect(throws: Refusal.self) { try answer(400_000) }
        #expect(refusal?.status == .serviceUnavailable)
        // Small ones are sent whatever is held.
        #expect(try answer(100_000).headers[.contentLength] == "100000")
        // Nobody wants it any more.
        held.removeLast()
        held.append(try answer(400_000))
        #expect(throws: Refusal.self) { try answer(400_000) }
        held.removeAll()
        #expect(try answer(900_000).headers[.contentLength] == "900000")
    }

    @Test("have places that are free again when they have been used")
    func places() throws {
        let places = Places(2)
        var held = [try places.take(), try places.take()]
        for _ in 0..<3 { #expect(throws: Refusal.self) { try places.take() } }
        held.removeLast()
        held.append(try places.take())
        #expect(throws: Refusal.self) { try places.take() }
        held.removeAll()
        #expect(throws: Never.self) { [try places.take(), try places.take()] }
    }

    @Test("are whole where they are read")
    func whole() async throws {
        let answers = LargeAnswers(limit: 1_000_000)
        let router = Router(context: WorkbenchContext.self)
        router.get("numbers") { _, _ in
            var bytes = ByteBuffer()
            for k in 0..<200_000 { bytes.writeInteger(UInt32(k)) }
            return try answers.response(bytes, headers: [:])
        }
        try await Application(router: router).test(.router) { client in
            for _ in 0..<5 {
                let response = try await client.execute(uri: "/numbers", method: .get)
                var body = response.body
                #expect(response.status == .ok && body.readableBytes == 800_000)
                for k in stride(from: 0, to: 200_000, by: 4999) {
                    #expect(body.getInteger(at: 4 * k) == UInt32(k))
                }
                body.clear()
            }
        }
    }

    @Test("have their connection closed after a while, and only theirs")
    func patience() throws {
        func channel() throws -> EmbeddedChannel {
            let channel = EmbeddedChannel(handler: WriteTimeout(.seconds(30)))
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            return channel
        }
        func set(_ channel: EmbeddedChannel, _ isWritable: Bool) {
            channel.isWritable = isWritable
            channel.pipeline.fireChannelWritabilityChanged()
        }
        let (deaf, slow) = (try channel(), try channel())
        for one in [deaf, slow] { set(one, false) }
        for one in [deaf, slow] { one.embeddedEventLoop.advanceTime(by: .seconds(20)) }
        set(slow, true)
        set(slow, false)
        for one in [deaf, slow] { one.embeddedEventLoop.advanceTime(by: .seconds(11)) }
        #expect(!deaf.isActive && slow.isActive)
        set(slow, true)
        slow.embeddedEventLoop.advanceTime(by: .seconds(100))
        #expect(slow.isActive)
    }
}
