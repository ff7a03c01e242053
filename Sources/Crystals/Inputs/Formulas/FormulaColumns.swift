/// Which columns of a table hold the formula, the id and the labels.
struct FormulaColumns: Sendable {
    let names: [String]
    let formula: Int
    let id: Int?

    /// Names of the column of formulas, the surest first: `name` and `id` are what tables of other
    /// things have too.
    static let formulaNames = [
        "formula", "composition", "chemical_formula", "reduced_formula", "formula_reduced",
        "formula_pretty", "pretty_formula", "formula_sc", "compound", "material", "name",
    ]
    static let idNames = ["id", "material_id", "mp_id", "entry_id"]

    /// - Throws: `missing-field` where no column is called what a column of formulas is.
    init(header: [String]) throws(Finding) {
        func normalized(_ name: String) -> String {
            String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
        }
        let known = header.map(normalized)
        func place(_ names: [String]) -> Int? {
            names.lazy.compactMap { known.firstIndex(of: $0) }.first
        }
        guard let formula = place(Self.formulaNames) else {
            let shown = header.prefix(8).map { "\"\($0.prefix(24))\"" }.joined(separator: ", ")
            throw Finding(
                .missingField,
                "no column is called formula, composition, compound, material or name; the first "
                    + "line has \(shown); name the column of formulas so")
        }
        (names, self.formula, id) = (header, formula, place(Self.idNames))
    }

    /// A list of formulas without a header.
    init() { (names, formula, id) = (["formula"], 0, nil) }

    /// All columns but the formula's and the id's.
    func labels(_ fields: [String]) -> [ParsedLabel] {
        names.indices.filter { $0 != formula && $0 != id }.map { column in
            let text = fields[column]
            let number = Decimal.number(text[...])
            return ParsedLabel(names[column], number.map { .number($0) } ?? .text(text))
        }
    }
}
