extension Array where Element: Sendable {
    /// What `work` makes of each element, in their order, on several threads.
    func map<Value: Sendable>(
        threads: Int, _ work: @escaping @Sendable (Element) -> Value
    ) -> [Value] {
        // Large enough that handing pieces over takes no time, small enough to share them out.
        let size = 32
        var start = 0
        let pieces = WorkAhead<Range<Int>, [Value]>(
            threads: threads,
            pieces: {
                guard start < count else { return nil }
                defer { start += size }
                return start..<Swift.min(start + size, count)
            },
            work: { self[$0].map(work) })
        var values: [Value] = []
        values.reserveCapacity(count)
        while let piece = pieces.next() { values += piece }
        return values
    }
}
