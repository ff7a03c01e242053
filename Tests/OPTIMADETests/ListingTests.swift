import Crystals
import Foundation
import Store
import TestKit
import Testing

@testable import OPTIMADE

@Suite("A listing of structures")
struct ListingTests {
    private static func answer(
        _ service: OptimadeService, _ query: String
    ) async throws -> (status: Int, json: [String: Any]) {
        let answer = await service.answer(
            OptimadeRequest(path: "/v1/structures", query: query, base: "http://localhost"))
        let json = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return (answer.status, try #require(json))
    }

    private static func ids(_ service: OptimadeService, _ query: String) async throws -> [String] {
        let data = try await answer(service, query).json["data"] as? [[String: Any]]
        return try #require(data).compactMap { $0["id"] as? String }
    }

    @Test("begins where it is told to, in whichever way")
    func beginnings() async throws {
        let fixture = try Fixture(30)
        let service = OptimadeService(fixture.catalogue)
        let all = fixture.crystals.map(\.entry.identifier)
        #expect(try await Self.ids(service, "page_limit=7") == Array(all[..<7]))
        #expect(try await Self.ids(service, "page_limit=7&page_offset=5") == Array(all[5..<12]))
        #expect(try await Self.ids(service, "page_limit=7&page_number=3") == Array(all[14..<21]))
        let key = fixture.crystals[9].entry.key
        #expect(
            try await Self.ids(service, "page_limit=7&page_above=\(key)") == Array(all[10..<17]))
        #expect(try await Self.ids(service, "").count == 20)
        #expect(try await Self.ids(service, "page_number=3").isEmpty)
    }

    @Test("tells how many structures there are, and how many were asked for")
    func counts() async throws {
        let fixture = try Fixture(40)
        let service = OptimadeService(fixture.catalogue)
        let wanted = fixture.crystals.count { $0.crystal.sites.count > 3 }
        for limit in [1, 7, 1000] {
            let meta =
                try await Self.answer(service, "page_limit=\(limit)&filter=nsites%3E3")
                .json["meta"] as? [String: Any]
            #expect(meta?["data_returned"] as? Int == wanted && (2..<40).contains(wanted))
            #expect(meta?["data_available"] as? Int == 40)
        }
    }

    /// By the standard's words: symbols in alphabetical order; numbers from the largest on, with letters.
    private static func formulas(_ composition: Composition) -> (String, String) {
        let counts = composition.amounts.map { ($0.element.symbol, Int($0.amount)) }
        let divisor = (1...100).last { d in counts.allSatisfy { $0.1 % d == 0 } } ?? 1
        func text(_ count: Int) -> String { count == divisor ? "" : "\(count / divisor)" }
        let falling = zip("ABCDEFG", counts.map(\.1).sorted(by: >))
        return (
            counts.sorted { $0.0 < $1.0 }.map { $0.0 + text($0.1) }.joined(),
            falling.map { "\($0.0)" + text($0.1) }.joined()
        )
    }

    /// Whether a place is empty at times, and is said to be.
    private static func isPartial(_ species: [String: Any]) -> Bool {
        let shares = species["concentration"] as? [Double] ?? []
        let symbols = species["chemical_symbols"] as? [String] ?? []
        #expect(abs(shares.reduce(0, +) - 1) < 1e-9 && shares.count == symbols.count)
        return symbols.last == "vacancy"
    }

    @Test("says of each structure what it is made of, in the order of its elements")
    func attributes() async throws {
        let fixture = try Fixture(40)
        let fields =
            "elements,elements_ratios,nelements,nsites,chemical_formula_hill,species,"
            + "chemical_formula_anonymous,chemical_formula_reduced"
        let json = try await Self.answer(
            OptimadeService(fixture.catalogue), "page_limit=40&response_fields=\(fields)"
        ).json
        let data = try #require(json["data"] as? [[String: Any]])
        var hill = 0
        for (object, known) in zip(data, fixture.crystals) {
            let attributes = try #require(object["attributes"] as? [String: Any])
            let composition = known.crystal.composition
            let symbols = composition.elements.map(\.symbol).sorted()
            #expect(attributes["elements"] as? [String] == symbols)
            #expect(attributes["nelements"] as? Int == symbols.count)
            #expect(attributes["nsites"] as? Int == known.crystal.sites.count)
            let ratios = try #require(attributes["elements_ratios"] as? [Double])
            let wanted = symbols.compactMap { Element($0) }.map { composition.fraction(of: $0) }
            #expect(zip(ratios, wanted).allSatisfy { abs($0 - $1) < 1e-12 })
            #expect(ratios.count == wanted.count)
            if known.crystal.isOrdered {
                let (reduced, anonymous) = Self.formulas(composition)
                #expect(attributes["chemical_formula_reduced"] as? String == reduced)
                #expect(attributes["chemical_formula_anonymous"] as? String == anonymous)
            }
            let formula = attributes["chemical_formula_hill"] as? String
            let isWhole = composition.amounts.allSatisfy { $0.amount == $0.amount.rounded() }
            #expect(formula == (isWhole ? composition.hillFormula : nil))
            if let formula, formula != known.entry.reducedFormula { hill += 1 }
        }
        let vacancies = data.compactMap { $0["attributes"] as? [String: Any] }.flatMap {
            ($0["species"] as? [[String: Any]] ?? []).filter(Self.isPartial)
        }
        #expect(vacancies.count > 1, "control")
        #expect(data.count == 40 && hill > 3, "control: \(hill)")
    }

    @Test("knows the fields that the catalogue has now, not those that it had")
    func fields() async throws {
        let fixture = try Fixture(3)
        let service = OptimadeService(fixture.catalogue)
        let query = "response_fields=_kimberlite_mass&filter=_kimberlite_mass%20IS%20KNOWN"
        #expect(try await Self.answer(service, query).status == 400)
        let path = fixture.folder.path + "/more.sqlite"
        let store = try CrystalStore(path: path)
        let text =
            #"{"id":"x","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[11],"frac":[[0,0,0]],"mass":7}"#
        let inputs = CrystalInputs(bytes: Array(text.utf8), named: "more.jsonl")
        _ = try CrystalLibrary(store).add(
            Array(inputs).map { CrystalLibrary.Entry($0, symmetry: nil) })
        try store.checkpoint()
        try store.close()
        try fixture.catalogue.index(store: path, as: "more")
        #expect(try await Self.ids(service, query) == ["more.x"])
    }

    @Test("names the two ends of an interval by their sides")
    func ends() {
        let names = ["hardness", "hardness_low", "hardness_high"]
        let table = FieldTable(names.map { CatalogueProperty(name: $0, unit: "GPa") })
        for (name, end) in zip(names, ["", "lower", "upper"]) {
            let field = table["_kimberlite_\(name)"]
            #expect(field?.sortColumn == .property(name))
            #expect(end.isEmpty || field?.title.contains(end) == true, "\(name)")
            #expect(end.isEmpty || field?.description.contains("The \(end) end") == true)
        }
    }
}
