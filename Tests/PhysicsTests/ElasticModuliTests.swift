import Physics
import TestKit
import Testing

@Suite("Elastic moduli")
struct ElasticModuliTests {
    @Test("From E and ν come the B and G that gave them")
    func roundTrip() throws {
        let m = try ElasticModuli(bulk: 224, shear: 192)
        let back = try ElasticModuli(youngs: m.youngs, poisson: m.poisson)
        #expect(isClose(back.bulk, 224, relative: 1e-13))
        #expect(isClose(back.shear, 192, relative: 1e-13))
        #expect(isClose(m.longitudinal, m.lameFirst + 2 * m.shear, relative: 1e-13))
    }

    @Test("Pugh's ratio calls copper ductile and diamond brittle")
    func pugh() throws {
        let copper = try ElasticModuli(bulk: 137, shear: 47)
        let diamond = try ElasticModuli(bulk: 442, shear: 535)
        #expect(copper.isDuctileByPugh && !diamond.isDuctileByPugh)
        #expect(isClose(diamond.pughRatio, 442.0 / 535, relative: 1e-15))
    }

    @Test(
        "Impossible moduli are refused with the number in the message",
        arguments: [Double.nan, .infinity, -.infinity, -1, 0, 1e-300, 1e300])
    func refused(_ value: Double) {
        let error = #expect(throws: InvalidQuantity.self) {
            try ElasticModuli(bulk: 100, shear: value)
        }
        #expect(error?.quantity == "shear modulus")
        #expect(error?.description.contains("\(value)") == true)
        #expect(throws: InvalidQuantity.self) { try ElasticModuli(bulk: value, shear: 100) }
        #expect(throws: InvalidQuantity.self) { try ElasticModuli(youngs: value, poisson: 0.2) }
    }

    @Test("A Poisson ratio of a half or of minus one is refused", arguments: [0.5, -1, 0.7, .nan])
    func refusedPoisson(_ value: Double) {
        #expect(throws: InvalidQuantity.self) { try ElasticModuli(youngs: 100, poisson: value) }
    }
}
