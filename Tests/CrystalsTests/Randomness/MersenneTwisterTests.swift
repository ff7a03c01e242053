import Crystals
import Testing

/// The authors' own outputs; what numpy makes of them is held against numpy's in `FoldTests`.
@Suite("The Mersenne Twister")
struct MersenneTwisterTests {
    /// mt19937ar.c of Matsumoto and Nishimura; the ten thousandth is what C++ demands of std::mt19937
    /// (ISO C++, [rand.predef]).
    @Test("gives the outputs that its authors and the C++ standard give for seed 5489")
    func standardSeed() {
        var generator = MersenneTwister(seed: 5489)
        let first = (0..<5).map { _ in generator.next32() }
        #expect(first == [3_499_211_612, 581_869_302, 3_890_346_734, 3_586_334_585, 545_404_204])
        for _ in 5..<9999 { _ = generator.next32() }
        #expect(generator.next32() == 4_123_659_995)
        var wide = MersenneTwister(seed: 5489)
        #expect(wide.next() == UInt64(3_499_211_612) << 32 | 581_869_302)
        #expect(wide.next() == UInt64(3_890_346_734) << 32 | 3_586_334_585)
    }

    /// mt19937ar.out.
    @Test("gives the authors' outputs for a list of seeds")
    func listOfSeeds() {
        var generator = MersenneTwister(seeds: [0x123, 0x234, 0x345, 0x456])
        let first = (0..<5).map { _ in generator.next32() }
        #expect(first == [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476])
    }

    /// numpy 2.4.6: RandomState(list(range(700))).bytes(8), as words.
    @Test("takes a list of more seeds than it has words")
    func longList() {
        var generator = MersenneTwister(seeds: (0..<700).map { UInt32($0) })
        let words = (0..<2).map { _ in generator.next32() }
        #expect(words == [3_727_595_200, 1_914_792_892])
    }

    @Test("draws below a bound are all possible, and one of one takes no draw")
    func bounds() {
        var generator = MersenneTwister(seed: 7)
        let draws = (0..<2000).map { _ in generator.next(upTo: 10) }
        #expect(Set(draws) == Set(0...10))
        let counts = Dictionary(grouping: draws) { $0 }.mapValues(\.count)
        // 182 each; the binomial deviation is 13.
        #expect(counts.values.allSatisfy { abs($0 - 182) < 65 })
        var (one, other) = (MersenneTwister(seed: 7), MersenneTwister(seed: 7))
        #expect(one.next(upTo: 0) == 0)
        #expect(one.next32() == other.next32())
    }
}
