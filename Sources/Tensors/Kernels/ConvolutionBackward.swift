internal import CKernels

/// The gradient of a convolution, from what its way forwards kept.
struct ConvolutionBackward: Sendable {
    private let forward: ConvolutionForward
    private let width: Int
    private let edges: GaussianEdges
    private let functions: Int
    private let pieces: Int

    init(_ forward: ConvolutionForward) {
        self.forward = forward
        (edges, width) = (forward.edges, forward.convolution.width)
        functions = edges.basis.centers
        pieces = edges.edges.pieces.count - 1
    }

    /// Of atoms, center, neighbor, bias, bond, and gain and offset of both normalisations.
    func gradients(of output: Tensor) -> [Tensor?] {
        let (du, residual) = residualGradient(output)
        let messages = messageGradient(du, residual)
        let sums = (dy: messages.sums.totals.first, dyX: messages.sums.totals.second)
        let inverse = 1 / Double(max(edges.edges.totalWeight, .leastNormalMagnitude))
        let means = Means(
            dy: sums.dy.map { Float($0 * inverse) }, dyX: sums.dyX.map { Float($0 * inverse) })
        let weights = weightGradients(du, messages, means)
        return weights + [
            bondGradient(messages, means), Tensor(sums.dyX.map(Float.init)),
            Tensor(sums.dy.map(Float.init)), Tensor(residual.dyX.map(Float.init)),
            Tensor(residual.dy.map(Float.init)),
        ]
    }

    /// What BatchNorm's gradient takes from the whole batch.
    private struct Means: Sendable {
        var dy: [Float]
        var dyX: [Float]
    }

    /// du [atoms, F] before the softplus, with Σ du and Σ du m̂.
    private func residualGradient(
        _ output: Tensor
    ) -> (du: AlignedMemory, sums: (dy: [Double], dyX: [Double])) {
        let du = AlignedMemory(output.count)
        let sums = PieceSums(edges.edges, columns: width)
        let norm = forward.atomNorm
        output.scalars.withUnsafeBufferPointer { output in
            forward.input.scalars.withUnsafeBufferPointer { input in
                let (output, input) = (Memory(output), Memory(input))
                edges.forEachPiece { _, p, range in
                    let first = range.lowerBound * width
                    Kernels.best.residual_gradient(
                        input.at(first), forward.messages.at(first), norm.scale, norm.shift,
                        norm.mean, norm.inverseDeviation, output.at(first), du.at(first),
                        sums.first(p), sums.second(p), range.count, width)
                }
            }
        }
        let totals = sums.totals
        return (du, (totals.first, totals.second))
    }

    /// Σ dy and Σ w x̂ at atoms and functions.
    fileprivate struct MessageGradient: Sendable {
        /// [4F] of each atom, piece after piece, in panels.
        let dyAtoms: AlignedMemory
        let xAtoms: AlignedMemory
        /// Of each piece, [centers, 2F] in panels.
        let dyBond: AlignedMemory
        let xBond: AlignedMemory
        let sums: PieceSums
    }

    private func messageGradient(
        _ du: AlignedMemory, _ residual: (dy: [Double], dyX: [Double])
    ) -> MessageGradient {
        let atoms = edges.edges.atoms
        let gradient = MessageGradient(
            dyAtoms: AlignedMemory(atoms * 4 * width), xAtoms: AlignedMemory(atoms * 4 * width),
            dyBond: AlignedMemory(pieces * functions * 2 * width, isZero: true),
            xBond: AlignedMemory(pieces * functions * 2 * width, isZero: true),
            sums: PieceSums(edges.edges, columns: 2 * width))
        let loop = GradientLoop(
            forward: forward, edge: NormalizationMemory(forward.edgeNorm),
            atom: NormalizationMemory(forward.atomNorm), du: du,
            meanDu: AlignedMemory(mean(residual.dy)), meanDuM: AlignedMemory(mean(residual.dyX)),
            gradient: gradient)
        edges.withOrder { order, places in
            edges.forEachPiece { graph, p, range in
                loop.run(graph, p, range, order, places)
            }
        }
        return gradient
    }

    /// Of a sum over atoms.
    private func mean(_ sum: [Double]) -> [Float] {
        let count = Double(max(1, edges.edges.atoms))
        return sum.map { Float($0 / count) }
    }

