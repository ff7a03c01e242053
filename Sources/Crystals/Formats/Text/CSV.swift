/// Comma-separated values as RFC 4180 has them, with "\n" at the end of a row.
public enum CSV {
    public static func row(_ fields: [String]) -> String {
        var row = ""
        for (index, text) in fields.enumerated() {
            if index > 0 { row += "," }
            row += field(text)
        }
        return row + "\n"
    }

    /// In quotes only where a comma, a quote or a line end asks for them.
    static func field(_ text: String) -> String {
        // In bytes: "\r\n" is one character, and equal to neither of its halves.
        guard text.utf8.contains(where: isSpecial) else { return text }
        guard text.utf8.contains(0x22) else { return "\"\(text)\"" }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
}
