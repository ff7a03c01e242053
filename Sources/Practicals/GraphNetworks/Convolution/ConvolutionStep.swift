internal import Crystals
internal import Learning
internal import Tensors

/// One convolution of CGCNN around one atom, with every number that it is made of.
enum ConvolutionStep {
    static let step = PracticalStep(
        "convolution",
        ChosenCrystal.controls + [
            .count("atom", 0...59, initial: 0), .count("edge", 0...60, initial: 0),
            .choice("network", of: ["moduli", "random"], initial: "moduli"),
            .count("layer", 1...4, initial: 1), .count("channel", 0...31, initial: 0), .seed,
        ], run)

    private struct Parameters: Decodable {
        var crystal, text, network: String
        var atom, edge, layer, channel: Int
        var seed: UInt64
    }

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let chosen = try ChosenCrystal(
            .init(crystal: parameters.crystal, text: parameters.text))
        let network = try network(parameters)
        let graph = ImagedGraph(chosen.crystal, rule: network.configuration.rule)
        let atom = min(parameters.atom, chosen.crystal.sites.count - 1)
        let own = graph.graph.edges(of: atom)
        guard !own.isEmpty else {
            throw StepRefusal("atom \(atom) of \(chosen.name) has no neighbour within 8 Å")
        }
        let hand = ConvolutionByHand(
            network, layer: parameters.layer, graph: graph.graph, atom: atom)
        let content = Content(
            parameters, chosen.crystal, graph, hand, network,
            edge: min(parameters.edge, own.count - 1))
        try emit(StepFrame("convolution", CrystalHeading(chosen).with(content)))
    }

    /// Of the shipped ensemble the first member.
    private static func network(_ parameters: Parameters) throws -> CGCNN {
        guard parameters.network == "moduli" else {
            var generator = SplitMix64(seed: parameters.seed)
            var shape = CGCNN.Configuration()
            (shape.width, shape.convolutions) = (16, 4)
            return CGCNN(shape, using: &generator)
        }
        let moduli = try ShippedModels.predictor("moduli")
        guard let network = moduli.model.networks[0].crystalGraph,
            parameters.layer <= network.convolutions.count
        else { throw StepRefusal("the model of the moduli has no layer \(parameters.layer)") }
        return network
    }

    private struct Content: Encodable {
        var network: Shape
        var atom: Int
        var element: String
        var channels: [Int]
        var edges: [Message]
        var sum, normalized, before, after, engine: [Double]
        /// Largest of all channels, as a share of values above 1.
        var difference: Double
        var arithmetic: ConvolutionArithmetic

        struct Shape: Encodable {
            var name: String
            var width, convolutions, layer: Int
        }

        /// What one neighbour sends, in the chosen channels.
        struct Message: Encodable {
            var to: Int
            var element: String
            var shift: [Int32]
            var distance, weight: Float
            var gate, sigma, core, softplus, message: [Double]
        }

        init(
            _ parameters: Parameters, _ crystal: Crystal, _ graph: ImagedGraph,
            _ hand: ConvolutionByHand, _ network: CGCNN, edge: Int
        ) {
            let width = network.configuration.width
            let channels = (0..<4).map { (parameters.channel + $0) % width }
            func chosen(_ values: [Double]) -> [Double] { channels.map { values[$0] } }
            self.channels = channels
            self.network = Shape(
                name: parameters.network, width: width,
                convolutions: network.convolutions.count, layer: parameters.layer)
            (atom, element) = (hand.atom, crystal.sites[hand.atom].species.label)
            edges = hand.messages.map { message in
                let drawn = PicturedEdge(message.edge, from: hand.atom, graph)
                return Message(
                    to: drawn.to, element: crystal.sites[drawn.to].species.label,
                    shift: drawn.shift, distance: drawn.distance, weight: drawn.weight,
                    gate: channels.map { message.gate[$0].y },
                    sigma: chosen(message.sigma), core: channels.map { message.core[$0].y },
                    softplus: chosen(message.softplus), message: chosen(message.values))
            }
            sum = chosen(hand.sum)
            normalized = channels.map { hand.norm[$0].y }
            (before, after) = (chosen(hand.before), chosen(hand.after))
            engine = chosen(hand.engine)
            difference =
                zip(hand.after, hand.engine).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
            arithmetic = ConvolutionArithmetic(hand, edge: edge, channel: channels[0])
        }
    }
}
