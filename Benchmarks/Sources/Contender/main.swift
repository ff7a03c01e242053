import Foundation
import Tensors

/// Kimberlite's own parts as a contender; Peers/measuring.py says how it talks to the runner.
///
///     Contender WORK --folder SHARED --count N --threads N
///     Contender prepare --source CRYSTALS --folder SHARED --count N
do {
    MatrixKernels.chooseForProcessor()
    let options = try Options(CommandLine.arguments)
    Workers.processCount = options.threads
    MemoryPolicy.reuseLargeBuffers()
    switch options.work {
    case "prepare": try Preparation(options).write()
    case "inference": try serveInference(options)
    case "training": try serveTraining(options)
    case "images": try serveImages(options)
    case "graphs": try serveGraphs(options, rule: .published)
    case "graphs-shared-ties": try serveGraphs(options, rule: .standard)
    case "pairs": try servePairs(options)
    case "cif-p1": try serveCIF(options, from: "p1")
    case "cif-symmetric": try serveCIF(options, from: "symmetric")
    case "matching": try serveMatching(options)
    case "kernels": try printKernels(options)
    default: throw Failure("there is no work \(options.work)")
    }
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
