import Foundation
import Store
import TestKit
import Testing

@Suite("The table of runs")
struct JobTableTests {
    private static let times = (0..<9).map { Date(timeIntervalSince1970: Double(1000 * $0)) }

    private static func table(_ folder: TemporaryFolder) throws -> JobTable {
        try JobTable(path: folder.path + "/runs.sqlite")
    }

    private static func add(_ table: JobTable, _ count: Int) throws {
        for k in 1...count {
            let job = try table.add(kind: "discover", title: "run \(k)", at: times[k]) {
                ["--output", "\($0)"]
            }
            #expect(job.id == k && job.arguments == ["--output", "\(k)"])
            #expect(job.state == .waiting && job.created == times[k])
        }
    }

    @Test("has the next run first that came first, and the list the other way round")
    func order() throws {
        let folder = try TemporaryFolder()
        let table = try Self.table(folder)
        #expect(try table.next() == nil)
        try Self.add(table, 3)
        #expect(try table.all().map(\.id) == [3, 2, 1])
        for k in 1...3 {
            #expect(try table.next()?.id == k)
            try table.begin(k, at: Self.times[4])
        }
        #expect(try table.next() == nil && table.openCount() == 3)
    }

    @Test("keeps when a run began, however often it goes on, and when it ended last")
    func times() throws {
        let folder = try TemporaryFolder()
        let table = try Self.table(folder)
        try Self.add(table, 1)
        try table.begin(1, at: Self.times[2])
        try table.set(1, to: .failed, at: Self.times[3], message: "no room")
        #expect(try table.job(1).ended == Self.times[3] && table.job(1).message == "no room")
        #expect(try table.openCount() == 0)
        try table.set(1, to: .waiting)
        try table.begin(1, at: Self.times[5])
        let job = try table.job(1)
        #expect(job.started == Self.times[2] && job.ended == nil && job.message == nil)
    }

    @Test("takes up again what ran when the program ended, and that alone")
    func takingUp() throws {
        let folder = try TemporaryFolder()
        do {
            let table = try Self.table(folder)
            try Self.add(table, 5)
            for k in [1, 2, 3] { try table.begin(k, at: Self.times[6]) }
            try table.set(2, to: .finished, at: Self.times[7])
            try table.set(3, to: .stopped, at: Self.times[7])
            try table.set(4, to: .failed, at: Self.times[7])
        }
        let table = try Self.table(folder)
        try table.takeUp()
        #expect(
            try table.all().reversed().map(\.state)
                == [.waiting, .finished, .stopped, .failed, .waiting])
        #expect(try table.next()?.id == 1)
    }

    @Test("lets go of what has ended, of nothing else, and gives no number twice")
    func removal() throws {
        let folder = try TemporaryFolder()
        let table = try Self.table(folder)
        try Self.add(table, 2)
        try table.begin(1, at: Self.times[3])
        for id in [1, 2, 7] { #expect(throws: JobError.self) { try table.remove(id) } }
        try table.set(2, to: .stopped)
        try table.remove(2)
        #expect(throws: JobError.self) { try table.job(2) }
        let next = try table.add(kind: "train", title: "t", at: Self.times[4]) { _ in [] }
        #expect(next.id == 3)
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try table.add(kind: "train", title: "t", at: Self.times[4]) { _ in throw Refused() }
        }
        #expect(try table.all().map(\.id) == [3, 1], "what could not be made is not there")
    }

    @Test("lets what was to stop when the program ended not go on")
    func stops() throws {
        let folder = try TemporaryFolder()
        let table = try Self.table(folder)
        try Self.add(table, 3)
        for id in [1, 2] { try table.begin(id, at: Self.times[4]) }
        try table.wantStop(1)
        // One that waits is not running, and is stopped otherwise.
        try table.wantStop(3)
        let later = try Self.table(folder)
        try later.takeUp()
        #expect(try (1...3).map { try later.job($0).state } == [.stopped, .waiting, .waiting])
        // Gone on with, it is as any other.
        try later.set(1, to: .waiting)
        try later.begin(1, at: Self.times[5])
        try later.takeUp()
        #expect(try later.job(1).state == .waiting)
    }
}
