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

    @Option(
        name: .long,
        help: ArgumentHelp("Train a model for each of so many folds.", valueName: "k"))
    var crossValidate: Int?

    @Flag(
        name: .long, help: "Stop before the training if anything stands on two sides of the split.")
    var refuseLeaks = false

    func validate() throws {
        guard crossValidate != nil else { return }
        let others = [
            ("--folds", folds != nil), ("--fold", fold != nil), ("--test-from", testFrom != nil),
            ("--validation-from", validationFrom != nil),
        ]
        if let (other, _) = others.first(where: { $0.1 }) {
            throw ValidationError("--cross-validate and \(other) exclude each other.")
        }
    }

    /// The plan's rule with the changes; of a cross-validation, its first fold.
    func applied(to rule: SplitRule) throws(CommandFailure) -> SplitRule {
        let changes = SplitChanges(
            by: split, folds: crossValidate ?? folds, fold: crossValidate == nil ? fold : 1,
            validationFrom: validationFrom, testFrom: testFrom)
        guard changes != SplitChanges() || crossValidate != nil else { return rule }
        do {
            let changed = try changes.applied(to: rule)
            if let objection = changed.objection { throw SplitRuleError(objection) }
            return changed
        } catch {
            throw CommandFailure("the split \(error)")
        }
    }
}
