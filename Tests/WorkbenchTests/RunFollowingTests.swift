import Foundation
import Hummingbird
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Workbench

@Suite("Following a run")
struct RunFollowingTests {
    /// A laboratory with one run that has ended, and said what is given.
    private static func events(
        log: String, metrics: String = ""
    ) async throws -> (text: String, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let laboratory = try Laboratory(URL(filePath: folder.path))
        let job = try laboratory.jobs.add(kind: "train", title: "K", at: .now) { _ in ["train"] }
        let run = laboratory.run(job.id)
        try run.make()
        try Data(log.utf8).write(to: run.log)
        try Data(metrics.utf8).write(to: run.metrics)
        try laboratory.jobs.set(job.id, to: .finished, at: .now)
        let router = Router(context: WorkbenchContext.self)
        router.get("events") { _, _ in RunEvents(job.id, laboratory).response() }
        let response = try await Application(router: router).test(.router) {
            try await $0.execute(uri: "/events", method: .get)
        }
        return (String(buffer: response.body), folder)
    }

    @Test("tells the whole log of one that has ended, however long it is")
    func log() async throws {
        let lines = (0..<9000).map { "\($0) \(String(repeating: "x", count: 100))\n" }
        let long = String(repeating: "y", count: 600_000) + "\n"
        let text = try await Self.events(log: long + lines.joined()).text
        #expect(text.components(separatedBy: #""line":"#).count == 9002)
        #expect(text.contains(#""line":"8999 x"#))
        #expect(text.hasSuffix(EventStream.end))
    }

    @Test("tells each epoch once, and of losses that are no numbers that they are unknown")
    func curve() async throws {
        let rows = (1...4000).map { "\($0),\($0 == 7 ? "nan" : "0.5"),0.1\n" }.joined()
        let text = try await Self.events(
            log: "", metrics: "epoch,loss,validation_mae_K\n" + rows + "4001,0."
        ).text
        #expect(text.components(separatedBy: #""point":"#).count == 4001)
        #expect(text.components(separatedBy: #""loss":0.5"#).count == 4000)
        #expect(text.hasSuffix(EventStream.end))
    }

    @Test("gives as many bytes of a file that grows as it promised")
    func attachment() async throws {
        let folder = try TemporaryFolder()
        let file = URL(filePath: folder.path).appending(path: "log.txt")
        try Data(repeating: 1, count: 300_000).write(to: file)
        let response = try Attachment.response(file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(repeating: 2, count: 100_000))
        try handle.close()
        let router = Router(context: WorkbenchContext.self)
        router.get("file") { _, _ in response }
        let sent = try await Application(router: router).test(.router) {
            try await $0.execute(uri: "/file", method: .get)
        }
        #expect(sent.body.readableBytes == 300_000)
        #expect(sent.body.readableBytesView.allSatisfy { $0 == 1 })
    }
}
