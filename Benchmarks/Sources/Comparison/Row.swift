/// One kind of work, done by several contenders on the same structures.
struct Row {
    var title: String
    var contenders: [Contender]
    var demands: [Demand] = []

    /// How many times faster Kimberlite has to be than another contender.
    struct Demand {
        var contender: String
        var ratio: Double

        /// "100", "3.5"
        var words: String { ratio == ratio.rounded() ? "\(Int(ratio))" : "\(ratio)" }
    }
}

/// A row with its measurements, round by round.
struct MeasuredRow {
    var row: Row
    /// [contender][round]
    var measurements: [[Measurement]]

    func rates(_ contender: Int) -> Spread { Spread(measurements[contender].map(\.rate)) }

    /// Of Kimberlite's first way to the contender, round by round.
    func ratios(to contender: Int) -> Spread {
        Spread(zip(measurements[0], measurements[contender]).map { $0.rate / $1.rate })
    }
}

extension Row {
    /// Measures all contenders once a round, in an order that moves on by one each round.
    func measured(rounds: Int, in workplace: Workplace) throws -> MeasuredRow {
        print("\(title):", terminator: "", to: &Terminal.standardError)
        let running = try contenders.map { try $0.start(in: workplace) }
        defer { running.forEach { $0.stop() } }
        var measurements = [[Measurement]](repeating: [], count: contenders.count)
        for round in 0..<rounds {
            for place in contenders.indices {
                let contender = (place + round) % contenders.count
                measurements[contender].append(try running[contender].measure())
            }
            print(" \(round + 1)", terminator: "", to: &Terminal.standardError)
        }
        let measured = MeasuredRow(row: self, measurements: measurements)
        let medians = contenders.indices.map {
            "\(contenders[$0].name) \(figures(measured.rates($0).median))"
        }
        print("\n    " + medians.joined(separator: " · "), to: &Terminal.standardError)
        return measured
    }
}
