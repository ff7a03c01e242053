@testable import Physics
import Testing

@Suite("Stiffness from text")
struct StiffnessTextTests {
    @Test("36 numbers and the 21 of the upper triangle give the same matrix")
    func bothForms() throws {
        let full = try Stiffness(
            text: """
                # quartz, GPa
                86.8, 7.04, 11.91, -18.04, 0, 0
                7.04  86.8  11.91  18.04 0 0   # second row
                11.91 11.91 105.75 0 0 0

                -18.04 18.04 0 58.2 0 0
                0; 0; 0; 0; 58.2; -18.04
                0 0 0 0 -18.04 39.88
                """)
        let upper = try Stiffness(
            text: "86.8 7.04 11.91 -18.04 0 0\n86.8 11.91 18.04 0 0\n105.75 0 0 0\n58.2 0 0\n"
                + "58.2 -18.04\n3.988e1")
        #expect(full == upper)
        #expect(full.rows[3][1] == 18.04)
    }

    @Test("Windows line ends are read like any other")
    func windows() throws {
        let rows = (0..<6).map { i in
            (0..<6).map { $0 == i ? "100" : "0" }.joined(separator: "\t")
        }
        #expect(try Stiffness(text: rows.joined(separator: "\r\n") + "\r\n").isStable)
    }

    @Test(
        "What is wrong is said with its place",
        arguments: [
            ("1 2 3", "here are 3"), ("", "here are 0"),
            ("1 2\nthree", "line 2: \"three\""), ("1 2\r\n3\r\nx", "line 3: \"x\""),
            (text(replacing: (0, 1), with: "50"), "c21 is 0.0 GPa but c12 is 50.0 GPa"),
            (text(replacing: (4, 2), with: "nan"), "c53 is nan"),
            (text(replacing: (2, 2), with: "inf"), "c33 is inf"),
        ])
    func errors(text: String, expected: String) {
        let error = #expect(throws: StiffnessError.self) { try Stiffness(text: text) }
        #expect(error?.description.contains(expected) == true, "\(error.map(\.description) ?? "")")
    }

    @Test("Rounding of a calculated matrix is not taken for asymmetry")
    func slightAsymmetry() throws {
        let c = try Stiffness(text: Self.text(replacing: (0, 1), with: "1"))
        #expect(c.rows[0][1] == 0.5 && c.rows[1][0] == 0.5)
    }

    @Test("Rows of the wrong lengths are refused")
    func shape() {
        #expect(throws: StiffnessError.shape(rowLengths: [1, 2])) {
            try Stiffness(rows: [[1], [1, 2]])
        }
        #expect(throws: StiffnessError.count(3)) { try Stiffness(upperTriangle: [1, 2, 3]) }
    }

    @Test(
        "Elements near the largest number end in an error, not a trap", arguments: [1e308, 1e-308])
    func extremes(_ value: Double) throws {
        let c = try Stiffness(c11: value, c12: value / 4, c44: value)
        #expect(throws: StiffnessError.self) { try c.moduli() }
    }

    static func text(replacing place: (Int, Int), with word: String) -> String {
        (0..<6).map { i in
            (0..<6).map { j in (i, j) == place ? word : i == j ? "100" : "0" }
                .joined(separator: " ")
        }.joined(separator: "\n")
    }
}
