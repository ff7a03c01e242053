/// Comma-separated values as RFC 4180 has them, with "\n" at the end of a row.
public enum CSV {
    public static func row(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\n"
    }

    /// In quotes only where a comma, a quote or a line end asks for them.
    static func field(_ text: String) -> String {
        // In bytes: "\r\n" is one character, and equal to neither of its halves.
        let special: [UInt8] = [0x2C, 0x22, 0x0A, 0x0D]
        guard text.utf8.contains(where: special.contains) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
