/// The Mersenne Twister MT19937 (Matsumoto & Nishimura, ACM Trans. Model. Comput. Simul. 8, 3, 1998),
/// seeded as numpy's RandomState seeds it: for divisions of data that others have published by the seed
/// of theirs. Whatever the program decides by itself is decided by ``SplitMix64``.
public struct MersenneTwister: RandomNumberGenerator, Sendable {
    /// [624]
    private var words: [UInt32]
    /// Words of ``words`` that have been given out.
    private var used = Self.count

    private static let (count, middle) = (624, 397)

    /// As numpy takes one whole number (init_genrand of the authors' program).
    public init(seed: UInt32) {
        words = [seed]
        words.reserveCapacity(Self.count)
        for k in 1..<Self.count {
            let last = words[k - 1]
            words.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(k))
        }
    }

    /// As numpy takes a list of whole numbers (init_by_array of the authors' program).
    ///
    /// - Parameter seeds: at least one.
    public init(seeds: [UInt32]) {
        precondition(!seeds.isEmpty, "a list of 0 seeds")
        self.init(seed: 19_650_218)
        var place = 1
        for k in 0..<max(Self.count, seeds.count) {
            let j = k % seeds.count
            mix(place, by: 1_664_525) { $0 &+ seeds[j] &+ UInt32(j) }
            advance(&place)
        }
        for _ in 1..<Self.count {
            let k = UInt32(place)
            mix(place, by: 1_566_083_941) { $0 &- k }
            advance(&place)
        }
        // Not all may be zero.
        words[0] = 0x8000_0000
    }

    private mutating func mix(_ place: Int, by factor: UInt32, _ change: (UInt32) -> UInt32) {
        let last = words[place - 1]
        words[place] = change(words[place] ^ ((last ^ (last >> 30)) &* factor))
    }

    /// Around the words but the first, which takes the last one's value on the way.
    private mutating func advance(_ place: inout Int) {
        place += 1
        guard place == Self.count else { return }
        words[0] = words[Self.count - 1]
        place = 1
    }

    /// The next 32 bits.
    public mutating func next32() -> UInt32 {
        if used == Self.count { renew() }
        var y = words[used]
        used += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    /// The next 64 bits, the upper half first, as numpy has them.
    public mutating func next() -> UInt64 {
        let upper = UInt64(next32()) << 32
        return upper | UInt64(next32())
    }

    private mutating func renew() {
        for k in 0..<Self.count {
            let next = words[(k + 1) % Self.count]
            let y = (words[k] & 0x8000_0000) | (next & 0x7FFF_FFFF)
            let twisted = (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
            words[k] = words[(k + Self.middle) % Self.count] ^ twisted
        }
        used = 0
    }
}

/// The draws of numpy's RandomState, number for number.
extension MersenneTwister {
    /// A whole number in 0...largest, each as likely: bits under the smallest mask that covers
    /// `largest`, drawn until they fit (random_interval in numpy's distributions.c). Up to 2³² − 1 takes
    /// 32 bits a draw, beyond takes 64.
    public mutating func next(upTo largest: UInt64) -> UInt64 {
        guard largest > 0 else { return 0 }
        let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
        while true {
            let bits = largest <= UInt64(UInt32.max) ? UInt64(next32()) : next()
            if bits & mask <= largest { return bits & mask }
        }
    }

    /// RandomState.shuffle: Fisher–Yates from the end.
    public mutating func shuffle(_ values: inout [Int]) {
        for k in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(k, Int(next(upTo: UInt64(k))))
        }
    }

    /// RandomState.permutation: 0..<count in random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var values = Array(0..<count)
        shuffle(&values)
        return values
    }
}
