import TestKit
import Testing

@testable import Crystals

@Suite("Decimal numbers")
struct DecimalTests {
    @Test(
        "Numbers are rounded as the library rounds them",
        arguments: [
            "0", "-0.0", "1", "3.14159", "1e22", "1e23", "123456789012345678901234567890",
            "0.1", "0.30000000000000004", "2.2250738585072014e-308", "4.9e-324", "1e-400",
            "9007199254740993", "9007199254740992.5", "1.7976931348623157e308", "5e-10", "12.5E+3",
            "00012.50", "-7.", ".5", "+3",
        ])
    func agreesWithTheLibrary(text: String) throws {
        let expected = try #require(Double(text.hasSuffix(".") ? text + "0" : text))
        let found = try #require(Decimal.number(Substring(text)))
        #expect(found.bitPattern == expected.bitPattern)
    }

    @Test("Ten thousand seeded numbers come back bit for bit")
    func roundTrip() {
        var random = SplitMix64(seed: 11)
        var wrong = 0
        for _ in 0..<10_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            if Decimal.number("\(value)") != value { wrong += 1 }
        }
        for _ in 0..<10_000 {
            let value = Double.random(in: -20...20, using: &random)
            if Decimal.number("\(value)") != value { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("Fortran's D and the words for what is no number are known")
    func special() {
        #expect(Decimal.number("1.5D+01") == 15)
        #expect(Decimal.number("1.23456789012345678901D-3") == 1.23456789012345678901e-3)
        #expect(Decimal.number("NaN")?.isNaN == true)
        #expect(Decimal.number("-inf") == -.infinity)
    }

    @Test(
        "What is no number is none",
        arguments: ["", "-", ".", "e5", "1.2.3", "1e", "0x10", "1,5", "--1"])
    func rejected(text: String) { #expect(Decimal.number(Substring(text)) == nil) }
}
