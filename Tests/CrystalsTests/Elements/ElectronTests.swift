import Crystals
import Testing

@Suite("Electrons of free atoms")
struct ElectronTests {
    /// [s, p, d, f] outside the core of a noble gas, and what is missing in open subshells: ground states
    /// of the NIST Atomic Spectra Database. All 103 agree with pymatgen 2025's electronic structures
    /// and with Magpie's tables NsValence … NfUnfilled.
    static let known: [(String, [Int], [Int])] = [
        ("H", [1, 0, 0, 0], [1, 0, 0, 0]), ("He", [2, 0, 0, 0], [0, 0, 0, 0]),
        ("O", [2, 4, 0, 0], [0, 2, 0, 0]), ("Ti", [2, 0, 2, 0], [0, 0, 8, 0]),
        ("Cr", [1, 0, 5, 0], [1, 0, 5, 0]), ("Fe", [2, 0, 6, 0], [0, 0, 4, 0]),
        ("Cu", [1, 0, 10, 0], [1, 0, 0, 0]), ("Zn", [2, 0, 10, 0], [0, 0, 0, 0]),
        ("Ga", [2, 1, 10, 0], [0, 5, 0, 0]), ("Nb", [1, 0, 4, 0], [1, 0, 6, 0]),
        ("Pd", [0, 0, 10, 0], [0, 0, 0, 0]), ("La", [2, 0, 1, 0], [0, 0, 9, 0]),
        ("Gd", [2, 0, 1, 7], [0, 0, 9, 7]), ("Eu", [2, 0, 0, 7], [0, 0, 0, 7]),
        ("Pt", [1, 0, 9, 14], [1, 0, 1, 0]), ("Pb", [2, 2, 10, 14], [0, 4, 0, 0]),
        ("Th", [2, 0, 2, 0], [0, 0, 8, 0]), ("U", [2, 0, 1, 3], [0, 0, 9, 11]),
        ("Lr", [2, 1, 0, 14], [0, 5, 0, 0]),
    ]

    @Test("Ground states, with those that leave Madelung's order", arguments: known)
    func configurations(_ symbol: String, _ valence: [Int], _ unfilled: [Int]) throws {
        let electrons = try #require(Element(symbol)).electrons
        #expect(electrons.valence == valence)
        #expect(electrons.unfilled == unfilled)
    }

    @Test("Core and valence together are Z")
    func counts() {
        let cores = [0, 2, 10, 18, 36, 54, 86]
        for element in Element.all {
            let outer = element.electrons.valence.reduce(0, +)
            #expect(cores.contains(element.atomicNumber - outer), "\(element)")
            #expect(element.electrons.valence.allSatisfy { $0 >= 0 } && outer > 0)
        }
    }

    @Test("Descriptors have mean 0 and deviation 1 over the elements, and tell all of them apart")
    func descriptors() {
        let rows = Element.all.map(\.descriptors)
        #expect(Set(rows).count == 103)
        for (k, name) in Element.descriptorNames.enumerated() {
            let column = rows.map { $0[k] }
            let mean = column.reduce(0, +) / 103
            let square = column.reduce(0) { $0 + $1 * $1 } / 103
            // Missing values stand at the mean and make the square smaller.
            #expect(abs(mean) < 1e-12, "\(name)")
            #expect((0.7...1.000001).contains(square), "\(name): \(square)")
        }
        #expect(rows.allSatisfy { $0.count == Element.descriptorNames.count })
    }
}
