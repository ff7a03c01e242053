internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Practicals

/// The steps of the practicals: what can be moved in each, and its computation.
///
///     GET  /api/practicals             every practical with its steps and their controls
///     POST /api/practicals/ID/STEP     parameters as JSON; answers with frames as server-sent events
struct PracticalRoutes {
    private let computations: Computations
    private let own: CatalogueCrystals

    /// - Parameter own: what steps can learn from besides what the program makes.
    init(_ computations: Computations, own: CatalogueCrystals) {
        (self.computations, self.own) = (computations, own)
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { _, _ in JSONAnswer(Practical.all.map(Description.init)) }
        group.post(":practical/:step") { [computations, own] request, context in
            let step = try Self.step(context)
            let buffer = try await request.body.collect(upTo: Self.maximumLength)
            let parameters = Data(buffer.readableBytesView)
            do {
                try step.check(parameters)
            } catch let objection as StepObjection {
                throw Refusal(.badRequest, objection.description)
            }
            return try computations.stream { try step.run(parameters, own: own, emit: $0) }
        }
    }

    private static let maximumLength = 1024 * 1024

    private static func step(_ context: WorkbenchContext) throws -> PracticalStep {
        let (practical, step) = (
            try context.parameters.require("practical"), try context.parameters.require("step")
        )
        guard let found = Practical.all.first(where: { $0.id == practical })?.step(step) else {
            throw Refusal(.notFound, "there is no step \(step) of a practical \(practical)")
        }
        return found
    }
}

extension PracticalRoutes {
    /// What the page has to know of a practical.
    private struct Description: Encodable {
        struct Step: Encodable {
            var id: String
            var controls: [StepControl]
        }

        var id: String
        var steps: [Step]

        init(_ practical: Practical) {
            id = practical.id
            steps = practical.steps.map { Step(id: $0.id, controls: $0.controls) }
        }
    }
}
