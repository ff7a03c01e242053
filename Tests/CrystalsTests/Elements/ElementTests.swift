import Crystals
import Foundation
import TestKit
import Testing

@Suite("Elements")
struct ElementTests {
    @Test("Every element has its properties, in sensible ranges")
    func ranges() {
        #expect(Element.all.count == 103)
        for element in Element.all {
            #expect((1.0...262).contains(element.mass), "\(element)")
            #expect((1...7).contains(element.period))
            #expect((30.0...260).contains(element.covalentRadius))
            #expect((1...12).contains(element.valenceElectrons))
            #expect((3.5...25).contains(element.firstIonizationEnergy))
            #expect((element.group == nil) == (element.block == .f))
            #expect(element.name == element.name.lowercased())
        }
        for block in [(Element.Block.s, 14), (.p, 30), (.d, 31), (.f, 28)] {
            #expect(Element.all.count { $0.block == block.0 } == block.1)
        }
    }

    @Test("Masses rise with Z but for the three famous inversions and their like")
    func masses() {
        let inversions = zip(Element.all, Element.all.dropFirst()).filter { $0.mass > $1.mass }
        #expect(inversions.map { "\($0)\($1)" } == ["ArK", "CoNi", "TeI", "ThPa", "UNp", "PuAm"])
    }

    @Test("Metals, metalloids and the rest")
    func metals() throws {
        let rest = Element.all.filter { !$0.isMetal && !$0.isMetalloid }.map(\.symbol)
        #expect(
            rest
                == "H He C N O F Ne P S Cl Ar Se Br Kr I Xe At Rn".split(separator: " ").map(
                    String.init))
        #expect(
            Element.all.filter(\.isMetalloid).map(\.symbol) == ["B", "Si", "Ge", "As", "Sb", "Te"])
    }

    /// Where the ones stand in CGCNN's own vectors.
    static let spots: [(String, [Int])] = [
        ("H", [1, 19, 30, 36, 46, 64, 73, 78, 86]),
        ("C", [14, 20, 31, 38, 49, 63, 74, 79, 82]),
        ("O", [16, 20, 34, 37, 51, 64, 74, 79, 86]),
        ("Si", [14, 21, 29, 40, 49, 61, 74, 79, 85]),
        ("Fe", [8, 22, 29, 40, 53, 61, 72, 80, 83]),
        ("La", [0, 24, 27, 42, 47, 60, 73, 81, 87]),
        ("Au", [11, 24, 31, 40, 56, 62, 75, 80, 84]),
        ("U", [0, 25, 29, 42, 47, 60, 81, 85]),
    ]

    @Test("CGCNN's vectors of eight elements", arguments: spots)
    func spot(symbol: String, ones: [Int]) throws {
        let vector = try #require(Element(symbol)).featureVector
        #expect(vector.count == Element.featureCount)
        #expect(vector.indices.filter { vector[$0] == 1 } == ones)
        #expect(vector.count { $0 == 0 } == 92 - ones.count)
    }

    @Test("CGCNN's vectors of all elements to Z = 100, from its own file")
    func all() throws {
        guard let shared = SharedData.folder else {
            print("skipped: \(SharedData.absence)")
            return
        }
        let data = try Data(contentsOf: shared.appending(path: "cgcnn/atom_init.json"))
        let vectors = try JSONDecoder().decode([String: [Float]].self, from: data)
        #expect(vectors.count == 100)
        for (key, vector) in vectors {
            let element = try #require(Int(key).flatMap(Element.init(atomicNumber:)))
            #expect(element.featureVector == vector, "\(element)")
        }
    }

    @Test("The last actinides look like actinides, and lawrencium like a metal of group 3")
    func last() {
        for element in Element.all.suffix(3) {
            let ones = element.featureVector.indices.filter { element.featureVector[$0] == 1 }
            #expect(ones.contains(element.symbol == "Lr" ? 3 : 0))
            #expect(ones.contains(19 + 6))
            #expect(ones.count == 6)
        }
    }
}
