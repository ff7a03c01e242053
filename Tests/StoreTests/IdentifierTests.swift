import Testing

@testable import Store

@Suite("Names of crystals as parts of addresses")
struct IdentifierTests {
    /// By counting from two again for each name.
    private struct Slow {
        var given: Set<String> = []

        mutating func identifier(for name: String) -> String {
            let plain = "a." + IdentifierRegister.plain(name)
            var (identifier, number) = (plain, 1)
            while !given.insert(identifier).inserted {
                number += 1
                identifier = "\(plain)~\(number)"
            }
            return identifier
        }
    }

    @Test("are told apart by the first number that is free")
    func counting() {
        let names = (0..<600).map { k in
            ["x", "x~\(k / 7)", "ü\(k % 5)", "x~2~\(k % 3)", "y\(k)"][k * k % 5]
        }
        var (fast, slow) = (IdentifierRegister(collection: "a"), Slow())
        let expected = names.map { slow.identifier(for: $0) }
        #expect(names.map { fast.identifier(for: $0) } == expected)
        #expect(Set(expected).count == 600)
        #expect(expected.count { $0.contains("~2") } > 20, "control")
    }

    @Test("are told apart in a moment where thousands begin alike")
    func speed() {
        let beginning = String(repeating: "structure ", count: 13)
        var register = IdentifierRegister(collection: "a")
        var identifiers: Set<String> = []
        let time = ContinuousClock().measure {
            for k in 0..<20_000 { identifiers.insert(register.identifier(for: beginning + "\(k)")) }
        }
        #expect(identifiers.count == 20_000)
        #expect(identifiers.contains { $0.hasSuffix("_~20000") })
        // Counted anew for each of them it takes a minute.
        #expect(time < .seconds(3), "\(time)")
    }
}
