import Foundation

/// Kimberlite and its peers on the same structures in one run; Benchmarks/run.sh starts it.
signal(SIGPIPE, SIG_IGN)
do {
    let options = try RunOptions(CommandLine.arguments)
    Workplace.setEnvironment(threads: options.threads)
    let workplace = try Workplace()
    defer { workplace.remove() }
    let sample = try workplace.prepare(count: Rows.sampleSize, withPeers: options.withPeers)
    let comparison = Comparison(workplace: workplace, options: options, sample: sample)
    let report = try comparison.report()
    if !options.isQuick, options.parts.isEmpty, options.withPeers { try report.write() }
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
