import Foundation

/// Where the benchmark finds the program, the peers, and the files that all of them read.
struct Workplace {
    /// The checkout, in which the benchmark runs.
    let program = ".build/release/kimberlite"
    let contender = "Benchmarks/.build/release/Contender"
    let python = "Benchmarks/.venv/bin/python"
    let shared = "Benchmarks/.data/shared"
    /// For this run alone.
    let temporary: String

    init() throws {
        temporary = "Benchmarks/.data/run-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: temporary) }

    func log(of contender: String) -> String {
        let name = contender.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return "Benchmarks/.data/\(String(name)).log"
    }

    /// How all processes are run, so that each is at its best on a machine that is shared.
    static func setEnvironment(threads: Int) {
        let environment = [
            // PyTorch's threads must not spin while others are measured.
            "OMP_WAIT_POLICY": "PASSIVE",
            "OMP_NUM_THREADS": "\(threads)",
            // Large buffers stay on the heap, as Kimberlite keeps its own (MemoryPolicy).
            "MALLOC_MMAP_THRESHOLD_": "4294967296",
            "MALLOC_TRIM_THRESHOLD_": "4294967296",
            "TORCHINDUCTOR_CACHE_DIR": FileManager.default.currentDirectoryPath
                + "/Benchmarks/.data/inductor",
            "PYTHONWARNINGS": "ignore",
        ]
        for (name, value) in environment { setenv(name, value, 1) }
    }

    /// The crystals of the data folder, or made-up ones of the same sizes.
    func source() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["KIMBERLITE_SHARED_DATA"] ?? "../shared/data"
        let real = folder + "/mp36k_eform_gap.jsonl.gz"
        if FileManager.default.fileExists(atPath: real) { return real }
        let path = temporary + "/crystals.jsonl"
        try SyntheticCrystals.write(20_000, sizes: 1...20, to: path)
        return path
    }

    /// Whether there are pairs of crystals to match: they are made of real crystals only.
    var hasPairs: Bool { FileManager.default.fileExists(atPath: shared + "/pairs/b.jsonl") }

    /// Makes the shared files; what takes long is kept while the crystals are the same.
    ///
    /// - Returns: what the structures are, in words.
    func prepare(count: Int, withPeers: Bool) throws -> String {
        print("preparing \(shared)", to: &Terminal.standardError)
        let source = try source()
        let what = try Shell.output([
            contender, "prepare", "--source", source, "--folder", shared, "--count", "\(count)",
        ])
        if withPeers { _ = try Shell.output([python, "Benchmarks/Peers/prepare.py", shared]) }
        if withPeers, !hasPairs, !source.hasPrefix(temporary) {
            let data = URL(filePath: source).deletingLastPathComponent().path
            _ = try Shell.output([
                python, "Tests/Fixtures/make-structure-pairs.py", data, "--crystals",
                shared + "/pairs",
            ])
        }
        let name = URL(filePath: source).lastPathComponent
        return "\(what), of \(source.hasPrefix(temporary) ? "made-up crystals" : name)"
    }
}
