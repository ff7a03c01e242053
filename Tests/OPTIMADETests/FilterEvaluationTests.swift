import Crystals
import Store
import Testing

@testable import OPTIMADE

@Suite("A filter as a condition")
struct FilterEvaluationTests {
    private static func condition(
        _ text: String, _ reader: CatalogueReader
    ) throws -> (FilterExpression, Condition) {
        var translator = FilterTranslator(FieldTable(try reader.properties()))
        let expression = try #require(try FilterParser.parse(text))
        return (expression, try translator.condition(expression))
    }

    @Test("finds what a walk through the filter finds, counts it, and orders it")
    func random() throws {
        let fixture = try Fixture(120)
        let slow = fixture.crystals.map { ($0.entry.key, SlowEvaluation($0)) }
        var filters = RandomFilters(seed: 7)
        var sizes: [Int] = []
        try fixture.catalogue.read { reader throws in
            for _ in 0..<600 {
                let text = filters.filter()
                let (expression, condition) = try Self.condition(text, reader)
                let expected = slow.filter { $0.1.holds(expression) }.map(\.0)
                let found = try reader.search(condition, limit: 1000)
                #expect(found.map(\.key) == expected, "\(text)")
                #expect(try reader.count(condition) == expected.count, "\(text)")
                let sorted = try reader.search(
                    condition, order: [CatalogueOrder(.property("K"), isDescending: true)],
                    values: [.property("K")], limit: 1000)
                #expect(Set(sorted.map(\.key)) == Set(expected), "\(text)")
                let values = sorted.map { $0.values[0] ?? -.infinity }
                #expect(values == values.sorted(by: >), "\(text)")
                sizes.append(expected.count)
            }
        }
        // Neither all nor none, or nothing would have been compared.
        #expect(sizes.filter { $0 > 0 && $0 < 120 }.count > 200, "control")
        #expect(fixture.crystals.contains { !$0.crystal.isOrdered }, "control")
    }

    @Test(
        "asks lists that are nearly always the same by the same rules",
        arguments: [
            "structure_features HAS \"disorder\"", "structure_features HAS \"x\"",
            "structure_features HAS ANY \"x\", \"y\"",
            "structure_features HAS ANY \"x\", \"disorder\"",
            "structure_features HAS ALL \"x\", \"disorder\"",
            "structure_features HAS ALL \"disorder\", > \"a\"",
            "structure_features HAS ONLY \"x\"", "structure_features HAS ONLY \"disorder\"",
            "structure_features LENGTH 0", "structure_features LENGTH > 0",
            "dimension_types HAS 1", "dimension_types HAS 0", "dimension_types HAS ANY 0, 1",
            "dimension_types HAS ALL 0, 1", "dimension_types HAS ONLY 0, 2",
            "dimension_types LENGTH 3", "dimension_types LENGTH < 3", "nperiodic_dimensions = 3",
            "nperiodic_dimensions < 3", "2 < nperiodic_dimensions",
        ])
    func nearlyConstant(_ text: String) throws {
        let fixture = try Fixture(40)
        let disordered = fixture.crystals.count { !$0.crystal.isOrdered }
        #expect((1..<40).contains(disordered), "control")
        try fixture.catalogue.read { reader throws in
            let (expression, condition) = try Self.condition(text, reader)
            let expected = fixture.crystals.filter { SlowEvaluation($0).holds(expression) }
            let found = try reader.search(condition, limit: 1000)
            #expect(found.map(\.key) == expected.map(\.entry.key))
        }
    }

    @Test(
        "answers what is optional and not done, and values of another type, with 501",
        arguments: [
            "nelements = \"2\"", "id = 3", "elements = \"Al\"", "elements HAS 3",
            "elements_ratios HAS \"Al\"", "nsites CONTAINS \"1\"", "id CONTAINS 3", "nsites HAS 3",
            "nsites LENGTH 3", "\"a\" = \"b\"", "TRUE = nsites", "nsites", "lattice_vectors HAS 3",
            "species.mass HAS 3", "species_at_sites HAS < \"Al\"", "last_modified > 3",
            "elements:nsites HAS \"Al\":3", "elements:elements_ratios HAS ONLY \"Al\":3",
            "nsites = id",
        ])
    func notImplemented(_ text: String) throws {
        try refused(text, 501)
    }

    @Test(
        "answers names that there are not, and broken times, with 400",
        arguments: [
            "foo = 1", "_kimberlite_foo = 1", "foo IS KNOWN", "foo HAS 1", "foo.bar = 1", "foo",
            "last_modified > \"yesterday\"", "last_modified > \"2026-02-30T00:00:00Z\"",
            "nsites = foo", "foo LENGTH 3", "elements:foo HAS \"Al\":1",
        ])
    func badRequest(_ text: String) throws {
        try refused(text, 400)
    }

    private func refused(_ text: String, _ status: Int) throws {
        let fixture = try Fixture(1)
        try fixture.catalogue.read { reader throws in
            #expect(try Self.condition("nsites > 0", reader).1 != .all, "control")
            let error = #expect(throws: OptimadeError.self) { _ = try Self.condition(text, reader) }
            #expect(error?.status == status, "\(text): \(error as Any)")
        }
    }

    @Test("takes another provider's property as unknown, and says so once")
    func foreign() throws {
        var translator = FilterTranslator(FieldTable([]))
        let text = "_other_x > 3 OR NOT _other_x IS KNOWN OR _other_x HAS 1 AND _third = \"a\""
        _ = try translator.condition(#require(try FilterParser.parse(text)))
        #expect(translator.warnings.count == 2)
        #expect(translator.warnings.first?.contains("_other_x") == true)
    }

    @Test("compares times whatever zone they are written in")
    func times() {
        #expect(InternetTime.seconds("1970-01-02T00:00:00Z") == 86400)
        #expect(InternetTime.seconds("1970-01-02T01:30:00.5+01:30") == 86400.5)
        #expect(InternetTime.seconds("1970-01-01T23:00:00-01:00") == 86400)
        for text in ["1970-01-02", "1970-13-01T00:00:00Z", "1970-01-02T25:00:00Z", "x"] {
            #expect(InternetTime.seconds(text) == nil, "\(text)")
        }
    }
}
