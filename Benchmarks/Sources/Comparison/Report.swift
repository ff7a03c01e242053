import Foundation

/// The tables, as they stand on the terminal and in Documents/Performance.md.
struct Report {
    private(set) var text = ""

    mutating func add(_ title: String, _ body: String) {
        let section = "### \(title)\n\n\(body)\n"
        FileHandle.standardOutput.write(Data((section + "\n").utf8))
        text += section
    }

    private static let path = "Documents/Performance.md"
    private static let start = "<!-- measured by make bench: do not edit below -->\n"

    /// Puts the tables in the place of those that the document has; what stands above stays.
    func write() throws {
        let document = try String(contentsOfFile: Self.path, encoding: .utf8)
        guard let range = document.range(of: Self.start) else {
            throw Failure("\(Self.path) has lost the line \(Self.start)")
        }
        let kept = String(document[..<range.upperBound])
        try (kept + "\n" + text.trimmingCharacters(in: .newlines) + "\n").write(
            toFile: Self.path, atomically: true, encoding: .utf8)
    }
}
