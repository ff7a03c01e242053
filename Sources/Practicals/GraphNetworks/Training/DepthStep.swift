internal import Crystals
internal import Learning

/// Networks of one to eight convolutions: how alike the atoms become behind each, and how they err.
enum DepthStep {
    static let step = PracticalStep(
        "depth",
        [
            .count("deepest", 1...8, initial: 8), TrainingCrystals.control(initial: .density),
            .count("crystals", 60...300, initial: 150),
            .choice("width", of: ["16", "32"], initial: "16"),
            .count("epochs", 2...40, initial: 20),
            .slider("rate", 0.0001...0.05, step: 0.0001, initial: 0.01, isLogarithmic: true), .seed,
        ], run)

    private struct Parameters: Decodable {
        var target, width: String
        var deepest, crystals, epochs: Int
        var rate: Double
        var seed: UInt64

        func network(_ convolutions: Int) -> SmallNetwork {
            SmallNetwork(
                convolutions: convolutions, width: Int(width) ?? 16, epochs: epochs, rate: rate,
                batch: 16, seed: seed)
        }
    }

    private static let validation = 0.3
    /// Graphs on which the similarity of atoms is measured.
    private static let sample = 60

    private static let run: @Sendable (Parameters, (any OwnCrystals)?, FrameSink) throws -> Void = {
        parameters, own, emit in
        let crystals = try TrainingCrystals(
            parameters.target, count: parameters.crystals, seed: parameters.seed, own: own
        ) { try emit(StepFrame("progress", LiveTraining.Moment(stage: $0, share: $1))) }
        let dataset = crystals.dataset(rule: .standard)
        let graphs = dataset.rows.prefix(sample).map(\.graph)
        for convolutions in 1...parameters.deepest {
            let network = parameters.network(convolutions)
            let training = Training(
                dataset: dataset, network: network.shape,
                configuration: network.configuration(validation: validation))
            if convolutions == 1 { try begin(crystals, training, graphs, emit) }
            var live = LiveTraining(training)
            try live.run(
                moment: { moment in
                    var moment = moment
                    moment.depth = convolutions
                    try emit(StepFrame("progress", moment))
                }, epoch: { _ in })
            try emit(StepFrame("depth", DepthFrame(live.training, convolutions, graphs)))
        }
        try emit(StepFrame("end"))
    }

    private static func begin(
        _ crystals: TrainingCrystals, _ training: Training, _ graphs: [CrystalGraph],
        _ emit: FrameSink
    ) throws {
        let data = TrainingCrystalsFrame(
            crystals, train: training.split.train.count, validation: training.split.validation.count
        )
        try emit(StepFrame("data", data))
        guard let moduli = try? ShippedModels.predictor("moduli"),
            let network = moduli.model.networks[0].crystalGraph
        else { return }
        let similarity = LayerSimilarity(network, graphs: graphs)
        try emit(StepFrame("shipped", Shipped(similarity)))
    }

    /// The similarity of the atoms of a network that ships.
    private struct Shipped: Encodable {
        var name = "moduli"
        var different, all: [Double?]

        init(_ similarity: LayerSimilarity) {
            (different, all) = (similarity.different.map(\.known), similarity.all.map(\.known))
        }
    }

    private struct DepthFrame: Encodable {
        var depth: Int
        var loss, validationError: Double
        var trainR2, validationR2: Double?
        /// [depth + 1] mean cosine between atoms, of the element alone and behind each convolution.
        var different, all: [Double?]

        init(_ training: Training, _ convolutions: Int, _ graphs: [CrystalGraph]) {
            let (own, other) = (
                training.fit(training.split.train).metrics,
                training.fit(training.split.validation).metrics
            )
            (depth, loss) = (convolutions, training.history.last?.loss ?? .nan)
            validationError = other.meanAbsoluteError
            (trainR2, validationR2) = (own.r2.known, other.r2.known)
            let networks = [training.network].compactMap(\.crystalGraph)
            let similarity = LayerSimilarity(networks, graphs: graphs)
            (different, all) = (similarity.different.map(\.known), similarity.all.map(\.known))
        }
    }
}
