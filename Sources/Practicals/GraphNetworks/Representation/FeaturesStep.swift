internal import Crystals
internal import Learning
internal import Tensors

/// What a network is given of a crystal: nodes with 92 bits, edges with 41 numbers.
enum FeaturesStep {
    static let step = PracticalStep(
        "features",
        ChosenCrystal.controls + [
            .count("edge", 0...4000, initial: 0),
            StepControl("element", .text(maximumLength: 2, initial: "")),
        ], run)

    private struct Parameters: Decodable {
        var crystal, text, element: String
        var edge: Int
    }

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let chosen = try ChosenCrystal(
            .init(crystal: parameters.crystal, text: parameters.text))
        let asked = try besides(parameters.element)
        let graph = ImagedGraph(chosen.crystal)
        guard graph.graph.edgeCount > 0 else {
            throw StepRefusal("no atom of \(chosen.name) has a neighbour within 8 Å")
        }
        let content = Content(
            chosen, graph, edge: min(parameters.edge, graph.graph.edgeCount - 1), besides: asked)
        try emit(StepFrame("features", CrystalHeading(chosen).with(content)))
    }

    private static func besides(_ symbol: String) throws -> [Element] {
        guard !symbol.isEmpty else { return [] }
        guard let element = Element(symbol) else {
            throw StepRefusal("there is no element \(symbol); a symbol is written as in “Co”")
        }
        return [element]
    }

    private struct Content: Encodable {
        var nodes: [Node]
        var edges: [PicturedEdge]
        var blocks: [AtomBits.Block]
        var elements: [PicturedElement]
        var basis: Basis
        var edge: Expanded

        struct Node: Encodable {
            var atom: Int
            var element: String
        }

        struct Basis: Encodable {
            var step: Float
            var centers: [Float]
        }

        /// One edge on the Gaussians.
        struct Expanded: Encodable {
            var edge, from, to: Int
            var distance, weight: Float
            var gaussians: [Float]
        }

        init(_ chosen: ChosenCrystal, _ graph: ImagedGraph, edge: Int, besides: [Element]) {
            let (crystal, centers) = (chosen.crystal, graph.centers)
            nodes = crystal.sites.enumerated().map {
                Node(atom: $0, element: $1.species.label)
            }
            edges = centers.enumerated().map { PicturedEdge($0, from: $1, graph) }
            blocks = AtomBits.blocks
            let own = crystal.elements.sorted()
            elements = (own + besides.filter { !own.contains($0) }).map(PicturedElement.init)
            let published = GaussianBasis.published
            basis = Basis(
                step: published.step,
                centers: (0..<published.centers).map { Float($0) * published.step })
            let batch = GraphBatch([graph.graph])
            let all = GaussianEdges(batch.edges, basis: published).expanded()
            let row = (edge * all.columns)..<((edge + 1) * all.columns)
            let drawn = edges[edge]
            self.edge = Expanded(
                edge: edge, from: drawn.from, to: drawn.to, distance: drawn.distance,
                weight: drawn.weight, gaussians: Array(all.scalars[row]))
        }
    }
}
