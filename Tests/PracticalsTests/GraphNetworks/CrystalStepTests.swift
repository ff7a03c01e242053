import Crystals
import Foundation
import Testing

@testable import Practicals

@Suite("Practical 2: a crystal, its neighbours and its features")
struct CrystalStepTests {
    @Test func everyWellKnownCrystalHasItsSpaceGroupAndTwelveNeighbours() throws {
        #expect(KnownCrystal.all.count == 15)
        for known in KnownCrystal.all {
            let frame = try StepOutcome("crystal", #"{"crystal": "\#(known.id)"}"#).only("crystal")
            #expect(frame["spaceGroup"].number("number") == Double(known.prototype.spaceGroup))
            for atom in frame.list("neighbors") {
                let sum = try #require(atom.number("weightSum"))
                #expect(abs(sum - 12) < 1e-3, "\(known.id): \(sum)")
            }
        }
    }

    @Test func bondsAreThoseOfTheChemist() throws {
        // Of each atom of a compound, to how many it is bound.
        let known = [
            ("diamond", [4, 4]), ("rock-salt", [6, 6]), ("caesium-chloride", [8, 8]),
            ("zinc-blende", [4, 4]), ("copper", [12]), ("fluorite", [8, 4, 4]),
        ]
        for (id, coordination) in known {
            let frame = try StepOutcome("crystal", #"{"crystal": "\#(id)"}"#).only("crystal")
            var counts = [Int](repeating: 0, count: coordination.count)
            for bond in frame["picture"].list("bonds") {
                for end in ["from", "to"] { counts[Int(try #require(bond.number(end)))] += 1 }
            }
            #expect(counts == coordination, "\(id): \(counts)")
        }
    }

    @Test func anEdgeLeadsToTheImageThatItsShiftNames() throws {
        let frame = try StepOutcome("crystal", #"{"crystal": "rutile"}"#).only("crystal")
        let picture = frame["picture"]
        let rows = try #require(picture.members["lattice"] as? [[Double]])
        let sites = picture.list("sites").map { $0.numbers("cartesian") }
        var edges = 0
        for atom in frame.list("neighbors") {
            let from = sites[Int(try #require(atom.number("atom")))]
            for edge in atom.list("edges") {
                let (to, shift) = (
                    sites[Int(try #require(edge.number("to")))], edge.numbers("shift")
                )
                let square = (0..<3).reduce(0.0) { sum, axis in
                    let image = (0..<3).reduce(to[axis]) { $0 + shift[$1] * rows[$1][axis] }
                    return sum + (image - from[axis]) * (image - from[axis])
                }
                #expect(abs(square.squareRoot() - (edge.number("distance") ?? 0)) < 1e-5)
                edges += 1
            }
        }
        #expect(edges > 60)
    }

    @Test func aPastedTextIsReadByTheProgramsReadersAndRefusedInTheirWords() throws {
        let poscar = """
            TiN
            4.24
            0 0.5 0.5
            0.5 0 0.5
            0.5 0.5 0
            Ti N
            1 1
            Direct
            0 0 0
            0.5 0.5 0.5
            """
        let given = try String(
            decoding: JSONEncoder().encode(["text": poscar]), as: UTF8.self)
        let frame = try StepOutcome("crystal", given).only("crystal")
        #expect(frame.text("formula") == "TiN" && frame["spaceGroup"].number("number") == 225)
        let refused = try StepOutcome("crystal", #"{"text": "no crystal at all"}"#).only("refused")
        let sentences = try #require(refused.members["sentences"] as? [String])
        #expect(sentences.count == 1 && sentences[0].contains("CIF, POSCAR"))
    }

    @Test func carbonsBitsAreThoseOfThePublishedTable() throws {
        let frame = try StepOutcome("features", #"{"element": "Fe"}"#).only("features")
        let elements = frame.list("elements")
        #expect(elements.map { $0.text("element") } == ["C", "Fe"])
        // CGCNN's atom_init.json.
        let published = [
            [14, 20, 31, 38, 49, 63, 74, 79, 82], [8, 22, 29, 40, 53, 61, 72, 80, 83],
        ]
        for (element, hot) in zip(elements, published) {
            #expect(element.list("blocks").map { $0.number("hot") } == hot.map(Double.init))
            let bits = element.numbers("bits")
            #expect(bits.indices.filter { bits[$0] == 1 } == hot && bits.count == 92)
        }
        let blocks = frame.list("blocks")
        #expect(blocks.map { $0.number("size") } == [19, 7, 10, 10, 12, 10, 10, 4, 10])
        #expect(
            blocks.allSatisfy {
                ($0.members["labels"] as? [String])?.count == Int($0.number("size") ?? 0)
            })
        // Carbon has 75 pm: the bin 70…92.5.
        let radius = try #require(blocks[3].members["labels"] as? [String])
        #expect(radius[38 - 36] == "70.0…92.5")
    }

    @Test func theGaussiansOfAnEdgeAreTheFormula() throws {
        let frame = try StepOutcome("features", #"{"edge": 3}"#).only("features")["edge"]
        let (distance, gaussians) = (
            try #require(frame.number("distance")), frame.numbers("gaussians")
        )
        #expect(gaussians.count == 41 && gaussians.max() ?? 0 > 0.5)
        for (k, u) in gaussians.enumerated() {
            let x = (distance - 0.2 * Double(k)) / 0.2
            #expect(abs(u - exp(-x * x)) < 1e-5, "\(k): \(u)")
        }
    }
}
