import Foundation
import Synchronization
import Tensors
import Testing

@Suite("Work in order")
struct OrderedWorkTests {
    private struct Stop: Error, Equatable { var place: Int }

    /// 0..<count in order, as `next` gives them; and after that an error, if there is one.
    private static func numbers(
        _ count: Int, thenThrowing error: Stop? = nil
    ) -> sending () throws -> Int? {
        var next = 0
        return {
            if next == count, let error { throw error }
            defer { next += 1 }
            return next < count ? next : nil
        }
    }

    /// Takes a while, the longer the earlier in its group of five.
    private static func slowly(_ number: Int) -> Int {
        Thread.sleep(forTimeInterval: 0.0004 * Double(5 - number % 5))
        return number * number
    }

    @Test("is finished in the order in which it was taken", arguments: [1, 2, 7])
    func order(threads: Int) throws {
        let finished = Mutex<[Int]>([])
        let isComplete = try Workers.inOrder(
            threads: threads, next: Self.numbers(60), work: Self.slowly,
            finish: { square in finished.withLock { $0.append(square) } })
        #expect(isComplete)
        #expect(finished.withLock { $0 } == (0..<60).map { $0 * $0 })
    }

    /// What happened in a run with three threads.
    private struct Course {
        /// Works at the same time, at most.
        var beside: Int
        /// Items that were taken beyond those finished, at most.
        var ahead: Int
    }

    private static func course() throws -> Course {
        let present = Atomic<Int>(0)
        let most = Atomic<Int>(0)
        let taken = Atomic<Int>(0)
        let ahead = Atomic<Int>(0)
        var next = 0
        let numbers = {
            taken.add(1, ordering: .relaxed)
            defer { next += 1 }
            return next < 60 ? next : nil
        }
        _ = try Workers.inOrder(
            threads: 3, next: numbers,
            work: { number in
                most.max(present.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
                // The first is the last to end.
                Thread.sleep(forTimeInterval: number == 0 ? 0.1 : 0.001)
                present.subtract(1, ordering: .relaxed)
                return number
            },
            finish: { number in
                ahead.max(taken.load(ordering: .relaxed) - number, ordering: .relaxed)
            })
        return Course(
            beside: most.load(ordering: .relaxed), ahead: ahead.load(ordering: .relaxed))
    }

    @Test(
        "goes on beside each other, on no more than the given threads, none far ahead",
        .enabled(
            if: ProcessInfo.processInfo.activeProcessorCount > 1,
            "a single core works on one thing at a time"))
    func concurrency() throws {
        // The system gives no more threads than cores, and while other tests have them, one only.
        for _ in 0..<100 {
            let course = try Self.course()
            #expect(course.beside <= 3 && course.ahead <= 7)
            if course.beside >= 2 {
                #expect(course.ahead >= 2)
                return
            }
        }
        Issue.record("never two at a time")
    }

    @Test("what it starts runs on its own thread")
    func nesting() throws {
        let counts = Mutex<Set<Int>>([])
        _ = try Workers.inOrder(
            threads: 2, next: Self.numbers(4),
            work: { _ in
                let inside = Mutex<Set<ObjectIdentifier>>([])
                Workers.forEach(8) { _ in
                    Thread.sleep(forTimeInterval: 0.001)
                    _ = inside.withLock { $0.insert(ObjectIdentifier(Thread.current)) }
                }
                return inside.withLock(\.count)
            }, finish: { count in _ = counts.withLock { $0.insert(count) } })
        #expect(counts.withLock { $0 } == [1])
    }

    @Test("that is interrupted finishes what it has taken", arguments: [1, 3])
    func interruption(threads: Int) throws {
        let finished = Mutex<[Int]>([])
        let isComplete = try Workers.inOrder(
            threads: threads, next: Self.numbers(60),
            isInterrupted: { finished.withLock(\.count) >= 10 }, work: Self.slowly,
            finish: { square in finished.withLock { $0.append(square) } })
        #expect(!isComplete)
        let squares = finished.withLock { $0 }
        #expect(squares == (0..<squares.count).map { $0 * $0 })
        #expect((10...(10 + 2 * threads)).contains(squares.count))
    }

    @Test(
        "ends with the error of taking, once all before it is finished",
        arguments: [1, 3])
    func failures(threads: Int) throws {
        let finished = Mutex<[Int]>([])
        let read = #expect(throws: Stop.self) {
            try Workers.inOrder(
                threads: threads, next: Self.numbers(9, thenThrowing: Stop(place: 9)),
                work: Self.slowly, finish: { square in finished.withLock { $0.append(square) } })
        }
        #expect(read == Stop(place: 9))
        #expect(finished.withLock { $0 } == (0..<9).map { $0 * $0 })
    }

    @Test("ends with the error of finishing while others are at work", arguments: [1, 3])
    func failureBesideWork(threads: Int) throws {
        for _ in 0..<20 {
            let finished = Mutex<[Int]>([])
            let written = #expect(throws: Stop.self) {
                try Workers.inOrder(
                    threads: threads, next: Self.numbers(60), work: Self.slowly,
                    finish: { square in
                        guard square < 36 else {
                            Thread.sleep(forTimeInterval: 0.004)
                            throw Stop(place: 6)
                        }
                        finished.withLock { $0.append(square) }
                    })
            }
            #expect(written == Stop(place: 6))
            #expect(finished.withLock { $0 } == (0..<6).map { $0 * $0 })
        }
    }
}
