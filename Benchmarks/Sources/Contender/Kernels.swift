import CKernels
import Crystals
import Foundation

/// One kernel on one thread, over operands that stay in the caches as they do in use.
struct KernelMeasurement {
    var name: String
    /// What it is counted by: "edge", "atom", "number".
    var unit: String
    /// Units of one call.
    var count: Int
    /// Floating-point operations for a unit, as its source has them; a multiply-add is two.
    var operations: Double
    /// Bytes of operands for a unit, read or written.
    var bytes: Double

    /// The best of several times, s a call.
    func seconds(_ body: () -> Void) -> Double {
        var best = Double.infinity
        var calls = 1
        for _ in 0..<7 {
            let start = ContinuousClock.now
            for _ in 0..<calls { body() }
            let took = (ContinuousClock.now - start) / .seconds(1)
            best = min(best, took / Double(calls))
            calls = max(1, Int(0.05 / best))
        }
        return best
    }

    func printed(_ body: () -> Void) throws {
        let seconds = seconds(body)
        try printLine([
            "kernel": name, "unit": unit, "nanoseconds": 1e9 * seconds / Double(count),
            "gigaflops": operations * Double(count) / seconds / 1e9,
            "gigabytes": bytes * Double(count) / seconds / 1e9,
        ])
    }
}

/// Prints what each kernel reaches, for the roofline.
func printKernels(_ options: Options) throws {
    let piece = PieceOfBatch(crystals(options).map(\.crystal))
    try piece.measureProducts()
    try piece.measureInference()
    try piece.measureTraining()
    try measureElementary()
}

/// Elementary functions on 16 KB.
private func measureElementary() throws {
    let count = 4096
    let (x, y) = (floats(count), floats(count))
    let kernels = kb_best_kernels().pointee
    let functions = [
        ("exp", kernels.exp, 20.0), ("sigmoid", kernels.sigmoid, 26.0),
        ("softplus", kernels.softplus, 40.0),
    ]
    for (name, function, operations) in functions {
        let kernel = KernelMeasurement(
            name: name, unit: "number", count: count, operations: operations, bytes: 8)
        try kernel.printed { function?(x, y, count) }
    }
}

/// Floats at the start of a cache line, in −1…1; kept until the program ends.
func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * max(1, count), alignment: 64)
        .bindMemory(to: Float.self, capacity: count)
    var generator = SplitMix64(seed: 1)
    for k in 0..<count { memory[k] = Float.random(in: -1...1, using: &generator) }
    return memory
}

func integers(_ values: [Int32]) -> UnsafeMutablePointer<Int32> {
    let memory = UnsafeMutablePointer<Int32>.allocate(capacity: values.count)
    for (k, value) in values.enumerated() { memory[k] = value }
    return memory
}
