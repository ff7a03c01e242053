import Store
import Testing

@testable import OPTIMADE

@Suite("A filter of OPTIMADE")
struct FilterParserTests {
    private static func name(_ text: String) -> PropertyName { PropertyName(parts: [text]) }

    private static func less(_ name: String, _ value: Double) -> FilterExpression {
        .comparison(.property(Self.name(name)), .less, .number(value))
    }

    /// Of the standard's text.
    static let valid = [
        "NOT ( chemical_formula_hill = \"Al\" AND chemical_formula_anonymous = \"A\" OR "
            + "chemical_formula_anonymous = \"H2O\" AND NOT chemical_formula_hill = \"Ti\" )",
        "nelements > 3",
        "chemical_formula_hill = \"H2O\" AND chemical_formula_anonymous != \"AB\"",
        "_exmpl_aax <= +.1e8 OR nelements >= 10 AND NOT ( _exmpl_x != \"Some string\" OR NOT _exmpl_a = 7)",
        "_exmpl_spacegroup=\"P2\"",
        "_exmpl_cell_volume<100.0",
        "_exmpl_band_gap > 5.0 AND _exmpl_molecular_weight < 350",
        "_exmpl_melting_point<300 AND nelements=4 AND chemical_formula_descriptive=\"SiO2\"",
        "_exmpl_some_string_property = 42", "5 < _exmpl_a",
        "((NOT (_exmpl_a>_exmpl_b)) AND _exmpl_x>0)", "5 < 7",
        "chemical_formula_anonymous CONTAINS \"C2\" AND chemical_formula_anonymous STARTS WITH \"A2\"",
        "chemical_formula_anonymous STARTS \"A2\" AND chemical_formula_anonymous ENDS WITH \"D1\"",
        "property = TRUE", "property != FALSE",
        "_exmpl_has_inversion_symmetry AND NOT _exmpl_is_primitive",
        "list HAS < 3", "list HAS ALL < 3, > 3", "list:list HAS >=2:<=5",
        "elements HAS \"H\" AND elements HAS ALL \"H\",\"He\",\"Ga\",\"Ta\" AND elements HAS ONLY "
            + "\"H\",\"He\",\"Ga\",\"Ta\" AND elements HAS ANY \"H\", \"He\", \"Ga\", \"Ta\"",
        "elements:_exmpl_element_counts HAS \"H\":6 AND elements:_exmpl_element_counts HAS ALL "
            + "\"H\":6,\"He\":7 AND elements:_exmpl_element_counts HAS ONLY \"H\":6",
        "_exmpl_element_counts HAS < 3 AND _exmpl_element_counts HAS ANY > 3, = 6, 4, != 8",
        "elements:_exmpl_element_counts:_exmpl_element_weights HAS ANY > 3:\"He\":>55.3 , = 6:>\"Ti\":<37.6 , 8:<\"Ga\":0",
        "calculations.id HAS \"calc-id-96\"", "authors.lastname HAS \"Schmit\"",
        "chemical_formula_hill IS KNOWN AND NOT chemical_formula_anonymous IS UNKNOWN",
        "NOT a > b OR c = 100 AND f = \"C2 H6\"", "a >= 0 AND NOT b < c OR c = 0",
        "list LENGTH 4", "list LENGTH > 3", "a=1AND b=2", "  a\t=\n1  ",
    ]

    @Test("is read where it is one of the standard's examples", arguments: valid)
    func reads(_ text: String) throws {
        #expect(try FilterParser.parse(text) != nil)
    }

    static let broken = [
        "a =", "= 1", "a == 1", "a ! 1", "a <> 1", "(a = 1", "a = 1)", "a = 1 AND",
        "AND a = 1", "a = 1 b = 2", "NOT", "NOT NOT a = 1", "a = \"open", "a = \"bad \\n\"",
        "A = 1", "aB = 1", "a = 1.2.3", "a = .e1", "a = -.E1", "a = 1.23E+++", "a = +-123",
        "a = 1e", "a HAS", "a HAS ALL", "a HAS ALL 1,", "a HAS SOME 1", "a:b HAS 1",
        "a:b = 1", "a:b HAS 1:2:3", "a IS", "a IS NOT KNOWN", "a LENGTH", "a STARTS", "a. = 1",
        "a = #", "a = 'x'", "(nsites = 3 AND nelements = 3) = FALSE", "a = (1)", "()",
    ]

    @Test("is refused with its place where it is malformed", arguments: broken)
    func refuses(_ text: String) {
        let error = #expect(throws: OptimadeError.self) { _ = try FilterParser.parse(text) }
        #expect(error?.status == 400)
        #expect(
            error?.detail.contains("position") == true || error?.detail.contains("ends") == true,
            "\(error as Any)")
    }

    @Test("binds NOT before AND before OR")
    func precedence() throws {
        let read = try FilterParser.parse("NOT a < 1 OR b < 2 AND c < 3")
        #expect(
            read
                == .or([
                    .not(Self.less("a", 1)), .and([Self.less("b", 2), Self.less("c", 3)]),
                ]))
        #expect(
            try FilterParser.parse("(NOT a < 1 OR b < 2) AND c < 3") != read,
            "control: brackets change it")
    }

    @Test("means by an escaped string what stands in it")
    func escapes() throws {
        let read = try FilterParser.parse(#"a = "\"x\\""#)
        #expect(read == .comparison(.property(Self.name("a")), .equal, .string(#""x\"#)))
    }

    @Test("has a bound on brackets, comparisons and numbers, and no more than these")
    func bounds() throws {
        let deep = String(repeating: "(", count: 51) + "a=1" + String(repeating: ")", count: 51)
        #expect(throws: OptimadeError.self) { _ = try FilterParser.parse(deep) }
        #expect(try FilterParser.parse(String(deep.dropFirst().dropLast())) != nil)
        let long = Array(repeating: "a=1", count: 501).joined(separator: " OR ")
        #expect(throws: OptimadeError.self) { _ = try FilterParser.parse(long) }
        #expect(try FilterParser.parse(String(long.dropLast(7))) != nil)
        let error = #expect(throws: OptimadeError.self) {
            _ = try FilterParser.parse("a < 1e999")
        }
        #expect(error?.status == 501)
    }
}
