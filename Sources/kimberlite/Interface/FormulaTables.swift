internal import Crystals

/// Inputs that are formulas without structures.
enum FormulaTables {
    /// Whether the inputs are tables of formulas, which no crystals are read from.
    ///
    /// - Throws: Where only some are.
    static func areMeant(by inputs: [String]) throws(CommandFailure) -> Bool {
        guard let table = inputs.first(where: FormulaInputs.isTable) else { return false }
        guard let other = inputs.first(where: { !FormulaInputs.isTable($0) }) else { return true }
        throw CommandFailure(
            "\(table) is a table of formulas and \(other) is none; give them one after the other")
    }
}
