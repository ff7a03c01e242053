import Foundation

/// Does `work` once to warm up, then once for every line of standard input, and prints what each
/// took as one line of JSON.
///
/// - Parameters:
///   - facts: said with every result.
///   - work: returns further facts on what it did.
func serve(_ facts: [String: Any], _ work: () throws -> [String: Any]) throws {
    _ = try work()
    try printLine(facts.merging(["ready": true]) { $1 })
    while readLine() != nil {
        let start = ContinuousClock.now
        let more = try work()
        let took: [String: Any] = [
            "seconds": (ContinuousClock.now - start) / .seconds(1),
            "peakMegabytes": peakMegabytes(),
        ]
        try printLine(took.merging(facts) { $1 }.merging(more) { $1 })
    }
}

func printLine(_ values: [String: Any]) throws {
    let data = try JSONSerialization.data(withJSONObject: values, options: [.sortedKeys])
    FileHandle.standardOutput.write(data + Data("\n".utf8))
}

/// Largest resident set of this process, MB (10⁶ bytes).
private func peakMegabytes() -> Double {
    var usage = rusage()
    #if os(Linux)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let unit = 1024.0
    #else
        getrusage(RUSAGE_SELF, &usage)
        let unit = 1.0
    #endif
    return Double(usage.ru_maxrss) * unit / 1e6
}
