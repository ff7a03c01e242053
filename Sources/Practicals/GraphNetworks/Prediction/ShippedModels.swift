internal import Crystals
internal import Foundation
internal import Learning
internal import Synchronization

/// The models that ship, as the steps ask for them.
enum ShippedModels {
    /// One of them by the name of its file.
    ///
    /// - Throws: ``StepRefusal`` with what to do where it is not there.
    static func predictor(_ name: String) throws -> ModelPredictor {
        try load(try folder().appendingPathComponent(name + ".safetensors"))
    }

    private static func folder() throws -> URL {
        if let folder = ModelLibrary.folder() { return folder }
        throw StepRefusal(
            "the models that ship were not found; set KIMBERLITE_MODELS to the folder that holds them"
        )
    }

    /// All that read crystals.
    static func ofCrystals() throws -> [ModelPredictor] {
        let folder = try folder()
        let models = try ModelLibrary.models(in: folder).map(load)
            .filter { !$0.readsCompositions }
        guard !models.isEmpty else {
            throw StepRefusal(
                "there are no models of crystals in \(folder.path); set KIMBERLITE_MODELS to a "
                    + "folder that holds them")
        }
        return models
    }

    /// Reading one takes longer than most steps do: those that were read stay, by path and time of change.
    private static let known = Mutex<[String: ModelPredictor]>([:])

    private static func load(_ file: URL) throws -> ModelPredictor {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let key = "\(file.path) \(changed)"
        if let model = known.withLock({ $0[key] }) { return model }
        guard let data = try? Data(contentsOf: file) else {
            throw StepRefusal(
                "cannot read the model \(file.path); set KIMBERLITE_MODELS to the folder that holds "
                    + "the models that ship")
        }
        do {
            let model = ModelPredictor(
                try TrainedModel(decoding: data), fingerprint: ContentHash.sha256(data))
            known.withLock { $0[key] = model }
            return model
        } catch {
            throw StepRefusal("\(file.path) is not a model: \(error)")
        }
    }
}
