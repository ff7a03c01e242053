internal import CKernels
internal import COpenBLAS
internal import Foundation

/// The one place where tensors meet raw memory: OpenBLAS products and the C loops.
enum Kernels {
    typealias Elementwise =
        @convention(c) (
            UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int
        ) -> Void

    /// The loops for the widest instruction set of this processor: a table of constants.
    nonisolated(unsafe) static let best: KBKernels = kb_best_kernels().pointee

    static func sigmoid(_ x: Tensor) -> Tensor { map(x, best.sigmoid) }
    static func softplus(_ x: Tensor) -> Tensor { map(x, best.softplus) }
    static func tanh(_ x: Tensor) -> Tensor { map(x, best.tanh) }

    static func exponential(_ x: Float) -> Float { expf(x) }
    static func exponential(_ x: Double) -> Double { exp(x) }
    static func logarithm(_ x: Float) -> Float { logf(x) }

    static func map(_ x: Tensor, _ function: Elementwise?) -> Tensor {
        let values = [Float](unsafeUninitializedCapacity: x.count) { buffer, initialized in
            x.scalars.withUnsafeBufferPointer {
                function?($0.baseAddress, buffer.baseAddress, x.count)
            }
            initialized = x.count
        }
        return Tensor(values, shape: x.shape)
    }

    /// The gradient of x σ(x).
    static func siluGradient(_ x: Tensor, _ gradient: Tensor) -> Tensor {
        let values = [Float](unsafeUninitializedCapacity: x.count) { buffer, initialized in
            x.scalars.withUnsafeBufferPointer { x in
                gradient.scalars.withUnsafeBufferPointer { dy in
                    best.silu_gradient(x.baseAddress, dy.baseAddress, buffer.baseAddress, x.count)
                }
            }
            initialized = x.count
        }
        return Tensor(values, shape: x.shape)
    }

    /// Rows of a product that one thread takes at a time, and a quarter of those that one sum over rows
    /// takes; fixed, so that no bit depends on the number of threads.
    static let block = 512

    /// OpenBLAS on one thread: its own threads would make the result depend on their number.
    private static let singleThreaded: Void = openblas_set_num_threads(1)

    static func useOneThreadOfBLAS() { _ = singleThreaded }

    /// aᵀ · b for a [inner, rows] and b [inner, columns].
    static func productTransposingLeft(_ a: Tensor, _ b: Tensor) -> Tensor {
        _ = singleThreaded
        let (inner, rows, columns) = (a.rows, a.columns, b.columns)
        precondition(b.rows == inner, "product of \(a.shape) transposed and \(b.shape)")
        let pieces = (inner + 4 * block - 1) / (4 * block)
        var parts = [Float](repeating: 0, count: max(1, pieces) * rows * columns)
        withPointers(a, b, &parts) { x, y, z in
            Workers.forEach(pieces) { piece in
                let first = piece * 4 * block
                cblas_sgemm(
                    CblasRowMajor, CblasTrans, CblasNoTrans, Int32(rows), Int32(columns),
                    Int32(min(4 * block, inner - first)), 1, x.at(first * rows), Int32(rows),
                    y.at(first * columns), Int32(columns), 0,
                    z.at(piece * rows * columns), Int32(columns))
            }
        }
        return Tensor(addingPieces(parts, size: rows * columns), shape: [rows, columns])
    }

    /// Sum over consecutive pieces of `size` elements, in order.
    static func addingPieces(_ parts: [Float], size: Int) -> [Float] {
        parts.withUnsafeBufferPointer {
            addingPieces(Memory($0), pieces: parts.count / size, size: size)
        }
    }

    /// The same of aligned memory.
    static func addingPieces(_ parts: AlignedMemory, size: Int) -> [Float] {
        addingPieces(Memory(parts), pieces: parts.count / size, size: size)
    }

    /// Elements that one thread adds at a time.
    private static let sumsAtOnce = 4096

    private static func addingPieces(_ parts: Memory, pieces: Int, size: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: size) { sum, count in
            let sums = Memory(UnsafeMutableBufferPointer(rebasing: sum[..<size]))
            Workers.forEach((size + sumsAtOnce - 1) / sumsAtOnce) { part in
                let first = part * sumsAtOnce
                best.sum_parts(
                    parts.at(first), pieces, size, min(sumsAtOnce, size - first), sums.at(first))
            }
            count = size
        }
    }

    static func withPointers(
        _ a: Tensor, _ b: Tensor, _ c: inout [Float],
        _ body: (Memory, Memory, Memory) -> Void
    ) {
        a.scalars.withUnsafeBufferPointer { x in
            b.scalars.withUnsafeBufferPointer { y in
                c.withUnsafeMutableBufferPointer { z in
                    body(Memory(x), Memory(y), Memory(z))
                }
            }
        }
    }
}

/// A pointer that threads may share because each writes only its own part.
struct Memory: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Float>?

    init(_ buffer: UnsafeBufferPointer<Float>) {
        base = UnsafeMutablePointer(mutating: buffer.baseAddress)
    }

    init(_ buffer: UnsafeMutableBufferPointer<Float>) { base = buffer.baseAddress }

    init(_ memory: AlignedMemory) { base = memory.at(0) }

    func at(_ offset: Int) -> UnsafeMutablePointer<Float>? { base.map { $0 + offset } }
}
