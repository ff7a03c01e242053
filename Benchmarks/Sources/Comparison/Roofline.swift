import Foundation

/// What the kernels reach, beside what the machine can do.
struct Roofline {
    let workplace: Workplace
    let options: RunOptions

    /// What matrix products and main memory reach on some threads.
    struct Machine: Decodable {
        var threads: Int
        var gigaflops: Double
        var gigabytes: Double
    }

    struct Kernel: Decodable {
        var kernel: String
        var unit: String
        var nanoseconds: Double
        var gigaflops: Double
        var gigabytes: Double
    }

    func machine() throws -> [Machine] {
        guard options.withPeers else { return [] }
        return try [1, 2].map { threads in
            let script = "Benchmarks/Peers/machine.py"
            let line = try Shell.output([workplace.python, script, "\(threads)"])
            return try JSONDecoder().decode(Machine.self, from: Data(line.utf8))
        }
    }

    func kernels() throws -> [Kernel] {
        let lines = try Shell.output([
            workplace.contender, "kernels", "--folder", workplace.shared, "--count", "256",
            "--threads", "1",
        ])
        return try lines.split(separator: "\n").map {
            try JSONDecoder().decode(Kernel.self, from: Data($0.utf8))
        }
    }

    func text() throws -> String {
        print("roofline", to: &Terminal.standardError)
        let machine = try machine()
        var table = Table(header: ["kernel, 1 thread", "ns", "GFLOP/s", "of GEMM", "GB/s"])
        for kernel in try kernels() {
            let share = machine.first.map { figures(100 * kernel.gigaflops / $0.gigaflops) + " %" }
            table.rows.append([
                kernel.kernel, "\(figures(kernel.nanoseconds)) per \(kernel.unit)",
                figures(kernel.gigaflops), share ?? "", figures(kernel.gigabytes),
            ])
        }
        let limits = machine.map { limit in
            "\(limit.threads == 1 ? "1 thread" : "\(limit.threads) threads") "
                + "\(figures(limit.gigaflops)) GFLOP/s and \(figures(limit.gigabytes)) GB/s"
        }
        let first =
            limits.isEmpty
            ? ""
            : "The machine: products of 2048 × 2048 matrices (MKL) and sums of arrays in main "
                + "memory reach with \(limits.joined(separator: ", with ")).\n\n"
        return first + table.text
    }
}
