import Foundation

/// The main job against its budgets: `make discover` in ten minutes, prediction in 500 MB.
///
///     Benchmarks/run.sh [crystals]
let program = ".build/release/kimberlite"
let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 100_000
let folder = NSTemporaryDirectory() + "kimberlite-benchmark-\(getpid())"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

func report(_ name: String, _ process: MeasuredProcess, budget: String, isMet: Bool) {
    print(
        String(
            format: "%-28@ %8.1f s %8.1f s CPU %8.0f MB peak   %@: %@", name as NSString,
            process.seconds, process.processorSeconds, process.peakMegabytes, budget as NSString,
            (isMet ? "met" : "MISSED") as NSString))
}

do {
    let inputs = folder + "/crystals.jsonl"
    try SyntheticCrystals.write(count, to: inputs)
    let prediction = try MeasuredProcess([
        program, "predict", inputs, "-o", folder + "/predictions.csv", "--quiet",
    ])
    report(
        "predict, \(count) crystals", prediction, budget: "peak under 500 MB",
        isMet: prediction.peakMegabytes < 500)
    let discovery = try MeasuredProcess([
        program, "discover", "--budget", "\(count)", "-o", folder + "/run", "--quiet",
    ])
    report(
        "discover, \(count) candidates", discovery, budget: "under 600 s",
        isMet: discovery.seconds < 600)
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    try? FileManager.default.removeItem(atPath: folder)
    exit(1)
}
