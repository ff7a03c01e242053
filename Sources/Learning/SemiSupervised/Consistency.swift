internal import Crystals
internal import Tensors

extension Training {
    /// Of the chance of the next step.
    var stepSeed: UInt64 {
        configuration.seed(ofMember: member) &+ UInt64(updater.step + 1) &* 0xE703_7ED1_A0B4_28DB
    }

    /// How far the network is from what the teacher says of crystals without labels.
    ///
    /// - Parameter output: [crystals, targets] of the network for the draw.
    func consistency(_ output: Tensor, _ draw: UnlabelledPool.Draw) -> Tensor {
        guard let labels = draw.labels else { return distance(output, taught(draw.teachers)) }
        let targets = labels.flatMap { row in
            zip(row, normalizers).map { Float($1.normalized($0)) }
        }
        return loss(output, targets)
    }

    /// Outputs of the running average, on the statistics of this batch.
    private func taught(_ graphs: [CrystalGraph]) -> Tensor {
        var teacher = average?.network ?? network
        return teacher.training(.graphs(GraphBatch(graphs))).detached
    }

    /// Mean squared difference, of probabilities where a target is a question.
    private func distance(_ output: Tensor, _ taught: Tensor) -> Tensor {
        let parts = normalizers.indices.map { k in
            let (a, b) = (output.columns(k..<(k + 1)), taught.columns(k..<(k + 1)))
            let difference =
                normalizers[k].isLogistic == true ? a.sigmoid() - b.sigmoid() : a - b
            return (difference * difference).mean()
        }
        let sum = parts.dropFirst().reduce(parts[0]) { $0 + $1 }
        return sum * (1 / Float(parts.count))
    }
}
