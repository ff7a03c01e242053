import Foundation
import Learning
import Tensors
import Testing

/// What PyTorch said: `Tests/Fixtures/make-fundamentals-fixture.py`.
enum PyTorchFixture {
    private static let file: Result<SafeTensors, any Error> = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = folder.appending(path: "Fixtures/fundamentals.safetensors")
        return try SafeTensors(decoding: Data(contentsOf: path))
    }

    static func tensor(_ name: String) throws -> Tensor {
        try #require(try file.get()[name], "no \(name) in the fixture")
    }

    static func labels(_ name: String) throws -> [Int] {
        try tensor(name).scalars.map { Int($0) }
    }

    /// Largest |found − stored| over the largest |stored|; infinite for other numbers of elements.
    static func error(_ found: Tensor, _ name: String) throws -> Double {
        let stored = try tensor(name)
        guard stored.count == found.count else { return .infinity }
        let scale = stored.scalars.reduce(0) { max($0, abs($1)) }
        let worst = zip(found.scalars, stored.scalars).reduce(Float(0)) {
            max($0, abs($1.0 - $1.1))
        }
        return worst.isNaN || scale == 0 ? .infinity : Double(worst / scale)
    }

    static func expect(
        _ found: Tensor, equals name: String, within bound: Double = 1e-5,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let error = try error(found, name)
        #expect(error < bound, "\(name): \(error)", sourceLocation: location)
    }

    /// The numbers that the script makes without storing them.
    static func wave(_ shape: [Int], _ k: Int) -> Tensor {
        let count = shape.reduce(1, *)
        return Tensor(
            (0..<count).map { Float(0.2 * sin(0.7 * Double($0) + Double(k))) }, shape: shape)
    }

    /// The result of `function` and its gradients by each of `names` agree with the case.
    static func check(
        _ name: String, _ operands: [String], within bound: Double = 1e-5,
        _ function: ([Tensor]) throws -> Tensor
    ) throws {
        let tape = Tape()
        let watched = try operands.map { tape.watch(try tensor("\(name)/\($0)")) }
        let result = try function(watched)
        try expect(result, equals: "\(name)/result", within: bound)
        let slopes = try tensor("\(name)/d_result").reshaped(result.shape)
        let gradients = tape.gradients(of: (result * slopes).sum(), for: watched)
        for (operand, gradient) in zip(operands, gradients) {
            try expect(gradient, equals: "\(name)/d_\(operand)", within: bound)
        }
    }
}
