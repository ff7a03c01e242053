/// The record of a computation, walked backwards for its gradient (reverse-mode differentiation).
///
/// Tensors made by ``watch(_:)``, and everything computed from them, carry their place on the tape;
/// each operation appends one entry with the function that maps the gradient of its result to
/// gradients of its operands. A tape belongs to one training step on one thread; it is not for
/// sharing, which is all that `@unchecked` stands for here.
public final class Tape: @unchecked Sendable {
    /// Maps the gradient of a result to those of the operands, in order; nil where none is wanted.
    typealias Pullback = (Tensor) -> [Tensor?]

    private struct Entry {
        let operands: [Int?]
        let pullback: Pullback?
    }

    private var entries: [Entry] = []

    public init() {}

    /// The same values, from here on recorded.
    public func watch(_ tensor: Tensor) -> Tensor {
        entries.append(Entry(operands: [], pullback: nil))
        return Tensor(
            tensor.scalars, shape: tensor.shape, node: Node(tape: self, index: entries.count - 1))
    }

    func append(_ value: Tensor, operands: [Int?], pullback: @escaping Pullback) -> Tensor {
        entries.append(Entry(operands: operands, pullback: pullback))
        return Tensor(
            value.scalars, shape: value.shape, node: Node(tape: self, index: entries.count - 1))
    }

    /// ∂loss/∂x for each x in `sources`; zeros where the loss does not depend on x.
    ///
    /// - Precondition: `loss` is a scalar recorded on this tape, and no source is recorded on
    ///   another.
    public func gradients(of loss: Tensor, for sources: [Tensor]) -> [Tensor] {
        precondition(loss.count == 1, "the loss has shape \(loss.shape), not one element")
        guard let start = loss.node else {
            preconditionFailure("the loss was not computed from watched tensors")
        }
        precondition(start.tape === self, "the loss was recorded on another tape")
        for (k, source) in sources.enumerated() {
            precondition(
                source.node.map { $0.tape === self } ?? true,
                "source \(k), of shape \(source.shape), was recorded on another tape")
        }
        var gradients = [Tensor?](repeating: nil, count: entries.count)
        let kept = Set(sources.compactMap { $0.node?.index })
        gradients[start.index] = .ones(loss.shape)
        for index in stride(from: start.index, through: 0, by: -1) {
            guard let gradient = gradients[index], let pullback = entries[index].pullback else {
                continue
            }
            for (operand, part) in zip(entries[index].operands, pullback(gradient)) {
                guard let operand, let part else { continue }
                gradients[operand] = gradients[operand].map { $0.adding(part) } ?? part
            }
            if !kept.contains(index) { gradients[index] = nil }
        }
        return sources.map { source in
            source.node.flatMap { gradients[$0.index] } ?? .zeros(source.shape)
        }
    }
}

/// A place on a tape.
///
/// Unowned: the tape's pullbacks hold tensors that hold nodes, and a step's memory would never be
/// given back if those owned the tape in turn. Whoever differentiates keeps the tape.
struct Node: Sendable {
    unowned let tape: Tape
    let index: Int
}

extension Tensor {
    /// Records `self` as the result of an operation on `operands`, if any of them is recorded.
    ///
    /// - Precondition: all that are recorded are so on one tape; a place on another would be taken
    ///   for one on this.
    func recorded(_ operands: Tensor..., pullback: @escaping Tape.Pullback) -> Tensor {
        recorded(operands, pullback: pullback)
    }

    func recorded(_ operands: [Tensor], pullback: @escaping Tape.Pullback) -> Tensor {
        guard let tape = operands.lazy.compactMap(\.node).first?.tape else { return self }
        for (k, operand) in operands.enumerated() {
            precondition(
                operand.node.map { $0.tape === tape } ?? true,
                "operand \(k), of shape \(operand.shape), was recorded on another tape")
        }
        return tape.append(self, operands: operands.map { $0.node?.index }, pullback: pullback)
    }

    /// Elementwise sum off the tape.
    func adding(_ other: Tensor) -> Tensor {
        precondition(shape == other.shape, "\(shape) + \(other.shape)")
        return Tensor(zip(scalars, other.scalars).map(+), shape: shape)
    }
}
