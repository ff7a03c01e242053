internal import Crystals
internal import Tensors

/// A kernel regression as tensors of a model file: the compositions it learned from, and their weights.
extension KernelRegression {
    private enum Name {
        static let elements = "kernel.elements"
        static let fractions = "kernel.fractions"
        static let ends = "kernel.ends"
        static let deviations = "kernel.deviations"
        static let weights = "kernel.weights"
    }

    var namedTensors: [(name: String, tensor: Tensor)] {
        var (end, ends) = (0, [Float]())
        for composition in compositions {
            end += composition.elements.count
            ends.append(Float(end))
        }
        return [
            (Name.elements, Tensor(compositions.flatMap { $0.elements.map(Float.init) })),
            (Name.fractions, Tensor(compositions.flatMap(\.fractions))),
            (Name.ends, Tensor(ends)),
            (Name.deviations, Tensor(space.deviations)),
            (Name.weights, weights),
        ]
    }

    /// - Throws: ``CheckpointError`` where the tensors are not there or do not fit each other.
    init(
        from file: SafeTensors, settings: KernelSettings, normalizers: [Normalizer],
        shares: [Double]
    ) throws {
        let targets = normalizers.count
        let ends = try Self.tensor(Name.ends, in: file)
        let count = ends.count
        guard ends.scalars.allSatisfy({ (0..<Self.mostComponents).contains($0) }) else {
            throw CheckpointError.unreadableCard("compositions that end nowhere")
        }
        let last = ends.scalars.last ?? 0
        let elements = try Self.tensor(Name.elements, in: file, shape: [Int(last)])
        let fractions = try Self.tensor(Name.fractions, in: file, shape: [Int(last)])
        let deviations = try Self.tensor(
            Name.deviations, in: file, shape: [CompositionStatistics.count])
        let weights = try Self.tensor(Name.weights, in: file, shape: [count, targets])
        guard elements.scalars.allSatisfy({ (0..<Float(Element.all.count)).contains($0) }),
            fractions.scalars.allSatisfy({ $0 > 0 }), shares.count == targets
        else { throw CheckpointError.unreadableCard("a kernel regression of no compositions") }
        var (compositions, start) = ([StoredComposition](), 0)
        for end in ends.scalars.map({ Int($0) }) {
            guard end > start, end <= elements.count else {
                throw CheckpointError.unreadableCard("compositions of no elements")
            }
            compositions.append(
                StoredComposition(
                    elements: elements.scalars[start..<end].map { Int32($0) },
                    fractions: Array(fractions.scalars[start..<end])))
            start = end
        }
        self.init(
            CompositionPoints(settings, deviations: deviations.scalars), compositions,
            weights: weights, normalizers: normalizers, shares: shares)
    }

    /// Whole numbers up to it are exact in a file of Float.
    private static let mostComponents: Float = 16_777_216

    private static func tensor(
        _ name: String, in file: SafeTensors, shape: [Int]? = nil
    ) throws -> Tensor {
        guard let tensor = file[name] else { throw CheckpointError.missing(name) }
        if let shape, tensor.shape != shape {
            throw CheckpointError.shape(name, expected: shape, found: tensor.shape)
        }
        guard tensor.scalars.allSatisfy(\.isFinite) else { throw CheckpointError.notFinite(name) }
        return tensor
    }
}
