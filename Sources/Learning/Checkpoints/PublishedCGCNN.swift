internal import Foundation
internal import Crystals
internal import Tensors

/// The networks that Xie & Grossman published, from their tensors as safetensors.
extension CGCNN {
    /// - Parameter file: tensors under the names of the original program (`convs.0.fc_full.weight`, …).
    /// - Returns: the network; its outputs are normalised (mean and std stand in the metadata).
    public init(published file: SafeTensors) throws {
        guard let hidden = file["conv_to_fc.weight"], let output = file["fc_out.weight"],
            let embedding = file["embedding.weight"]
        else {
            throw CheckpointError.missing("conv_to_fc.weight, fc_out.weight or embedding.weight")
        }
        var configuration = Configuration()
        configuration.width = embedding.rows
        configuration.convolutions =
            file.tensors.filter { $0.name.hasSuffix("fc_full.weight") }.count
        configuration.hiddenWidth = hidden.rows
        configuration.outputs = output.rows
        configuration.rule = .published
        var generator = SplitMix64(seed: 0)
        self.init(configuration, using: &generator)
        try load(from: file.renamedFromPublished(width: configuration.width))
    }
}

extension SafeTensors {
    /// The same tensors under our paths, with fc_full's weight cut into its three blocks.
    fileprivate func renamedFromPublished(width: Int) -> SafeTensors {
        let names = [
            ("convs.", "convolutions."), (".bn1.", ".edgeNorm."), (".bn2.", ".atomNorm."),
            ("Norm.weight", "Norm.gain"), ("Norm.bias", "Norm.offset"),
            (".running_mean", ".mean"), (".running_var", ".variance"),
            (".fc_full.bias", ".bias"), ("conv_to_fc.", "head.0."), ("fc_out.", "head.1."),
        ]
        var renamed: [(name: String, tensor: Tensor)] = []
        for (original, tensor) in tensors {
            let name = names.reduce(original) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
            guard let path = name.removingSuffix(".fc_full.weight") else {
                renamed.append((name, tensor))
                continue
            }
            renamed.append((path + ".center", tensor.columns(0..<width)))
            renamed.append((path + ".neighbor", tensor.columns(width..<(2 * width))))
            renamed.append(
                (path + ".bond", tensor.columns((2 * width)..<tensor.columns).transposed()))
        }
        return SafeTensors(tensors: renamed, metadata: metadata)
    }
}

extension String {
    fileprivate func removingSuffix(_ suffix: String) -> String? {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
    }
}

extension Tensor {
    fileprivate func transposed() -> Tensor {
        let (rows, columns) = (rows, columns)
        var values: [Float] = []
        values.reserveCapacity(count)
        for c in 0..<columns {
            for r in 0..<rows { values.append(scalars[r * columns + c]) }
        }
        return Tensor(values, shape: [columns, rows])
    }
}
