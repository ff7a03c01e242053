import Foundation

/// A training that builds its graphs, and the same again with those of the cache.
struct CacheJob {
    let workplace: Workplace
    let options: RunOptions

    private var cache: String { workplace.temporary + "/cache" }

    /// Adds a row for each, and what a structure takes in the cache.
    func add(to table: inout Table) throws {
        let plan = workplace.temporary + "/one-epoch.yaml"
        try "training: {epochs: 1, batchSize: 256}\n".write(
            toFile: plan, atomically: true, encoding: .utf8)
        print("train with an empty cache, and again", to: &Terminal.standardError)
        let count = grouped(Rows.sampleSize)
        try table.add(
            "train one epoch on \(count) crystals, the cache empty", [train(plan, "first")]
        ) { _, _ in "" }
        let bytes = try bytesPerStructure
        try table.add(
            "train again, graphs from the cache (\(figures(bytes / 1000)) KB a structure)",
            [train(plan, "second")]
        ) { _, _ in verdict(bytes <= 1500, "≤ 1.5 KB a structure") }
    }

    private func train(_ plan: String, _ run: String) throws -> MeasuredProcess {
        try MeasuredProcess([
            workplace.program, "train", workplace.shared + "/structures.jsonl", "--target",
            "e_form", "--config", plan, "--cache", cache, "-o",
            workplace.temporary + "/\(run)/e_form.safetensors", "--quiet", "--threads",
            "\(options.threads)",
        ])
    }

    private var bytesPerStructure: Double {
        get throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: cache)
            guard files.count == 1 else { throw Failure("\(cache) holds \(files)") }
            let path = cache + "/" + files[0]
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            return Double(size ?? 0) / Double(Rows.sampleSize)
        }
    }
}
