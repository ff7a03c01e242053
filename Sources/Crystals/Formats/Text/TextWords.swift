/// Lines and words of text. What a line end or a space is Unicode says of characters; where all
/// of them are ASCII, a look at the bytes gives the same.
enum TextWords {
    /// The lines of a text, empty ones too; "\r\n" ends one line.
    static func lines(of text: String) -> [Substring] {
        // A return before a line feed belongs to it, and one alone is rare.
        guard isPlain(text.utf8), !text.utf8.contains(UInt8(ascii: "\r")) else {
            return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        return text.utf8.split(omittingEmptySubsequences: false) { 10...12 ~= $0 }
            .map(Substring.init)
    }

    /// What stands between the spaces of a text.
    static func words(of text: Substring) -> [Substring] {
        guard isPlain(text.utf8) else { return text.split(whereSeparator: \.isWhitespace) }
        return text.utf8.split { $0 == 32 || 9...13 ~= $0 }.map(Substring.init)
    }

    private static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.allSatisfy { $0 < 128 }
    }
}
