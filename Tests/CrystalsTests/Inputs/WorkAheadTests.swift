import Synchronization
import TestKit
import Testing

@testable import Crystals

@Suite("Work on several threads")
struct WorkAheadTests {
    private func counter(to end: Int) -> () -> Int? {
        var next = 0
        return {
            guard next < end else { return nil }
            next += 1
            return next
        }
    }

    @Test("Results come in the order of the pieces, each once", arguments: [1, 2, 3, 8])
    func order(threads: Int) {
        let work = WorkAhead(threads: threads, pieces: counter(to: 1000)) { number in
            // Some pieces take longer than those behind them.
            (0..<(number % 7 * 100)).reduce(number) { $0 ^ ($1 & 0) }
        }
        var found: [Int] = []
        while let result = work.next() { found.append(result) }
        #expect(found == Array(1...1000))
        #expect(work.next() == nil)
        #expect(WorkAhead(threads: threads, pieces: { Int?.none }, work: { $0 }).next() == nil)
    }

    @Test("Threads run ahead by a few pieces only, and end when nobody asks any more")
    func bounds() {
        let started = Atomic<Int>(0)
        for threads in [2, 4] {
            started.store(0, ordering: .relaxed)
            var ahead = 0
            do {
                let work = WorkAhead(threads: threads, pieces: counter(to: 1_000_000)) { number in
                    started.add(1, ordering: .relaxed)
                    return number
                }
                for asked in 1...200 {
                    #expect(work.next() == asked)
                    ahead = max(ahead, started.load(ordering: .relaxed) - asked)
                }
            }
            #expect(ahead <= 3 * threads)
            let ended = started.load(ordering: .relaxed)
            #expect(ended >= 200 && ended <= 200 + 3 * threads)
        }
    }
}
