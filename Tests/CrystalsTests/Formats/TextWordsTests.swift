import Testing

@testable import Crystals

@Suite("Words and lines of text")
struct TextWordsTests {
    /// Spaces and line ends of ASCII and beyond, and what is neither though it is close.
    private static let letters: [Character] = [
        "a", "1", " ", "\t", "\n", "\r", "\r\n", "\u{0B}", "\u{0C}", "\u{1F}", "\u{85}", "\u{A0}",
        "\u{2028}", "é", "\u{3000}",
    ]

    @Test("are those that Unicode has, in plain text and in other")
    func equalUnicode() {
        var generator = SplitMix64(seed: 3)
        var plain = 0
        for _ in 0..<3000 {
            let known = Bool.random(using: &generator) ? Self.letters.count : 10
            let text = String(
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                    Self.letters[Int.random(in: 0..<known, using: &generator)]
                })
            plain += text.utf8.allSatisfy { $0 < 128 } ? 1 : 0
            #expect(
                TextWords.words(of: text[...]) == text.split(whereSeparator: \.isWhitespace))
            #expect(
                TextWords.lines(of: text)
                    == text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
        }
        #expect(1000...2500 ~= plain)
    }
}
