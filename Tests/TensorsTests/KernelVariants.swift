import CKernels
import Crystals

/// The C loops of one instruction set, with Swift arrays for their pointers.
struct KernelVariant: CustomStringConvertible, Sendable {
    private let table: @Sendable () -> KBKernels
    let description: String

    /// Every set that this machine can run, widest first.
    static let all: [KernelVariant] = (0..<3).compactMap { index in
        kb_kernels_at(Int32(index)).map { pointer in
            let name = String(cString: pointer.pointee.instruction_set)
            return KernelVariant(
                table: { kb_kernels_at(Int32(index)).pointee }, description: name)
        }
    }

    typealias Elementwise =
        @convention(c) (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void

    var elementwise: [(name: String, loop: Elementwise?, reference: (Double) -> Double)] {
        [
            ("exp", table().exp, KernelReference.exponential),
            ("sigmoid", table().sigmoid, KernelReference.sigmoid),
            ("softplus", table().softplus, KernelReference.softplus),
            ("tanh", table().tanh, { 2 * KernelReference.sigmoid(2 * $0) - 1 }),
        ]
    }

    static func apply(_ loop: Elementwise?, _ x: [Float]) -> [Float] {
        // Not zero, so that what is not written shows.
        var y = [Float](repeating: 777, count: x.count)
        loop?(x, &y, x.count)
        return y
    }

    /// a [rows, inner] · b [inner, columns].
    func product(_ a: [Float], _ b: [Float], inner: Int, columns: Int) -> [Float] {
        let rows = a.count / inner
        var c = [Float](repeating: 777, count: rows * columns)
        table().row_product(a, b, &c, rows, inner, columns)
        return c
    }

    func gaussians(
        _ distances: [Float], step: Float, centers: Int
    ) -> (first: [Int32], terms: [Float]) {
        var first = [Int32](repeating: -7, count: distances.count)
        var terms = [Float](repeating: 777, count: distances.count * Int(KBBasisTerms))
        table().gaussian_terms(
            distances, distances.count, step, Int32(centers), &first, &terms)
        return (first, terms)
    }

    func preactivations(_ x: KernelReference.Operands) -> [[Float]] {
        var z = [Float](repeating: 777, count: x.edges * x.row)
        var sum = [Float](repeating: 0, count: x.row)
        var squares = sum
        withGraph(x) { graph in
            table().edge_preactivations(
                graph, 0, x.atoms, x.width, x.a, x.b, x.w, &z, &sum, &squares)
        }
        return [z, sum, squares]
    }

    func messages(_ x: KernelReference.Operands, _ z: [Float]) -> [Float] {
        var m = [Float](repeating: 777, count: x.atoms * x.width)
        withGraph(x) { graph in
            table().gated_messages(graph, 0, x.atoms, x.width, z, x.scale, x.shift, &m)
        }
        return m
    }

    func convolved(_ x: KernelReference.Operands) -> [Float] {
        var m = [Float](repeating: 777, count: x.atoms * x.width)
        withGraph(x) { graph in
            table().convolve(graph, 0, x.atoms, x.width, x.a, x.b, x.w, &m)
        }
        return m
    }

    func messagesGradient(_ x: KernelReference.Operands, _ z: [Float]) -> [[Float]] {
        var dy = [Float](repeating: 777, count: x.edges * x.row)
        var sum = [Float](repeating: 0, count: x.row)
        var products = sum
        withGraph(x) { graph in
            table().gated_messages_gradient(
                graph, 0, x.atoms, x.width, z, x.scale, x.shift, x.mean, x.inverse, x.gradient,
                &dy, &sum, &products)
        }
        return [dy, sum, products]
    }

    func preactivationsGradient(
        _ x: KernelReference.Operands, _ z: [Float], _ dy: [Float]
    ) -> [[Float]] {
        var da = [Float](repeating: 0, count: x.atoms * x.row)
        var db = da
        var dw = [Float](repeating: 0, count: x.centers * x.row)
        withGraph(x) { graph in
            table().edge_preactivations_gradient(
                graph, 0, x.atoms, x.width, z, x.scale, x.mean, x.inverse, dy, x.mean, x.inverse,
                &da, &db, &dw)
        }
        return [da, db, dw]
    }

    private func withGraph(_ x: KernelReference.Operands, _ body: (KBGraph) -> Void) {
        x.offsets.withUnsafeBufferPointer { offsets in
            x.neighbors.withUnsafeBufferPointer { neighbors in
                x.weights.withUnsafeBufferPointer { weights in
                    x.first.withUnsafeBufferPointer { first in
                        x.terms.withUnsafeBufferPointer { terms in
                            body(
                                KBGraph(
                                    offsets: offsets.baseAddress,
                                    neighbors: neighbors.baseAddress,
                                    weights: weights.baseAddress, basis_first: first.baseAddress,
                                    basis: terms.baseAddress))
                        }
                    }
                }
            }
        }
    }
}
