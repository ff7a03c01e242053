internal import Crystals
internal import Discovery
internal import Foundation
internal import HTTPTypes
internal import Learning
internal import Store
internal import Synchronization

/// The models that a laboratory has: those that ship, and those that its runs have trained. A file is read when
/// it is first asked for, and again when it has changed.
final class ModelShelf: Sendable {
    private let laboratory: Laboratory
    private let loaded = Mutex<[URL: Loaded]>([:])

    private struct Loaded {
        var changed: Date
        var model: ModelPredictor
    }

    init(_ laboratory: Laboratory) { self.laboratory = laboratory }

    struct Place: Sendable, Hashable {
        /// "moduli", "run-3": in the addresses of the page.
        var name: String
        var url: URL
    }

    var places: [Place] { shipped + trained }

    private var shipped: [Place] {
        let files = ModelLibrary.folder().map { ModelLibrary.models(in: $0) } ?? []
        return files.map { Place(name: $0.deletingPathExtension().lastPathComponent, url: $0) }
    }

    private var trained: [Place] {
        let jobs = (try? laboratory.jobs.all()) ?? []
        return jobs.filter { $0.kind == RunRequest.Kind.train.rawValue && $0.state == .finished }
            .map { Place(name: "run-\($0.id)", url: laboratory.run($0.id).model) }
    }

    /// - Throws: ``Refusal`` where there is none of this name, or it cannot be read.
    func model(_ name: String) throws -> ModelPredictor {
        guard let place = places.first(where: { $0.name == name }) else {
            throw Refusal(.notFound, "there is no model \(name)")
        }
        return try model(at: place)
    }

    func model(at place: Place) throws -> ModelPredictor {
        let attributes = try? FileManager.default.attributesOfItem(atPath: place.url.path)
        let changed = attributes?[.modificationDate] as? Date ?? .distantPast
        if let known = loaded.withLock({ $0[place.url] }), known.changed == changed {
            return known.model
        }
        do {
            let data = try Data(contentsOf: place.url)
            let model = ModelPredictor(
                try TrainedModel(decoding: data), fingerprint: ContentHash.sha256(data))
            loaded.withLock { $0[place.url] = Loaded(changed: changed, model: model) }
            return model
        } catch {
            throw Refusal(.internalServerError, "the model \(place.name) cannot be read: \(error)")
        }
    }

    /// What says everything about a crystal that those that ship can say.
    ///
    /// - Throws: ``Refusal`` where they lack what a screening needs.
    func estimator() throws -> CrystalEstimator {
        let models = try shipped.map { try model(at: $0) }.filter { !$0.readsCompositions }
        do {
            return try CrystalEstimator(models)
        } catch {
            throw Refusal(
                .serviceUnavailable,
                "\(error); set KIMBERLITE_MODELS to the folder of the models that ship")
        }
    }
}
