import TestKit
import Testing

@testable import Crystals

@Suite("The quick reading of CIF")
struct CIFScannerTests {
    /// What a table holds, whatever text it points into.
    private struct Content: Equatable {
        var tag: String
        var values: [String?]
        var lines: [Int]
    }

    private func content(_ table: CIFTable) -> [Content] {
        table.columns.map { column in
            let values = (0..<column.count).map { table.value(column, $0) }
            return Content(
                tag: String(decoding: table.text[column.tag], as: UTF8.self),
                values: values.map {
                    $0.isKnown ? String(decoding: table.text[$0.place], as: UTF8.self) : nil
                },
                lines: values.map(\.line))
        }
    }

    /// Whether the text is read quickly; then as gemmi reads it, or it is an issue.
    private func isScanned(_ text: [UInt8]) -> Bool {
        guard let scanned = CIFScanner.table(text) else { return false }
        let words = String(decoding: text, as: UTF8.self)
        do {
            let parsed = try CIFDocument.table(text, firstLine: 1)
            #expect(content(scanned) == content(parsed), "\(words)")
        } catch {
            Issue.record("gemmi refuses what the scanner reads: \(error)\n\(words)")
        }
        return true
    }

    private func isScanned(_ text: String) -> Bool { isScanned(Array(text.utf8)) }

    private static let all = """
        # a comment
        data_all
        _Cell_Length_A 1.5(2) # another
        _quoted 'it''s "one" value' _double "it's 'one'"
        _unknown ? _none . _mark '?' _empty ''
        _field
        ;first line
        second; line
        ;
        LOOP_ _a _b # of two
        1 'x, y' -2.5e-3
        "z"
        ;in a field
        ; last
        loop_
        _c
        a_b [c] ;d

        """

    @Test("Pairs, loops, quotes, text fields and comments are read as gemmi reads them")
    func everything() throws {
        #expect(isScanned(Self.all))
        let table = try #require(CIFScanner.table(Array(Self.all.utf8)))
        #expect(table.columns.count == 11)
        let column = try #require(table.column("_cell_length_a"))
        #expect(table.text[table.value(column, 0).place].elementsEqual("1.5(2)".utf8))
        #expect(table.column("_cell_length_b") == nil)
    }

    @Test(
        "Whatever is wrong or odd is left to gemmi",
        arguments: [
            "", "_a 1", "data_", "data_x _a", "data_x _a _b 1", "data_x _a 1 _A 2", "data_x 1",
            "data_x loop_ 1", "data_x loop_ _a", "data_x loop_ _a _b 1", "data_x _a 'open",
            "data_x _a\n;open\n", "data_x _a 'b'c", "data_x _a 'b'#c\n", "data_x _a 1 data_y",
            "data_x save_f _a 1 save_", "data_x loop_ _a 1 stop_", "data_x _a é", "data_x _a $b",
            "data_x\r_a 1\r", "data_x loop_a 1", "data_x _ 1", "data_x _a data_b", "global_ _a 1",
            "data_x _a '\u{0}'", "data_x _a\n;b\n;c\n", "data_x _a\n;b\r\n;\n",
        ])
    func refused(text: String) {
        // The bare block is the one of them that has nothing wrong.
        #expect(isScanned(text + "\n") == (text == "data_"))
    }

    @Test("Thousands of mutants are read as gemmi reads them, or left to it")
    func mutants() throws {
        let texts =
            [Self.all, Mutation.quartz] + SampleCrystals.all.map { CIF().text(of: $0) }
            + [try CIF().symmetricText(of: SampleCrystals.ordered[0])]
        for text in texts { #expect(isScanned(text), "\(text)") }
        var random = SplitMix64(seed: 4)
        var scanned = 0
        for index in 0..<4000 {
            let base = Array(texts[index % texts.count].utf8)
            scanned += isScanned(Mutation.mutant(of: base, &random)) ? 1 : 0
        }
        #expect((1000...3500).contains(scanned), "\(scanned)")
    }

    @Test(
        "Numbers are those of gemmi, with their uncertainties left out",
        arguments: [
            ("1.5", 1.5), ("1.5(2)", 1.5), ("+5", 5), ("-.5", -0.5), ("5.", 5), ("1e3", 1000),
            ("1E-2(3)", 0.01), ("1()", 1), ("+-5", -5), ("-0.0", -0.0), ("00012", 12),
            ("0.3333333333333333333333", 1.0 / 3),
            ("123456789012345678901234567890", 1.2345678901234568e29),
            ("1D5", Double.nan), ("1.2.3", .nan), ("nan", .nan), ("inf", .nan), ("1(2", .nan),
            ("1(2)3", .nan), ("0x10", .nan), ("--5", .nan), ("1e", .nan), ("''", .nan),
            ("(3)", .nan), ("1(a)", .nan), ("1)", .nan), ("'1 '", .nan), ("1e999", .infinity),
        ])
    func numbers(text: String, expected: Double) throws {
        let cif = try CIFText(Array("data_x\n_a \(text)\n".utf8), firstLine: 1)
        let number = try #require(cif.number(["_a"]))
        #expect(number == expected || (number.isNaN && expected.isNaN), "\(number)")
        #expect(number.sign == expected.sign || expected.isNaN)
    }

    @Test("A file in memory is cut into the same blocks as one that is read piece by piece")
    func blocks() throws {
        let parts = [
            "# a comment\n\n", "data_one\n_a 1\n", "DATA_two\n_a\n;data_inside\n;\n",
            "data_three\r\n_a 'x\r'\r\n\r\n", ";data_hidden\n", "data_\n", "  data_four\n",
        ]
        var random = SplitMix64(seed: 9)
        var count = 0
        try withTemporaryFolder { folder in
            for _ in 0..<200 {
                var text = (0..<5).compactMap { _ in parts.randomElement(using: &random) }.joined()
                if Bool.random(using: &random) { text.removeLast() }
                try OutputFile.write(text, to: "\(folder)/a.cif")
                let inMemory = try blocks(ByteReader(bytes: Array(text.utf8)))
                #expect(inMemory == (try blocks(ByteReader(path: "\(folder)/a.cif"))), "\(text)")
                count += inMemory.count
            }
        }
        #expect(count > 400)
    }

    /// Of each block the line where it begins, and its text.
    private func blocks(_ bytes: ByteReader) throws -> [String] {
        var reader = CIFReader(bytes)
        var blocks: [String] = []
        while let (text, line) = try reader.nextBlock() {
            blocks.append("\(line): " + String(decoding: text, as: UTF8.self))
        }
        return blocks
    }
}
