public import Tensors

/// Whether the optimiser moves a tensor, or the layer keeps it for itself.
public enum ParameterKind: Sendable {
    /// Learned: receives gradients.
    case trainable
    /// A running statistic: saved with the model, never differentiated.
    case statistic
}

/// A part of a network: a value whose parameters can be shown, replaced and saved by path.
///
/// Owed by every layer: `visit` shows each tensor exactly once, in a fixed order and under a path
/// that no other tensor of the layer has.
public protocol Layer: Sendable {
    mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void)
}

extension Layer {
    /// Trainable tensors in visiting order.
    public var parameters: [Tensor] { tensors(.trainable).map(\.1) }

    /// Paths and tensors of one kind, in visiting order.
    public func tensors(_ kind: ParameterKind) -> [(String, Tensor)] {
        var copy = self
        var found: [(String, Tensor)] = []
        copy.visit("") { path, itsKind, tensor in
            if itsKind == kind { found.append((path, tensor.detached)) }
        }
        return found
    }

    /// Number of learned scalars.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// A copy whose trainable tensors are recorded on `tape`.
    public func watched(by tape: Tape) -> Self {
        var copy = self
        copy.visit("") { _, kind, tensor in
            if kind == .trainable { tensor = tape.watch(tensor) }
        }
        return copy
    }

    /// The trainable tensors as they stand on the tape, for ``Tape/gradients(of:for:)``.
    public mutating func recordedParameters() -> [Tensor] {
        var found: [Tensor] = []
        visit("") { _, kind, tensor in
            if kind == .trainable { found.append(tensor) }
        }
        return found
    }

    /// Replaces the tensors of one kind, given in visiting order.
    public mutating func replace(_ kind: ParameterKind, with tensors: [Tensor]) {
        var next = tensors.makeIterator()
        visit("") { path, itsKind, tensor in
            guard itsKind == kind else { return }
            guard let new = next.next(), new.shape == tensor.shape else {
                preconditionFailure("no tensor of shape \(tensor.shape) for \(path)")
            }
            tensor = new
        }
        precondition(next.next() == nil, "more tensors than the layer has")
    }
}

/// "path.name", or "name" at the top.
func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
