internal import Dispatch
internal import Synchronization

extension Workers {
    /// Takes items one after the other, works on several at a time, and finishes them in their order.
    ///
    /// Each thread takes the next item, works on it and puts down what it made; whoever puts down the
    /// one whose turn it is finishes it, and those behind it that are ready. So taking, working and
    /// finishing go on beside each other, and what is finished comes in the order of the items,
    /// whatever the threads do.
    ///
    /// - Parameters:
    ///   - threads: ``count`` unless given.
    ///   - next: The next item, nil after the last. Never called by two threads at once.
    ///   - isInterrupted: Whether to take no more items; those that are taken are finished.
    ///   - work: What is made of an item; what it starts by ``Workers`` runs on its thread.
    ///   - finish: Called for each item in order, never by two threads at once.
    /// - Returns: Whether all items were taken.
    /// - Throws: The error of `next`, once all before it is finished; or that of `finish`, after which
    ///   nothing is finished any more.
    public static func inOrder<Item: Sendable, Product: Sendable>(
        threads: Int = count, next: sending @escaping () throws -> Item?,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        work: @Sendable (Item) -> Product,
        finish: @escaping @Sendable (Product) throws -> Void
    ) throws -> Bool {
        let line = OrderedLine(room: 2 * threads, next, isInterrupted, finish)
        withCount(threads) { forEach(threads) { _ in line.serve(work) } }
        return try line.isComplete()
    }
}

/// Items on their way from where they are taken to where they are finished.
private final class OrderedLine<Item: Sendable, Product: Sendable>: Sendable {
    private let source: Mutex<Source>
    private let target: Mutex<Target>
    /// Room for items that are taken and not yet finished, so that none runs far ahead of a slow one.
    private let room: DispatchSemaphore
    private let isInterrupted: @Sendable () -> Bool
    private let finish: @Sendable (Product) throws -> Void

    private struct Source {
        let next: () throws -> Item?
        var taken = 0
        var isAtEnd = false
        var failure: (any Error)?
    }

    private struct Target {
        var finished = 0
        var isBusy = false
        /// Put down out of turn, by place in the order.
        var waiting: [Int: Product] = [:]
        var failure: (any Error)?

        /// What to finish now; nil where that is not ready.
        mutating func takeReady() -> Product? {
            let ready = failure == nil ? waiting.removeValue(forKey: finished) : nil
            isBusy = ready != nil
            return ready
        }
    }

    init(
        room: Int, _ next: sending @escaping () throws -> Item?,
        _ isInterrupted: @escaping @Sendable () -> Bool,
        _ finish: @escaping @Sendable (Product) throws -> Void
    ) {
        source = Mutex(Source(next: next))
        target = Mutex(Target())
        // Filled, not made with that value: one that ends with less than it was made with traps, and
        // what is taken when finishing fails never gives back its room.
        self.room = DispatchSemaphore(value: 0)
        for _ in 0..<room { self.room.signal() }
        (self.isInterrupted, self.finish) = (isInterrupted, finish)
    }

    /// One thread's part.
    func serve(_ work: (Item) -> Product) {
        while let (place, item) = take() { put(work(item), at: place) }
    }

    func isComplete() throws -> Bool {
        if let failure = target.withLock({ $0.failure }) { throw failure }
        return try source.withLock { source in
            if let failure = source.failure { throw failure }
            return source.isAtEnd
        }
    }

    private func take() -> (place: Int, item: Item)? {
        room.wait()
        let hasFailed = target.withLock { $0.failure != nil }
        let taken = hasFailed || isInterrupted() ? nil : read()
        // Whoever waits for room must learn of the end too.
        if taken == nil { room.signal() }
        return taken
    }

    private func read() -> (place: Int, item: Item)? {
        source.withLock { source in
            guard !source.isAtEnd, source.failure == nil else { return nil }
            do {
                guard let item = try source.next() else {
                    source.isAtEnd = true
                    return nil
                }
                defer { source.taken += 1 }
                return (source.taken, item)
            } catch {
                source.failure = error
                return nil
            }
        }
    }

    private func put(_ product: Product, at place: Int) {
        var ready = target.withLock { target in
            target.waiting[place] = product
            return target.isBusy ? nil : target.takeReady()
        }
        while let product = ready {
            do {
                try finish(product)
            } catch {
                target.withLock { $0.failure = error }
            }
            room.signal()
            ready = target.withLock { target in
                target.finished += 1
                return target.takeReady()
            }
        }
    }
}
