import Foundation
import Store
import TestKit
import Testing

@Suite struct StoppedJobTests {
    @Test func whatWasToStopWhenTheProgramEndedDoesNotGoOn() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/runs.sqlite"
        let table = try JobTable(path: path)
        let ids = try (0..<3).map { _ in
            try table.add(kind: "train", title: "K", at: .now) { _ in [] }.id
        }
        for id in ids.prefix(2) { try table.begin(id, at: .now) }
        try table.wantStop(ids[0])
        // One that waits is not running, and is stopped otherwise.
        try table.wantStop(ids[2])
        let later = try JobTable(path: path)
        try later.takeUp()
        #expect(try ids.map { try later.job($0).state } == [.stopped, .waiting, .waiting])
        // Gone on with, it is as any other.
        try later.set(ids[0], to: .waiting)
        try later.begin(ids[0], at: .now)
        try later.takeUp()
        #expect(try later.job(ids[0]).state == .waiting)
    }
}
