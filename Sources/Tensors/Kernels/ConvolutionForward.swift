internal import CKernels

/// A convolution of a batch forwards, with what its gradient needs.
///
/// Kept are the features of atoms only; what belongs to an edge is computed again when it is needed.
struct ConvolutionForward: Sendable {
    let convolution: GatedConvolution
    let edges: GaussianEdges
    /// [atoms, F]
    let input: Tensor
    let output: Tensor
    /// [4F] of each atom, piece after piece, each in panels: centre and neighbour parts of z.
    let atoms: AlignedMemory
    /// [centers, 2F] in panels.
    let bond: AlignedMemory
    /// [atoms, F]
    let messages: AlignedMemory
    let statistics: GatedConvolution.Statistics
    let edgeNorm: AppliedNormalization
    let atomNorm: AppliedNormalization

    init(_ convolution: GatedConvolution, _ input: Tensor, _ edges: GaussianEdges) {
        (self.convolution, self.input, self.edges) = (convolution, input, edges)
        let work = ForwardWork(convolution, edges)
        let edgeStatistics = work.preactivations(input)
        edgeNorm = convolution.edgeNorm.applied(edgeStatistics)
        let atomStatistics = work.messages(edgeNorm)
        atomNorm = convolution.atomNorm.applied(atomStatistics)
        statistics = GatedConvolution.Statistics(edges: edgeStatistics, atoms: atomStatistics)
        (atoms, bond, messages) = (work.atoms, work.bond, work.messageMemory)
        output = work.update(input, atomNorm)
    }
}

/// The steps of ``ConvolutionForward``; between them stands a sum over the batch.
private struct ForwardWork {
    let edges: GaussianEdges
    let width: Int
    let weights: AlignedMemory
    let bias: [Float]
    let atoms: AlignedMemory
    let bond: AlignedMemory
    let messageMemory: AlignedMemory

    init(_ convolution: GatedConvolution, _ edges: GaussianEdges) {
        (self.edges, width) = (edges, convolution.width)
        weights = Panels.blocks([convolution.center, convolution.neighbor])
        bias = convolution.bias.scalars + [Float](repeating: 0, count: 2 * width)
        atoms = AlignedMemory(edges.edges.atoms * 4 * width)
        bond = Panels.panels(convolution.bond)
        messageMemory = AlignedMemory(edges.edges.atoms * width)
    }

    private var functions: Int { edges.basis.centers }

    func preactivations(_ input: Tensor) -> BatchStatistics {
        let sums = PieceSums(edges.edges, columns: 2 * width)
        input.scalars.withUnsafeBufferPointer { input in
            let input = Memory(input)
            edges.forEachPiece { graph, p, range in
                let panels = atoms.at(range.lowerBound * 4 * width)
                Kernels.best.panel_product(
                    input.at(range.lowerBound * width), weights.at(0), bias, panels, range.count,
                    width, 4 * width)
                Kernels.best.edge_statistics(
                    graph, range.lowerBound, range.upperBound, width, panels, bond.at(0),
                    functions, sums.first(p), sums.second(p))
            }
        }
        return sums.statistics(weight: edges.edges.totalWeight)
    }

    func messages(_ norm: AppliedNormalization) -> BatchStatistics {
        let sums = PieceSums(edges.edges, columns: width)
        edges.forEachPiece { graph, p, range in
            Kernels.best.gated_messages(
                graph, range.lowerBound, range.upperBound, width,
                atoms.at(range.lowerBound * 4 * width), bond.at(0), functions, norm.scale,
                norm.shift, messageMemory.at(range.lowerBound * width), sums.first(p),
                sums.second(p))
        }
        return sums.statistics(weight: Float(edges.edges.atoms))
    }

    func update(_ input: Tensor, _ norm: AppliedNormalization) -> Tensor {
        let values = [Float](unsafeUninitializedCapacity: input.count) { buffer, count in
            let output = Memory(UnsafeMutableBufferPointer(rebasing: buffer[0..<input.count]))
            input.scalars.withUnsafeBufferPointer { input in
                let input = Memory(input)
                edges.forEachPiece { _, _, range in
                    let first = range.lowerBound * width
                    Kernels.best.residual_update(
                        input.at(first), messageMemory.at(first), norm.scale, norm.shift,
                        output.at(first), range.count, width)
                }
            }
            count = input.count
        }
        return Tensor(values, shape: input.shape)
    }
}

/// Two sums over the rows of each piece, added in the order of the pieces in Double.
struct PieceSums: Sendable {
    private let columns: Int
    private let memory: AlignedMemory
    private let pieces: Int

    init(_ edges: Edges, columns: Int) {
        (self.columns, pieces) = (columns, edges.pieces.count - 1)
        memory = AlignedMemory(pieces * 2 * columns)
    }

    func first(_ piece: Int) -> UnsafeMutablePointer<Float> { memory.at(piece * 2 * columns) }
    func second(_ piece: Int) -> UnsafeMutablePointer<Float> {
        memory.at((piece * 2 + 1) * columns)
    }

    var totals: (first: [Double], second: [Double]) {
        var (a, b) = (
            [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
        )
        for p in 0..<pieces {
            for c in 0..<columns {
                a[c] += Double(first(p)[c])
                b[c] += Double(second(p)[c])
            }
        }
        return (a, b)
    }

    /// Mean and variance from Σ x and Σ x².
    func statistics(weight: Float) -> BatchStatistics {
        let total = Double(max(weight, .leastNormalMagnitude))
        let (sums, squares) = totals
        let means = sums.map { $0 / total }
        let variances = zip(squares, means).map { notNegative($0 / total - $1 * $1) }
        return BatchStatistics(
            mean: means.map(Float.init), variance: variances.map(Float.init), weight: weight)
    }
}

extension GaussianEdges {
    /// Calls `body` with each piece and its atoms, on all threads.
    func forEachPiece(_ body: @Sendable (KBGraph, Int, Range<Int>) -> Void) {
        edges.withGraph(first, terms) { view in
            Workers.forEach(edges.pieces.count - 1) { p in
                body(view.graph, p, edges.atoms(of: p))
            }
        }
    }
}
