import Foundation

/// The main job with the models that ship: screening what a store holds, and the budgets of
/// `make discover` and of a large prediction.
struct MainJob {
    let workplace: Workplace
    let options: RunOptions

    func table() throws -> Table {
        var table = Table(header: ["job", "s", "CPU s", "peak MB", "asked"])
        let unit = options.isQuick ? 5000 : 100_000
        let stores = try [unit, 2 * unit].map { try fill($0, &table) }
        var runs: [[MeasuredProcess]] = [[], []]
        for round in 0..<min(3, options.rounds) {
            print("discover from stores, round \(round + 1)", to: &Terminal.standardError)
            for (size, store) in stores.enumerated() { runs[size].append(try discover(store)) }
        }
        table.add("discover, \(grouped(unit)) in a store", runs[0]) { seconds, peak in
            verdict(seconds <= 30, "≤ 30 s") + "; " + verdict(peak < 600, "< 600 MB")
        }
        let single = Spread(runs[0].map(\.seconds)).median
        table.add("discover, \(grouped(2 * unit)) in a store", runs[1]) { seconds, peak in
            let ratio = seconds / single
            return verdict(ratio <= 2.1, "≤ 2.1 times (\(figures(ratio)))") + "; "
                + verdict(peak < 600, "< 600 MB")
        }
        try addBudgets(unit, &table)
        try CacheJob(workplace: workplace, options: options).add(to: &table)
        return table
    }

    /// A store of made-up crystals.
    private func fill(_ count: Int, _ table: inout Table) throws -> String {
        let crystals = workplace.temporary + "/store.jsonl"
        let store = workplace.temporary + "/\(count).sqlite"
        try SyntheticCrystals.write(count, sizes: 1...20, to: crystals)
        defer { try? FileManager.default.removeItem(atPath: crystals) }
        print("import \(count)", to: &Terminal.standardError)
        let run = try MeasuredProcess([
            workplace.program, "import", crystals, "--store", store, "--quiet", "--threads",
            "\(options.threads)",
        ])
        table.add("import, \(grouped(count)) crystals", [run]) { _, _ in "" }
        return store
    }

    private func discover(_ store: String) throws -> MeasuredProcess {
        try MeasuredProcess([
            workplace.program, "discover", "--store", store, "-o", store + ".run", "--restart",
            "--quiet", "--threads", "\(options.threads)",
        ])
    }

    private func addBudgets(_ count: Int, _ table: inout Table) throws {
        let crystals = workplace.temporary + "/predict.jsonl"
        try SyntheticCrystals.write(count, sizes: 1...20, to: crystals)
        print("predict and make discover, \(count)", to: &Terminal.standardError)
        let prediction = try MeasuredProcess([
            workplace.program, "predict", crystals, "-o", workplace.temporary + "/all.csv",
            "--quiet", "--threads", "\(options.threads)",
        ])
        table.add("predict all properties, \(grouped(count)) crystals", [prediction]) {
            verdict($1 < 500, "< 500 MB")
        }
        let discovery = try MeasuredProcess([
            workplace.program, "discover", "--budget", "\(count)", "-o",
            workplace.temporary + "/made-up", "--quiet", "--threads", "\(options.threads)",
        ])
        table.add("make discover, \(grouped(count)) candidates", [discovery]) { seconds, _ in
            verdict(seconds < 600, "< 600 s")
        }
    }
}

extension Table {
    /// - Parameter asked: from the median of the seconds and the largest peak, MB.
    mutating func add(
        _ job: String, _ runs: [MeasuredProcess], asked: (Double, Double) -> String
    ) {
        let seconds = Spread(runs.map(\.seconds))
        let processor = Spread(runs.map(\.processorSeconds)).median
        let largest = runs.map(\.peakMegabytes).max() ?? .nan
        let text = runs.count == 1 ? figures(seconds.median) : seconds.text
        rows.append([job, text, figures(processor), peak(runs), asked(seconds.median, largest)])
    }
}
