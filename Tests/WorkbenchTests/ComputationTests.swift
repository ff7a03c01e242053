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

    /// Without a task: where all threads of tasks are busy, nobody would read for longer than it waits.
    @Test("wait for who reads them")
    func pressure() {
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
        func wait(for count: Int) {
            for _ in 0..<500 where sent.withLock({ $0 < count }) {
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
        wait(for: 8)
        Thread.sleep(forTimeInterval: 0.1)
        #expect(sent.withLock { $0 } == 8, "to nobody")
        for _ in 0..<12 { channel.taken() }
        wait(for: 20)
        #expect(sent.withLock { $0 } == 20)
    }
}
