import Crystals
import TestKit
import Testing

@Suite("Exchangeable roles")
struct RoleSymmetryTests {
    @Test(
        "The two atoms of rock salt, caesium chloride, zinc blende, wurtzite and WC trade places",
        arguments: ["B1", "B2", "B3", "B4", "B5", "B6", "B32", "B_h", "B_k", "L1_0", "L1_1"])
    func exchangeable(_ id: String) throws {
        #expect(try #require(Prototype.named(id)).roleSymmetries == [[0, 1], [1, 0]])
    }

    @Test(
        "Types whose roles differ in number or surroundings keep them",
        arguments: ["C1", "B8_1", "B27", "B33", "E2_1", "H1_1", "C15", "Cr2AlC", "L1_2"])
    func distinct(_ id: String) throws {
        let prototype = try #require(Prototype.named(id))
        #expect(prototype.roleSymmetries == [Array(prototype.roles.indices)])
    }

    @Test("In Heusler phases the two tetrahedral neighbours of A trade places, A does not")
    func heusler() throws {
        for id in ["L2_1", "C1_b"] {
            #expect(try #require(Prototype.named(id)).roleSymmetries == [[0, 1, 2], [0, 2, 1]])
        }
    }

    @Test(
        "Exactly the stated exchanges keep all distances between kinds of atoms",
        arguments: Prototype.all)
    func fingerprints(_ prototype: Prototype) {
        let elements = ["Ti", "Al", "Cu", "O", "Cl"].compactMap { Element($0) }
            .prefix(prototype.roles.count)
        let original = Fingerprint(
            prototype.crystal(decoratedWith: assign(Array(elements), to: prototype)))
        #expect(!original.isEmpty)
        for permutation in permutations(of: Array(prototype.roles.indices)) {
            let counts = permutation.map { prototype.stoichiometry[$0] }
            guard counts == prototype.stoichiometry else { continue }
            let exchanged = assign(permutation.map { elements[$0] }, to: prototype)
            let isSame = Fingerprint(prototype.crystal(decoratedWith: exchanged)).matches(original)
            #expect(isSame == prototype.roleSymmetries.contains(permutation), "\(permutation)")
        }
    }

    private func assign(_ elements: [Element], to prototype: Prototype) -> [Role: Element] {
        Dictionary(uniqueKeysWithValues: zip(prototype.roles, elements))
    }
}

func permutations(of items: [Int]) -> [[Int]] {
    guard let first = items.first else { return [[]] }
    return permutations(of: Array(items.dropFirst())).flatMap { rest in
        (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
}
