import Crystals
import Foundation
import Testing

@testable import Practicals
@testable import Workbench

@Suite("Bonds")
struct BondTests {
    private struct Bond: Decodable, Hashable { var from: Int, to: Int, shift: [Int] }
    private struct Drawing: Decodable { var bonds: [Bond] }

    private func bonds(_ drawing: some Encodable) throws -> Set<Bond> {
        Set(try JSONDecoder().decode(Drawing.self, from: JSONEncoder().encode(drawing)).bonds)
    }

    @Test("are the same on the page of a crystal and in a practical")
    func pages() throws {
        var count = 0
        for known in KnownCrystal.all {
            let crystal = known.crystal.wrapped
            let here = try bonds(CrystalDrawing(crystal))
            #expect(try here == bonds(CrystalPicture(crystal)), "\(known.id)")
            count += here.count
        }
        #expect(count > 60, "control")
    }

    @Test("of a compound's metals to each other are none")
    func metals() throws {
        let salt = try #require(KnownCrystal.named("rock-salt")).crystal
        let drawn = try bonds(CrystalDrawing(salt))
        let metals = salt.sites.map { $0.species.components.allSatisfy(\.element.isMetal) }
        #expect(drawn.allSatisfy { !(metals[$0.from] && metals[$0.to]) } && drawn.count == 6)
    }
}
