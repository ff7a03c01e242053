/// All parts of a run, in the order of the document.
struct Comparison {
    let workplace: Workplace
    let options: RunOptions
    /// The structures of the rows, in words.
    let sample: String

    func report() throws -> Report {
        var report = Report()
        let machine = Machine(workplace: workplace, options: options)
        report.add("Machine", machine.text + "- structures: \(sample)\n")
        if options.runs(.rows) { try addRows(to: &report) }
        if options.runs(.discover) {
            let job = MainJob(workplace: workplace, options: options)
            report.add("The main job, with the models that ship", try job.table().text)
        }
        let scaling = Scaling(workplace: workplace, options: options)
        if options.runs(.crystals) {
            report.add("Against the number of crystals", try scaling.crystals().text)
        }
        if options.runs(.atoms) {
            report.add("Against the size of the cell", try scaling.atoms().text)
        }
        if options.runs(.threads) { report.add("Against threads", try scaling.threads().text) }
        if options.runs(.roofline) {
            let roofline = Roofline(workplace: workplace, options: options)
            report.add("Roofline", try roofline.text())
        }
        return report
    }

    private func addRows(to report: inout Report) throws {
        let rows = Rows(workplace: workplace, options: options).all
        let measured = try rows.map { try $0.measured(rounds: options.rounds, in: workplace) }
        let table = Table(header: MeasuredRow.header, rows: measured.flatMap(\.lines))
        report.add("Kimberlite and its peers", table.text + "\n" + remarks(measured))
    }

    /// What the rows say besides their times.
    private func remarks(_ rows: [MeasuredRow]) -> String {
        var lines: [String] = []
        for row in rows {
            if let losses = LossComparison(row) { lines.append(losses.line) }
            lines += row.differences + row.memory + row.pairRates
        }
        return lines.map { "- \($0)\n" }.joined()
    }
}

extension MeasuredRow {
    private func facts<Value>(_ fact: (Measurement) -> Value?) -> [(name: String, value: Value)] {
        zip(row.contenders, measurements).compactMap { contender, measurements in
            measurements.first.flatMap(fact).map { (contender.name, $0) }
        }
    }

    /// How far the outputs are from those of the published network in PyTorch.
    fileprivate var differences: [String] {
        let found = facts(\.difference)
        guard !found.isEmpty else { return [] }
        let batches = facts(\.batch).map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        let texts = found.map { "\($0.name) \(figures($0.value))" }.joined(separator: ", ")
        let outputs = "Largest difference of an output from the published network's: \(texts)."
        if batches.isEmpty { return [outputs] }
        return [outputs, "Structures at once, the fastest of five sizes: \(batches)."]
    }

    fileprivate var memory: [String] {
        let found = facts(\.bytesPerStructure)
        guard !found.isEmpty else { return [] }
        let texts = found.map { "\($0.name) \(figures($0.value / 1000)) KB" }
        return ["\(row.title), a structure in memory: \(texts.joined(separator: ", "))."]
    }

    fileprivate var pairRates: [String] {
        let found = zip(row.contenders, measurements).compactMap { contender, measurements in
            measurements[0].pairs.map { pairs in
                let rates = Spread(measurements.map { Double(pairs) / $0.seconds / 1e6 })
                return "\(contender.name) \(figures(rates.median))"
            }
        }
        if found.isEmpty { return [] }
        return ["\(row.title), million pairs/s: \(found.joined(separator: ", "))."]
    }
}
