import CKernels

/// The C loops of one instruction set, with Swift arrays for their pointers; matrices row by row.
struct KernelVariant: CustomStringConvertible, Sendable {
    let table: @Sendable () -> KBKernels
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

    static func apply(_ loop: Elementwise?, _ x: [Float]) -> [Float] {
        // Not zero, so that what is not written shows.
        var y = [Float](repeating: 777, count: x.count)
        loop?(x, &y, x.count)
        return y
    }

    func gaussians(
        _ distances: [Float], step: Float, centers: Int
    ) -> (first: [Int32], terms: [Float]) {
        var first = [Int32](repeating: -7, count: distances.count)
        var terms = [Float](repeating: 777, count: distances.count * Int(KBGaussianTerms))
        table().gaussian_terms(
            distances, distances.count, step, Int32(centers), &first, &terms)
        return (first, terms)
    }

    func cubics(
        _ distances: [Float], spacing: Double, nodes: Int
    ) -> (first: [Int32], terms: [Float]) {
        var first = [Int32](repeating: -7, count: distances.count)
        var terms = [Float](repeating: 777, count: distances.count * Int(KBCubicTerms))
        table().cubic_terms(
            distances, distances.count, spacing, Int32(nodes), &first, &terms)
        return (first, terms)
    }

    func sum(_ parts: [Float], size: Int) -> [Float] {
        var sum = [Float](repeating: 777, count: size)
        table().sum_parts(parts, parts.count / size, size, size, &sum)
        return sum
    }
}
