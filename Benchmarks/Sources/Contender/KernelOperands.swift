import CKernels
import Crystals

/// As many crystals as the engine computes at once, and operands of its kernels of the right sizes.
struct PieceOfBatch {
    private let width = 64
    private let gaussians = 41
    /// Of the table that stands for the Gaussians at inference, and of one Gaussian's width.
    private let (nodes, nodesPerStep): (Int, Double)
    private let step: Float = 0.2
    private let atoms: Int
    private let edges: Int
    private let offsets: UnsafeMutablePointer<Int32>
    private let neighbors: UnsafeMutablePointer<Int32>
    private let distances: UnsafeMutablePointer<Float>
    private let weights: UnsafeMutablePointer<Float>
    private let kernels = kb_best_kernels().pointee

    init(_ crystals: [Crystal]) {
        var (ends, found, lengths): ([Int32], [Int32], [Float]) = ([0], [], [])
        for crystal in crystals where ends.count <= 192 {
            let graph = CrystalGraph(crystal, rule: .published)
            let (firstAtom, firstEdge) = (Int32(ends.count - 1), Int32(found.count))
            ends += graph.offsets.dropFirst().map { firstEdge + $0 }
            found += graph.neighbors.map { firstAtom + $0 }
            lengths += graph.distances
        }
        (nodes, nodesPerStep) = (1081, 24)
        (atoms, edges) = (ends.count - 1, found.count)
        (offsets, neighbors) = (integers(ends), integers(found))
        (distances, weights) = (floats(edges), floats(edges))
        for e in 0..<edges { (distances[e], weights[e]) = (lengths[e], 1) }
    }

    func measureProducts() throws {
        let operations = Double(2 * width * 4 * width)
        let (a, b, bias) = (floats(atoms * width), floats(4 * width * width), floats(4 * width))
        let c = floats(atoms * 4 * width)
        let kernel = KernelMeasurement(
            name: "panel_product", unit: "atom", count: atoms, operations: operations,
            bytes: Double(4 * 5 * width))
        try kernel.printed { kernels.panel_product(a, b, bias, c, atoms, width, 4 * width) }
        let outer = KernelMeasurement(
            name: "panel_outer_product", unit: "atom", count: atoms, operations: operations,
            bytes: Double(4 * 5 * width))
        try outer.printed { kernels.panel_outer_product(a, c, b, atoms, width, 4 * width) }
    }

    func measureInference() throws {
        let graph = graph(terms: Int(KBCubicTerms)) { first, terms in
            kernels.cubic_terms(
                distances, edges, Double(step) / nodesPerStep, Int32(nodes), first, terms)
        }
        let (parts, table) = (floats(atoms * 4 * width), floats(nodes * 2 * width))
        let message = floats(atoms * width)
        try perEdge("convolve", operations: 77, terms: Int(KBCubicTerms)).printed {
            kernels.convolve(graph, 0, atoms, width, parts, table, nodes, message)
        }
        let (features, scale, shift) = (floats(atoms * width), floats(width), floats(width))
        let update = KernelMeasurement(
            name: "residual_update", unit: "atom", count: atoms,
            operations: Double(43 * width), bytes: Double(12 * width))
        try update.printed {
            kernels.residual_update(features, message, scale, shift, message, atoms, width)
        }
    }

    func measureTraining() throws {
        let graph = graph(terms: Int(KBGaussianTerms)) { first, terms in
            kernels.gaussian_terms(distances, edges, step, Int32(gaussians), first, terms)
        }
        let (parts, bond) = (floats(atoms * 4 * width), floats(gaussians * 2 * width))
        let (sum, squares) = (floats(2 * width), floats(2 * width))
        let terms = Int(KBGaussianTerms)
        try perEdge("edge_statistics", operations: 42, terms: terms).printed {
            kernels.edge_statistics(
                graph, 0, atoms, width, parts, bond, gaussians, sum, squares)
        }
        let (scale, shift, message) = (floats(2 * width), floats(2 * width), floats(atoms * width))
        try perEdge("gated_messages", operations: 97, terms: terms).printed {
            kernels.gated_messages(
                graph, 0, atoms, width, parts, bond, gaussians, scale, shift, message, sum,
                squares)
        }
        var operands = gradientOperands(graph, parts, bond)
        try perEdge("gated_gradient", operations: 193, terms: terms).printed {
            kernels.gated_gradient(graph, 0, atoms, width, &operands)
        }
    }

    /// - Parameter operations: for one channel.
    private func perEdge(_ name: String, operations: Int, terms: Int) -> KernelMeasurement {
        // Of the neighbour and of each bond function gate and core, and the terms themselves.
        let bytes = 4 * 2 * width * (1 + terms) + 4 * terms + 12
        return KernelMeasurement(
            name: name, unit: "edge", count: edges, operations: Double(operations * width),
            bytes: Double(bytes))
    }

    private func graph(
        terms: Int, _ fill: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Float>) -> Void
    ) -> KBGraph {
        let (first, values) = (
            integers([Int32](repeating: 0, count: edges)), floats(edges * terms)
        )
        fill(first, values)
        return KBGraph(
            offsets: offsets, neighbors: neighbors, weights: weights, first: first, terms: values)
    }

    private func gradientOperands(
        _ graph: KBGraph, _ parts: UnsafeMutablePointer<Float>, _ bond: UnsafeMutablePointer<Float>
    ) -> KBGatedGradient {
        let order = (0..<edges).sorted { (graph.first[$0], $0) < (graph.first[$1], $1) }
        var places = [Int32](repeating: 0, count: edges)
        for (place, edge) in order.enumerated() { places[edge] = Int32(place) }
        let (pairs, singles) = ({ floats(2 * width) }, { floats(width) })
        return KBGatedGradient(
            atoms: parts, bond: bond, functions: gaussians, scale: pairs(), shift: pairs(),
            mean: pairs(), inverse_deviation: pairs(), message: floats(atoms * width),
            du: floats(atoms * width), message_scale: singles(), message_mean: singles(),
            message_inverse_deviation: singles(), mean_du: singles(), mean_du_message: singles(),
            order: integers(order.map(Int32.init)), places: integers(places),
            scratch: floats(4 * edges * 16), dy_atoms: floats(atoms * 4 * width),
            x_atoms: floats(atoms * 4 * width), dy_bond: floats(gaussians * 2 * width),
            x_bond: floats(gaussians * 2 * width), sum_dy: pairs(), sum_dy_x: pairs())
    }
}