    /// Gradients of atoms, center, neighbor and bias.
    private func weightGradients(
        _ du: AlignedMemory, _ messages: MessageGradient, _ means: Means
    ) -> [Tensor?] {
        let (row, matrix) = (2 * width, 4 * width * width)
        let products = AlignedMemory(pieces * matrix)
        let biases = AlignedMemory(pieces * row)
        let weights = AlignedMemory(
            forward.convolution.center.scalars + forward.convolution.neighbor.scalars)
        let scale = forward.edgeNorm.scale
        forward.input.scalars.withUnsafeBufferPointer { input in
            edges.centerWeights.withUnsafeBufferPointer { centerWeights in
                edges.neighborWeights.withUnsafeBufferPointer { neighborWeights in
                    let input = Memory(input)
                    let (from, to) = (Memory(centerWeights), Memory(neighborWeights))
                    edges.forEachPiece { _, p, range in
                        let (first, count) = (range.lowerBound, range.count)
                        let dz = messages.dyAtoms.at(first * 4 * width)
                        let x = messages.xAtoms.at(first * 4 * width)
                        Kernels.best.normalization_gradient(
                            dz, x, from.at(first), scale, means.dy, means.dyX, biases.at(p * row),
                            count, row)
                        Kernels.best.normalization_gradient(
                            dz + row * count, x + row * count, to.at(first), scale, means.dy,
                            means.dyX, nil, count, row)
                        Kernels.best.panel_product_adding(
                            dz, weights.at(0), du.at(first * width), count, 4 * width, width)
                        Kernels.best.panel_outer_product(
                            input.at(first * width), dz, products.at(p * matrix), count, width,
                            4 * width)
                    }
                }
            }
        }
        let total = Kernels.addingPieces(products, size: matrix)
        return total.withUnsafeBufferPointer { total -> [Tensor?] in
            guard let panels = total.baseAddress else { return [] }
            return [
                du.tensor(forward.input.shape),
                Panels.transpose(panels, rows: width, columns: 0..<row),
                Panels.transpose(panels, rows: width, columns: row..<(2 * row)),
                Tensor(Kernels.addingPieces(biases, size: row)),
            ]
        }
    }

    private func bondGradient(_ messages: MessageGradient, _ means: Means) -> Tensor {
        let (row, size) = (2 * width, functions * 2 * width)
        let dz = AlignedMemory(Kernels.addingPieces(messages.dyBond, size: size))
        let x = AlignedMemory(Kernels.addingPieces(messages.xBond, size: size))
        Kernels.best.normalization_gradient(
            dz.at(0), x.at(0), edges.functionWeights, forward.edgeNorm.scale, means.dy, means.dyX,
            nil, functions, row)
        return Panels.matrix(dz.at(0), rows: functions, columns: row)
    }
}

/// The operands of the loop over edges, which is the same for every piece.
private struct GradientLoop: Sendable {
    let forward: ConvolutionForward
    let edge: NormalizationMemory
    let atom: NormalizationMemory
    let du: AlignedMemory
    let meanDu: AlignedMemory
    let meanDuM: AlignedMemory
    let gradient: ConvolutionBackward.MessageGradient

    func run(_ graph: KBGraph, _ p: Int, _ atoms: Range<Int>, _ order: Indices, _ places: Indices) {
        let edges = forward.edges
        let (width, functions) = (forward.convolution.width, edges.basis.centers)
        let first = atoms.lowerBound * 4 * width
        let neighborPart = (first + 2 * width * atoms.count)..<(first + 4 * width * atoms.count)
        gradient.dyAtoms.zero(neighborPart)
        gradient.xAtoms.zero(neighborPart)
        let scratch = AlignedMemory(edges.edges.edges(of: p).count * 4 * Panels.lanes)
        var operands = KBGatedGradient(
            atoms: forward.atoms.at(first), bond: forward.bond.at(0), functions: functions,
            scale: edge.scale.at(0), shift: edge.shift.at(0), mean: edge.mean.at(0),
            inverse_deviation: edge.inverse.at(0),
            message: forward.messages.at(atoms.lowerBound * width),
            du: du.at(atoms.lowerBound * width), message_scale: atom.scale.at(0),
            message_mean: atom.mean.at(0), message_inverse_deviation: atom.inverse.at(0),
            mean_du: meanDu.at(0), mean_du_message: meanDuM.at(0), order: order.at(0),
            places: places.at(0), scratch: scratch.at(0), dy_atoms: gradient.dyAtoms.at(first),
            x_atoms: gradient.xAtoms.at(first),
            dy_bond: gradient.dyBond.at(p * functions * 2 * width),
            x_bond: gradient.xBond.at(p * functions * 2 * width), sum_dy: gradient.sums.first(p),
            sum_dy_x: gradient.sums.second(p))
        Kernels.best.gated_gradient(graph, atoms.lowerBound, atoms.upperBound, width, &operands)
        withExtendedLifetime(scratch) {}
    }
}

/// What the loops read of a normalisation.
private struct NormalizationMemory: Sendable {
    let scale: AlignedMemory
    let shift: AlignedMemory
    let mean: AlignedMemory
    let inverse: AlignedMemory

    init(_ applied: AppliedNormalization) {
        (scale, shift) = (AlignedMemory(applied.scale), AlignedMemory(applied.shift))
        (mean, inverse) = (AlignedMemory(applied.mean), AlignedMemory(applied.inverseDeviation))
    }
}

extension GaussianEdges {
    fileprivate func withOrder<R>(_ body: (Indices, Indices) -> R) -> R {
        order.withUnsafeBufferPointer { order in
            places.withUnsafeBufferPointer { places in
                body(Indices(order), Indices(places))
            }
        }
    }
}
