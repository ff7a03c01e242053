internal import Foundation
internal import Tensors

/// What a verb that computes does first.
extension CommonOptions {
    /// Sets the number of threads and the process's memory policy.
    func apply() {
        Workers.processCount = threadCount
        MemoryPolicy.reuseLargeBuffers()
    }
}

/// Debian's OpenBLAS 0.3.21 does not know processors newer than itself and then falls back to its
/// SSE3 kernels, a quarter of the speed. It can be told better, but reads the variable only when it
/// is loaded; so the program starts itself once more with it set.
enum MatrixKernels {
    static func chooseForProcessor() {
        #if os(Linux)
            guard getenv(variable) == nil, BLAS.coreName == "Prescott",
                let better = BLAS.coreNameForProcessor
            else { return }
            setenv(variable, better, 1)
            // On success this does not return; on failure the slow kernels do as well.
            var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
            execv("/proc/self/exe", &arguments)
        #endif
    }

    private static let variable = "OPENBLAS_CORETYPE"
}
