import Discovery
import Testing

@Suite("Quantities")
struct QuantitiesTests {
    @Test("each has a place of its own, in the order of all")
    func places() {
        var quantities = Quantities()
        for (value, quantity) in Quantity.allCases.enumerated().reversed() {
            #expect(quantities[quantity] == nil)
            quantities[quantity] = Double(value)
        }
        #expect(quantities.known.map(\.quantity) == Quantity.allCases)
        #expect(quantities.known.map(\.value) == Quantity.allCases.indices.map(Double.init))
        quantities[.density] = nil
        #expect(quantities.known.count == Quantity.allCases.count - 1)
    }
}
