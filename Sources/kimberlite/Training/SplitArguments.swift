internal import ArgumentParser
internal import Learning

/// How a training divides its crystals, over what its plan says.
struct SplitArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is not divided: formula, chemical-system, prototype, row, year or label:NAME; "
                + "or matbench, or input-order, for folds of the rows in their order.",
            valueName: "by"))
    var split: String?

    @Option(name: .long, help: ArgumentHelp("Divide into so many folds.", valueName: "k"))
    var folds: Int?

    @Option(
        name: .long, help: ArgumentHelp("The fold that tests, from 1 (else 1).", valueName: "n"))
    var fold: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Test on crystals of this year and later.", valueName: "year"))
    var testFrom: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Validate with crystals from this year on, before --test-from.", valueName: "year"))
    var validationFrom: Int?

    @Flag(
        name: .long, help: "Stop before the training if anything stands on two sides of the split.")
    var refuseLeaks = false

    /// The same for the first fold of a cross-validation; the options themselves where there is none.
    ///
    /// - Throws: Where they say of folds themselves.
    func ofFolds(_ count: Int?) throws -> SplitArguments {
        guard let count else { return self }
        let others = [
            ("--folds", folds != nil), ("--fold", fold != nil), ("--test-from", testFrom != nil),
            ("--validation-from", validationFrom != nil),
        ]
        if let (other, _) = others.first(where: { $0.1 }) {
            throw ValidationError("--cross-validate and \(other) exclude each other.")
        }
        var first = self
        (first.folds, first.fold) = (count, 1)
        return first
    }

    /// The plan's rule with the changes.
    func applied(to rule: SplitRule) throws(CommandFailure) -> SplitRule {
        let changes = SplitChanges(
            by: split, folds: folds, fold: fold, validationFrom: validationFrom,
            testFrom: testFrom)
        guard changes != SplitChanges() else { return rule }
        do {
            let changed = try changes.applied(to: rule)
            if let objection = changed.objection { throw SplitRuleError(objection) }
            return changed
        } catch {
            throw CommandFailure("the split \(error)")
        }
    }
}
