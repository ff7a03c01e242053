/// A row-major array of Float with a shape, and its place on a ``Tape`` if one is recording.
///
/// A value: copying is cheap (storage is shared until written), and nothing changes behind one's back.
public struct Tensor: Sendable {
    /// Extent of every axis, outermost first; `[]` is a scalar.
    public let shape: [Int]
    /// The elements, last axis fastest.
    public private(set) var scalars: [Float]
    /// Where the tape recorded it; nil for a constant.
    let node: Node?

    /// - Precondition: as many scalars as the shape holds.
    public init(_ scalars: [Float], shape: [Int]) {
        self.init(scalars, shape: shape, node: nil)
    }

    init(_ scalars: [Float], shape: [Int], node: Node?) {
        precondition(
            scalars.count == shape.reduce(1, *),
            "\(scalars.count) scalars do not fill the shape \(shape)")
        (self.scalars, self.shape, self.node) = (scalars, shape, node)
    }

    /// A scalar.
    public init(_ value: Float) { self.init([value], shape: []) }

    /// A vector.
    public init(_ values: [Float]) { self.init(values, shape: [values.count]) }

    public static func zeros(_ shape: [Int]) -> Tensor { filled(0, shape) }
    public static func ones(_ shape: [Int]) -> Tensor { filled(1, shape) }

    public static func filled(_ value: Float, _ shape: [Int]) -> Tensor {
        Tensor([Float](repeating: value, count: shape.reduce(1, *)), shape: shape)
    }

    public var count: Int { scalars.count }

    /// Extent of the first axis.
    public var rows: Int { shape.first ?? 1 }

    /// Elements in one row: the product of all axes but the first.
    public var columns: Int { shape.dropFirst().reduce(1, *) }

    /// The value of a tensor with one element.
    public var item: Float {
        precondition(count == 1, "item of a tensor of shape \(shape)")
        return scalars[0]
    }

    /// The same values off the tape.
    public var detached: Tensor { Tensor(scalars, shape: shape) }

    /// Changes elements in place, off the tape.
    public mutating func update(_ body: (inout [Float]) -> Void) {
        var values = scalars
        scalars = []
        body(&values)
        self = Tensor(values, shape: shape)
    }
}

extension Tensor: CustomStringConvertible {
    public var description: String {
        let shown = scalars.prefix(8).map { "\($0)" }.joined(separator: ", ")
        return "Tensor\(shape)(\(shown)\(count > 8 ? ", …" : ""))"
    }
}
