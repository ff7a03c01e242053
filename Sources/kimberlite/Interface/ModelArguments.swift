internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// The models of a verb: those named, or all that ship.
struct ModelArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model file; several may be given. Without it, all models that ship and read what is "
                + "given, crystals or formulas.",
            valueName: "file"))
    var model: [String] = []

    /// Those named; otherwise those that ship for crystals, or for formulas without structures. A crystal is a
    /// formula too, but a model of its structure knows more of it.
    ///
    /// - Throws: ``CommandFailure`` where a file is no model, or none can be found.
    func load(forFormulas areFormulas: Bool = false) throws -> [ModelPredictor] {
        guard model.isEmpty else { return try model.map(Self.load) }
        guard let folder = ModelLibrary.folder() else {
            throw CommandFailure(
                "the models that ship were not found; name one with --model, or set "
                    + "KIMBERLITE_MODELS to the folder that holds them")
        }
        let files = ModelLibrary.models(in: folder)
        if files.isEmpty {
            throw CommandFailure(
                "there are no models (.safetensors) in \(folder.path); set KIMBERLITE_MODELS to a "
                    + "folder that holds them, or name one with --model")
        }
        let models = try files.map { try Self.load($0.path) }
            .filter { $0.readsCompositions == areFormulas }
        if models.isEmpty {
            throw CommandFailure(
                "none of the models in \(folder.path) reads "
                    + (areFormulas ? "formulas" : "crystals") + "; name one with --model")
        }
        return models
    }

    static func load(_ path: String) throws(CommandFailure) -> ModelPredictor {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure("cannot read the model \(path)")
        }
        do {
            return ModelPredictor(
                try TrainedModel(decoding: data), fingerprint: ContentHash.sha256(data))
        } catch {
            throw CommandFailure("\(path) is not a model: \(error)")
        }
    }
}
