import Discovery
import Testing

@Suite("Limits of what is believed")
struct PredictionLimitsTests {
    @Test("a cell near the expected volume has no remark, a strained one has, an absurd one falls")
    func volume() throws {
        #expect(PredictionLimits.remark(cell: 5.7, expected: 5.9) == nil)
        #expect(PredictionLimits.objection(cell: 5.7, expected: 5.9) == nil)
        let strained = try #require(PredictionLimits.remark(cell: 8, expected: 5.9))
        #expect(strained.category == "unexpected-volume")
        #expect(strained.message.contains("8.00 Å³/atom") && strained.message.contains("5.90"))
        #expect(PredictionLimits.objection(cell: 8, expected: 5.9) == nil)
        for cell in [17.1, 2.9] {
            let absurd = try #require(PredictionLimits.objection(cell: cell, expected: 5.9))
            #expect(absurd.category == "implausible-volume")
        }
        #expect(PredictionLimits.objection(cell: 17, expected: nil) == nil)
        #expect(PredictionLimits.objection(cell: 17, expected: .nan) == nil)
    }
}
