import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import Workbench

@Suite("Computations that are followed") struct ComputationTests {
    @Test("are so many at once, and their places become free")
    func places() async throws {
        let computations = Computations(2)
        let gate = DispatchSemaphore(value: 0)
        for _ in 0..<2 { _ = try computations.stream { _ in gate.wait() } }
        let refusal = #expect(throws: Refusal.self) { _ = try computations.stream { _ in } }
        #expect(refusal?.status == .serviceUnavailable)
        gate.signal()
        var isFree = false
        for _ in 0..<500 where !isFree {
            isFree = (try? computations.stream { _ in }) != nil
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(isFree)
        gate.signal()
    }

    @Test("wait for who reads them, and lose nothing")
    func pressure() async throws {
        let channel = FrameChannel()
        let sent = Mutex(0)
        Thread.detachNewThread {
            channel.fill { emit in
                for _ in 0..<20 {
                    try emit(Data("1".utf8))
                    sent.withLock { $0 += 1 }
                }
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        let before = sent.withLock { $0 }
        #expect((1...8).contains(before), "\(before) frames to nobody")
        var read = 0
        for await event in channel.events {
            read += event.hasPrefix("data: 1") ? 1 : 0
            channel.taken()
        }
        #expect(read == 20)
    }
}
