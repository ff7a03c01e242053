internal import CKernels
internal import COpenBLAS

/// What the BLAS library thinks of this processor.
public enum BLAS {
    /// The kernels OpenBLAS has chosen: "Haswell", "SkylakeX", "Prescott" (its fallback), …
    public static var coreName: String { String(cString: openblas_get_corename()) }

    /// The OpenBLAS kernels that this processor can run, by its instruction set; nil if it has
    /// nothing beyond the fallback.
    public static var coreNameForProcessor: String? {
        switch String(cString: Kernels.best.instruction_set) {
        case "AVX-512": "SKYLAKEX"
        case "AVX2": "HASWELL"
        default: nil
        }
    }
}
