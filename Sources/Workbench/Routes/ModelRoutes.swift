internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The models of the laboratory: a list, and each with its card and errors.
struct ModelRoutes {
    private let shelf: ModelShelf

    init(_ shelf: ModelShelf) { self.shelf = shelf }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { [shelf] _, _ in
            JSONAnswer(
                // One that cannot be read does not hide the others.
                shelf.places.compactMap { place in
                    (try? shelf.model(at: place)).map { ModelSummary(place, $0) }
                })
        }
        group.get(":name") { [shelf] _, context in
            let name = try context.parameters.require("name")
            let model = try shelf.model(name)
            guard let place = shelf.places.first(where: { $0.name == name }) else {
                throw Refusal(.notFound, "there is no model \(name)")
            }
            return JSONAnswer(ModelDetail(place, model))
        }
    }
}
