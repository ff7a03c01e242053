/// How far a run is, read from what it says.
struct RunProgress: Encodable, Sendable, Hashable {
    /// From 0 to 1.
    var share: Double
    /// The line that says it.
    var line: String

    /// nil where the line is no line of progress: "training  512/2048 crystals  …".
    init?(_ line: String) {
        for word in line.split(separator: " ") {
            let numbers = word.split(separator: "/", omittingEmptySubsequences: false)
            guard numbers.count == 2, let done = Int(numbers[0]), let total = Int(numbers[1]),
                total > 0, (0...total).contains(done)
            else { continue }
            (share, self.line) = (Double(done) / Double(total), line)
            return
        }
        return nil
    }

    /// The latest of some lines.
    static func latest(in lines: [String]) -> RunProgress? {
        lines.lazy.reversed().compactMap { RunProgress($0) }.first
    }
}
