internal import Crystals
internal import Learning

/// What the small networks learn from: crystals that the program makes, or the user's own.
struct TrainingCrystals {
    let records: [CrystalRecord]
    let target: Target
    /// What was chosen.
    let choice: String
    let origin: Origin

    /// Where the labels come from.
    enum Origin {
        /// "radii" or "moduli".
        case made(String)
        case own(collection: String)
    }

    /// Cells that train in a moment.
    static let maximumSites = 20
    /// Fewer have no parts to be divided into.
    private static let fewest = 20

    static func control(initial: PracticalTarget) -> StepControl {
        StepControl(
            "target",
            .label(of: PracticalTarget.allCases.map(\.rawValue), initial: initial.rawValue))
    }

    /// - Parameters:
    ///   - choice: of ``control(initial:)``.
    ///   - count: of crystals; fewer where there are no more.
    ///   - seed: of which they are.
    ///   - progress: told the share that is there.
    /// - Throws: ``StepRefusal`` where there are too few to learn from.
    init(
        _ choice: String, count: Int, seed: UInt64, own: (any OwnCrystals)?,
        progress: (_ stage: String, _ share: Double) throws -> Void
    ) throws {
        self.choice = choice
        if let made = PracticalTarget(rawValue: choice) {
            records = try MadeCrystals(count, target: made, seed: seed, progress: progress).records
            (target, origin) = (made.target, .made(made.origin))
            return
        }
        guard let label = OwnLabel(choice), let own else {
            throw StepRefusal("there is no target \(choice)")
        }
        let sample = try Waiting.value(
            beat: { try progress("crystals", 0) },
            of: {
                try own.crystals(with: label, sites: Self.maximumSites, count: count, seed: seed)
            })
        let values = sample.records.compactMap { $0.labels[label.name] }
        try Self.check(sample.records, values, of: label)
        records = sample.records
        target = Target(
            name: label.name, unit: sample.unit,
            transform: Self.spansOrders(values) ? .log10 : .identity)
        origin = .own(collection: label.collection)
    }

    /// Enough of them, of enough formulas to be on two sides, and not all the same.
    private static func check(
        _ records: [CrystalRecord], _ values: [Double], of label: OwnLabel
    ) throws {
        guard values.count >= fewest else {
            throw StepRefusal(
                "\(label.collection) has \(values.count) crystals with a value of \(label.name) and at "
                    + "most \(maximumSites) sites; a training needs \(fewest)")
        }
        let formulas = Set(records.map(\.composition.reducedFormula)).count
        guard formulas >= 8 else {
            throw StepRefusal(
                "the crystals of \(label.collection) with a value of \(label.name) have only "
                    + "\(formulas) different formulas; a training needs 8")
        }
        guard Set(values).count > 1 else {
            throw StepRefusal(
                "all crystals of \(label.collection) have the same \(label.name), \(values[0])")
        }
    }

    /// Numbers that are compared by their ratio are learned as logarithms.
    private static func spansOrders(_ values: [Double]) -> Bool {
        guard let low = values.min(), let high = values.max(), low > 0 else { return false }
        return high >= 10 * low
    }

    func dataset(rule: GraphRule) -> Dataset { Dataset(records, targets: [target], rule: rule) }
}

/// What the small networks learn from, for a page.
struct TrainingCrystalsFrame: Encodable {
    var target, unit, learnedUnit, origin: String
    /// Of the user's own crystals.
    var collection: String?
    var train, validation, elements: Int
    var parameters: Int?
    var examples: [Example]

    struct Example: Encodable {
        var id, formula: String
        var label: Double
    }

    /// - Parameter parameters: of the network; nil where there are several.
    init(
        _ crystals: TrainingCrystals, train: Int, validation: Int, parameters: Int? = nil
    ) {
        let target = crystals.target
        (self.target, unit, learnedUnit) = (crystals.choice, target.unit, target.learnedUnit)
        switch crystals.origin {
        case .made(let origin): self.origin = origin
        case .own(let name): (origin, collection) = ("own", name)
        }
        (self.train, self.validation, self.parameters) = (train, validation, parameters)
        let records = crystals.records
        elements = Set(records.flatMap(\.crystal.elements)).count
        let step = max(1, records.count / 8)
        examples = stride(from: 0, to: records.count, by: step).prefix(8).compactMap { k in
            target.value(of: records[k]).map {
                Example(
                    id: records[k].id, formula: records[k].composition.reducedFormula, label: $0)
            }
        }
    }
}
