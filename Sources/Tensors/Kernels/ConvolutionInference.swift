internal import CKernels

extension Kernels {
    static func evaluate(
        _ convolutions: FoldedConvolutions, _ atoms: Tensor, _ edges: CubicEdges
    ) -> Tensor {
        let width = atoms.columns
        let largest =
            (0..<(edges.edges.pieces.count - 1)).map { edges.edges.atoms(of: $0).count }
            .max() ?? 0
        let buffers = InferenceBuffers(atoms: largest, width: width)
        let values = [Float](unsafeUninitializedCapacity: atoms.count) { output, count in
            atoms.scalars.withUnsafeBufferPointer { input in
                edges.edges.withGraph(edges.first, edges.terms) { view in
                    for p in 0..<(edges.edges.pieces.count - 1) {
                        let range = edges.edges.atoms(of: p)
                        let scalars = (range.lowerBound * width)..<(range.upperBound * width)
                        buffers.start(input[scalars])
                        for layer in convolutions.layers {
                            buffers.convolve(layer, view.graph, range, nodes: edges.grid.nodes)
                        }
                        buffers.finish(
                            into: output.baseAddress.map { $0 + scalars.lowerBound }, range)
                    }
                }
            }
            count = atoms.count
        }
        return Tensor(values, shape: atoms.shape)
    }
}

/// What one piece needs on its way through the layers.
private struct InferenceBuffers {
    let width: Int
    /// [atoms, F]
    let features: AlignedMemory
    /// [atoms, 4F] in panels.
    let parts: AlignedMemory
    /// [atoms, F]
    let messages: AlignedMemory

    init(atoms: Int, width: Int) {
        self.width = width
        features = AlignedMemory(atoms * width)
        parts = AlignedMemory(atoms * 4 * width)
        messages = AlignedMemory(atoms * width)
    }

    func start(_ input: Slice<UnsafeBufferPointer<Float>>) {
        let source = UnsafeBufferPointer(rebasing: input)
        if let first = source.baseAddress {
            features.at(0).update(from: first, count: source.count)
        }
    }

    func convolve(
        _ layer: FoldedConvolutions.Layer, _ graph: KBGraph, _ range: Range<Int>, nodes: Int
    ) {
        Kernels.best.panel_product(
            features.at(0), layer.weights.at(0), layer.bias.at(0), parts.at(0), range.count, width,
            4 * width)
        Kernels.best.convolve(
            graph, range.lowerBound, range.upperBound, width, parts.at(0), layer.table.at(0), nodes,
            messages.at(0))
        Kernels.best.residual_update(
            features.at(0), messages.at(0), layer.scale, layer.shift, features.at(0), range.count,
            width)
    }

    func finish(into output: UnsafeMutablePointer<Float>?, _ range: Range<Int>) {
        output?.update(from: features.at(0), count: range.count * width)
    }
}
