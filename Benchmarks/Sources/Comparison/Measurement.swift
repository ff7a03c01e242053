/// What one pass over a contender's structures took.
struct Measurement: Decodable {
    var structures: Int
    /// Wall-clock time, s.
    var seconds: Double
    /// Largest resident set so far, MB (10⁶ bytes).
    var peakMegabytes: Double
    /// Losses of the first batches, from a training.
    var losses: [Double]?
    /// Neighbours found, from a search.
    var pairs: Int?
    /// What one structure takes in memory or on disk, from those that keep graphs.
    var bytesPerStructure: Double?
    /// Of outputs from those of the published network, from an inference.
    var difference: Double?
    /// Structures that a network takes at once.
    var batch: Int?

    /// Structures per second.
    var rate: Double { Double(structures) / seconds }
}

/// Repeated measurements of one quantity.
struct Spread {
    let median: Double
    let least: Double
    let most: Double

    init(_ values: [Double]) {
        precondition(!values.isEmpty, "no values")
        let sorted = values.sorted()
        let middle = sorted.count / 2
        median =
            sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        (least, most) = (sorted[0], sorted[sorted.count - 1])
    }

    /// "8,900 (8,700–9,100)"
    var text: String { "\(figures(median)) (\(figures(least))–\(figures(most)))" }
}

/// Three significant digits, thousands apart: "0.0123", "4.56", "12,300".
func figures(_ x: Double) -> String {
    guard x.isFinite else { return "\(x)" }
    if x == 0 { return "0" }
    var unit = 1.0
    while abs(x) / unit >= 1000 { unit *= 10 }
    while abs(x) / unit < 100 { unit /= 10 }
    let rounded = (x / unit).rounded() * unit
    if abs(rounded) < 100 { return shortest(rounded) }
    return grouped(Int(rounded.rounded()))
}

/// Without the noise of binary fractions: 0.1 + 0.2 is "0.3".
private func shortest(_ x: Double) -> String {
    var text = abs(x) >= 10 ? decimals(x, 1) : abs(x) >= 1 ? decimals(x, 2) : "\(Float(x))"
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
}

private func decimals(_ x: Double, _ places: Int) -> String {
    let scale = places == 1 ? 10.0 : 100.0
    let whole = Int((abs(x) * scale).rounded())
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(x < 0 ? "-" : "")\(whole / Int(scale)).\(zeros)\(fraction)"
}

/// 12345 as "12,345".
func grouped(_ n: Int) -> String {
    var text = ""
    for (place, digit) in String(abs(n)).reversed().enumerated() {
        if place > 0, place % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return (n < 0 ? "-" : "") + String(text.reversed())
}
