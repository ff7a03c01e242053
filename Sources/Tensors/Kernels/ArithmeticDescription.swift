internal import CKernels
internal import COpenBLAS

/// What computes the tensors of this process: on two processors for which it differs, results differ
/// in their last bits.
public enum Arithmetic {
    /// "AVX-512 loops, OpenBLAS 0.3.21 SkylakeX products".
    public static var description: String {
        let loops = String(cString: Kernels.best.instruction_set)
        return "\(loops) loops, \(libraryName) \(BLAS.coreName) products"
    }

    /// Name and version: the first two words of what the library says of itself.
    private static var libraryName: String {
        let words = String(cString: openblas_get_config()).split(separator: " ")
        return words.prefix(2).joined(separator: " ")
    }
}
