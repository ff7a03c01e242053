/// What a data block says of its cell beside the atom sites, and whether these agree with it.
struct CIFContents {
    /// Of one formula unit; nil where it is unknown or cannot be read.
    private let formula: FormulaSum?
    /// Formula units in the cell.
    private let units: Double?
    /// Å³.
    private let volume: Double?
    /// g/cm³, and half a step of its last digit.
    private let density: (value: Double, rounding: Double)?

    private static let formulaTags: [CIFTag] = ["_chemical_formula_sum", "_chemical_formula.sum"]
    private static let unitTags: [CIFTag] = ["_cell_formula_units_Z", "_cell.formula_units_Z"]
    private static let volumeTags: [CIFTag] = ["_cell_volume", "_cell.volume"]
    private static let densityTags: [CIFTag] = [
        "_exptl_crystal_density_diffrn", "_exptl_crystal.density_diffrn",
    ]

    init(_ cif: CIFText) {
        func number(_ tags: [CIFTag]) -> Double? {
            cif.number(tags).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        }
        formula = cif.value(Self.formulaTags).flatMap(FormulaSum.init)
        units = number(Self.unitTags)
        volume = number(Self.volumeTags)
        density = number(Self.densityTags).map {
            ($0, FormulaSum.rounding(of: cif.value(Self.densityTags) ?? ""))
        }
    }

    /// Whether the cell holds what formula and Z say, hydrogen aside; nil where they do not say.
    func agree(with composition: Composition) -> Bool? {
        guard let formula, units != nil else { return nil }
        return formula.differences(from: composition).allSatisfy { $0.symbol == "H" }
            && !hasOtherCount(composition, formula)
    }

    /// - Parameters:
    ///   - composition: Of the crystal.
    ///   - comparesDensity: not with deuterium, which the block counts and the cell does not.
    func findings(
        of crystal: Crystal, holding composition: Composition, comparesDensity: Bool
    ) -> [Finding] {
        let contents = contentsFinding(composition)
        // The density follows from the contents: what is wrong is said once.
        let others = [
            volumeFinding(crystal),
            contents == nil && comparesDensity ? densityFinding(crystal) : nil,
        ]
        return ([contents] + others).compactMap { $0 }
    }

    private func contentsFinding(_ composition: Composition) -> Finding? {
        guard let formula else { return nil }
        let different = formula.differences(from: composition)
        if different.isEmpty, !hasOtherCount(composition, formula) { return nil }
        let held = "the sites hold \(composition.hillFormula) in the cell"
        let named = "_chemical_formula_sum \(formula.text)"
        if different.map(\.symbol) == ["H"] {
            let isLess =
                formula.unitsHeld(by: composition) * formula.amount(of: different[0])
                > composition[different[0]]
            return conflict(
                "\(held), \(named): "
                    + (isLess ? "hydrogen is missing, add it" : "more hydrogen, check its sites"))
        }
        if !different.isEmpty {
            return conflict(
                "\(held), which is not \(named) (\(words(different))); check the sites, their "
                    + "occupancies and the symmetry operators")
        }
        guard let units else { return nil }
        let found = Decimal.text(formula.unitsHeld(by: composition), 2)
        return conflict(
            "\(held), \(found) times \(named), but _cell_formula_units_Z is "
                + "\(Decimal.text(units, 2)); check the symmetry operators and the cell")
    }

    private func hasOtherCount(_ composition: Composition, _ formula: FormulaSum) -> Bool {
        guard let units else { return false }
        let held = formula.unitsHeld(by: composition)
        // pymatgen, and with it the Materials Project, writes the sum of the whole cell.
        let isOfCell = formula.isMultiple(of: units) && abs(held - 1) < 0.01
        return !isOfCell && abs(held / units - 1) > 0.01
    }

    private func volumeFinding(_ crystal: Crystal) -> Finding? {
        guard let volume, abs(crystal.lattice.volume / volume - 1) > 0.01 else { return nil }
        return conflict(
            "the cell's lengths and angles give \(Decimal.text(crystal.lattice.volume, 2)) Å³, but "
                + "_cell_volume is \(Decimal.text(volume, 2)); check the cell")
    }

    private func densityFinding(_ crystal: Crystal) -> Finding? {
        guard let density, abs(crystal.density - density.value) > density.rounding,
            abs(crystal.density / density.value - 1) > 0.02
        else { return nil }
        return conflict(
            "cell and sites give \(Decimal.text(crystal.density, 3)) g/cm³, but "
                + "_exptl_crystal_density_diffrn is \(Decimal.text(density.value, 3)); check the "
                + "cell, the sites (hydrogen too) and their occupancies")
    }

    private func conflict(_ message: String) -> Finding { Finding(.conflictingContents, message) }

    private func words(_ elements: [Element]) -> String {
        elements.prefix(4).map(\.symbol).joined(separator: ", ")
    }
}
