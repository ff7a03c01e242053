public import Tensors

/// A layer's tensors by path, and back.
extension Layer {
    /// Every tensor, trainable and statistic, in visiting order.
    public var namedTensors: [(name: String, tensor: Tensor)] {
        var copy = self
        var found: [(name: String, tensor: Tensor)] = []
        copy.visit("") { path, _, tensor in found.append((path, tensor.detached)) }
        return found
    }

    /// Takes every tensor from `file` under `prefix` + path.
    public mutating func load(from file: SafeTensors, prefix: String = "") throws {
        var failure: CheckpointError?
        visit("") { path, _, tensor in
            guard let stored = file[prefix + path] else {
                failure = failure ?? .missing(prefix + path)
                return
            }
            guard stored.shape == tensor.shape else {
                failure =
                    failure
                    ?? .shape(prefix + path, expected: tensor.shape, found: stored.shape)
                return
            }
            guard stored.scalars.allSatisfy(\.isFinite) else {
                failure = failure ?? .notFinite(prefix + path)
                return
            }
            tensor = stored
        }
        if let failure { throw failure }
    }
}

/// Why a file of tensors does not fit a model.
public enum CheckpointError: Error, CustomStringConvertible {
    case missing(String)
    case shape(String, expected: [Int], found: [Int])
    case notFinite(String)
    case noCard
    case unreadableCard(String)

    public var description: String {
        switch self {
        case .missing(let name):
            "the file has no tensor \(name)"
        case .shape(let name, let expected, let found):
            "tensor \(name) has shape \(found), the model needs \(expected)"
        case .notFinite(let name):
            "tensor \(name) holds a value that is not finite: the file is damaged, or its training "
                + "went wrong"
        case .noCard:
            "the file has no model card: it was not written by `kimberlite train`"
        case .unreadableCard(let why):
            "the model card cannot be read: \(why)"
        }
    }
}
