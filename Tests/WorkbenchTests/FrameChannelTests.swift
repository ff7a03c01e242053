import Foundation
import Testing

@testable import Workbench

@Suite struct FrameChannelTests {
    @Test func frameAfterFrameArrivesAndThenTheEnd() async {
        let channel = FrameChannel()
        channel.fill { emit in for frame in 1...3 { try emit(Data("\(frame)".utf8)) } }
        var events: [String] = []
        for await event in channel.events { events.append(event) }
        #expect(
            events
                == (1...3).map { "data: \($0)\n\n" } + ["event: end\ndata: {}\n\n"])
    }

    @Test func aResponseThatIsNeverWrittenEndsItsComputation() {
        let channel = FrameChannel()
        do { _ = Viewer(channel) }
        var count = 0
        channel.fill { emit in
            for frame in 1...5 {
                try emit(Data("\(frame)".utf8))
                count += 1
            }
        }
        #expect(count == 0)
    }

    @Test func whatNobodyReadsToItsEndIsLetGo() {
        for _ in 0..<3 {
            let channel = FrameChannel()
            channel.fill { emit in for frame in 1...5 { try emit(Data("\(frame)".utf8)) } }
            channel.cancel()
        }
    }
}
