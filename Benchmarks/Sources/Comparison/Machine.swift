import Foundation

/// Where and with what the figures were made.
struct Machine {
    let workplace: Workplace
    let options: RunOptions

    var text: String {
        var lines = [
            "- processor: \(processor), \(ProcessInfo.processInfo.activeProcessorCount) cores",
            "- memory: \(ProcessInfo.processInfo.physicalMemory / 1_000_000_000) GB",
            "- system: \(ProcessInfo.processInfo.operatingSystemVersionString)",
            "- Kimberlite: commit \(commit), \(swift)",
        ]
        if let python { lines.append("- peers: \(python), \(packages)") }
        if let date = options.date { lines.append("- date: \(date)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var processor: String {
        #if os(Linux)
            let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
            func value(_ name: String) -> String? {
                text.split(separator: "\n").first { $0.hasPrefix(name) }
                    .flatMap { $0.split(separator: ":").last }
                    .map { $0.trimmingCharacters(in: .whitespaces) }
            }
            let sets = ["avx512f", "avx2"].first { value("flags")?.contains($0) == true }
            return [value("model name"), value("model\t").map { "model \($0)" }, sets]
                .compactMap { $0 }.joined(separator: ", ")
        #else
            return (try? Shell.output(["sysctl", "-n", "machdep.cpu.brand_string"])) ?? "unknown"
        #endif
    }

    private var commit: String {
        (try? Shell.output(["git", "describe", "--always", "--dirty"])) ?? "unknown"
    }

    private var swift: String {
        let lines = (try? Shell.output(["swift", "--version"])) ?? ""
        let version = lines.split(separator: "\n").first { $0.contains("Swift version") }
        return version.map(String.init) ?? "Swift"
    }

    private var python: String? {
        options.withPeers ? try? Shell.output([workplace.python, "--version"]) : nil
    }

    private var packages: String {
        let file = "Benchmarks/Peers/requirements.txt"
        let lines = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return lines.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.replacingOccurrences(of: "==", with: " ") }.joined(separator: ", ")
    }
}
