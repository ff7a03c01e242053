/// Memory that is kept from one use to the next, where arrays would be allocated or checked for
/// every atom. Bounds are checked in debug only.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    /// [capacity]
    private(set) var base: UnsafeMutablePointer<Element>
    private var capacity: Int

    init(capacity: Int = 64) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Room for `count` elements. The first `kept` stay, the others are undefined.
    @inline(__always)
    mutating func reserve(_ count: Int, keeping kept: Int = 0) {
        if count > capacity { grow(count, kept) }
    }

    @inline(never)
    private mutating func grow(_ count: Int, _ kept: Int) {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * count)
        larger.update(from: base, count: kept)
        base.deallocate()
        (base, capacity) = (larger, 2 * count)
    }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < capacity, "element \(index) of \(capacity)")
            return base[index]
        }
        @inline(__always) nonmutating set {
            assert(index >= 0 && index < capacity, "element \(index) of \(capacity)")
            base[index] = newValue
        }
    }

    /// The first `count` elements.
    func prefix(_ count: Int) -> [Element] {
        Array(UnsafeBufferPointer(start: base, count: count))
    }
}
