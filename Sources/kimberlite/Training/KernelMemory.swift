internal import Foundation
internal import Learning

extension EnsembleTraining {
    /// - Throws: Where the memory of this machine does not do for a kernel regression of the training part,
    ///   which would otherwise be found out after all networks are trained.
    func checkMemory(for kernel: KernelSettings?) throws(CommandFailure) {
        guard kernel != nil else { return }
        let memory = Double(ProcessInfo.processInfo.physicalMemory)
        if let objection = KernelRegression.objection(to: split.train.count, memory: memory) {
            throw CommandFailure(objection)
        }
    }
}
