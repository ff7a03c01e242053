import Foundation

/// What a prediction costs as there are more crystals, larger cells, and more threads.
struct Scaling {
    let workplace: Workplace
    let options: RunOptions

    /// Against the number of crystals of 10.5 atoms on average.
    func crystals() throws -> Table {
        var table = Table(header: ["crystals", "s", "µs a crystal", "peak MB"])
        let counts = [1000, 3000, 10_000, 30_000, 100_000, 200_000]
        for count in counts.prefix(options.isQuick ? 3 : counts.count) {
            let runs = try predictions(count, sizes: 1...20)
            let seconds = Spread(runs.map(\.seconds))
            table.rows.append([
                grouped(count), seconds.text, figures(1e6 * seconds.median / Double(count)),
                peak(runs),
            ])
        }
        return table
    }

    /// Against the number of atoms of a cell, over as many atoms.
    func atoms() throws -> Table {
        var table = Table(header: ["atoms a cell", "crystals", "s", "µs an atom", "peak MB"])
        let total = options.isQuick ? 20_000 : 200_000
        for size in [1, 2, 5, 10, 20, 50, 100, 200, 500] {
            let runs = try predictions(total / size, sizes: size...size)
            let seconds = Spread(runs.map(\.seconds))
            table.rows.append([
                grouped(size), grouped(total / size), seconds.text,
                figures(1e6 * seconds.median / Double(total)), peak(runs),
            ])
        }
        return table
    }

    /// K and G of made-up crystals in one file of JSON lines, with a model of the peers' size.
    private func predictions(_ count: Int, sizes: ClosedRange<Int>) throws -> [MeasuredProcess] {
        let path = workplace.temporary + "/scaling.jsonl"
        try SyntheticCrystals.write(count, sizes: sizes, to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        print("predict \(count) of \(sizes) atoms", to: &Terminal.standardError)
        return try (0..<min(3, options.rounds)).map { _ in
            try MeasuredProcess([
                workplace.program, "predict", path, "--model",
                workplace.shared + "/moduli.safetensors", "-o",
                workplace.temporary + "/scaling.csv", "--quiet", "--threads",
                "\(options.threads)",
            ])
        }
    }

    /// One thread against two: Kimberlite's, and those of the fastest peer.
    func threads() throws -> Table {
        let rows = Rows(workplace: workplace, options: options)
        let count = options.isQuick ? 2048 : Rows.sampleSize
        func pair(_ make: (Int) -> Contender) -> [Contender] { [make(2), make(1)] }
        var works = [
            Row(
                title: "CIF files to predictions, Kimberlite",
                contenders: pair { threads in
                    Contender(
                        name: "\(threads)",
                        kind: .program(
                            rows.predict(threads: threads), structures: Rows.sampleSize))
                }),
            Row(
                title: "inference, Kimberlite",
                contenders: pair { rows.own("\($0)", "inference", count, threads: $0) }),
            Row(
                title: "training, Kimberlite",
                contenders: pair { rows.own("\($0)", "training", count, threads: $0) }),
        ]
        if options.withPeers {
            for work in ["inference", "training"] {
                works.append(
                    Row(
                        title: "\(work), torch.compile",
                        contenders: pair {
                            rows.peer(
                                "\($0)", work, count, "contender", "compiled", threads: $0)
                        }))
            }
        }
        var table = Table(header: ["work", "1 thread, 1/s", "2 threads, 1/s", "speed-up"])
        for work in works {
            let measured = try work.measured(rounds: options.rounds, in: workplace)
            table.rows.append([
                work.title, measured.rates(1).text, measured.rates(0).text,
                measured.ratios(to: 1).text,
            ])
        }
        return table
    }
}

func peak(_ runs: [MeasuredProcess]) -> String {
    grouped(Int((runs.map(\.peakMegabytes).max() ?? .nan).rounded()))
}
