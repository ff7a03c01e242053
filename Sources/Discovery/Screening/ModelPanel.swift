internal import Crystals
internal import Learning

/// Models that are asked of the same crystals. Trained networks that read the same kind of graph
/// share it.
struct ModelPanel: Sendable {
    private let seats: [Seat]

    private struct Seat: Sendable {
        var predictor: any CrystalPredictor
        /// Of its answers, those that count: where several models predict one quantity, the first does.
        var columns: [(quantity: Quantity, column: Int)]
    }

    /// - Parameter known: quantities that are not wanted, for others have said them.
    init(_ models: [any CrystalPredictor], besides known: Set<Quantity> = []) {
        let networks = models.compactMap { $0 as? ModelPredictor }
        let predictors: [any CrystalPredictor] =
            networks.count == models.count && !models.isEmpty ? [ModelSuite(networks)] : models
        var taken = known
        seats = predictors.map { predictor in
            Seat(
                predictor: predictor,
                columns: predictor.properties.enumerated().compactMap { column, property in
                    Quantity(rawValue: property.name).map { (quantity: $0, column: column) }
                }.filter { taken.insert($0.quantity).inserted })
        }
    }

    /// What the models say.
    var quantities: Set<Quantity> { Set(seats.flatMap { $0.columns.map(\.quantity) }) }

    /// What the models say of one crystal.
    struct Answer: Sendable {
        fileprivate(set) var estimates: [(quantity: Quantity, estimate: PropertyEstimate)] = []
        /// From networks to whose training data the crystal is unlike.
        fileprivate(set) var remarks: [Remark] = []

        subscript(_ quantity: Quantity) -> PropertyEstimate? {
            estimates.first { $0.quantity == quantity }?.estimate
        }
    }

    /// [crystals]
    func answers(for crystals: [Crystal]) -> [Answer] {
        var answers = [Answer](repeating: Answer(), count: crystals.count)
        guard !crystals.isEmpty else { return answers }
        for seat in seats {
            for (k, values) in seat.predictor.estimates(for: crystals).enumerated() {
                answers[k].estimates += seat.columns.map { ($0.quantity, values[$0.column]) }
                guard let suite = seat.predictor as? ModelSuite else { continue }
                answers[k].remarks += Self.remarks(on: values, of: crystals[k], by: suite)
            }
        }
        return answers
    }

    private static func remarks(
        on estimates: [PropertyEstimate], of crystal: Crystal, by suite: ModelSuite
    ) -> [Remark] {
        let elements = ElementSet(crystal.elements)
        return suite.objections(to: estimates).map {
            Remark(category: "far-from-training", message: $0)
        }
            + suite.models.compactMap { $0.objection(toUnseen: elements) }.map {
                Remark(category: "unseen-element", message: $0)
            }
    }
}
