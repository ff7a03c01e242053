/// Elements as files spell them.
enum ElementSymbol {
    /// "Fe", "FE", "Fe3+", "O2-", "Fe+3", "D"; nil where the letters are no element's.
    static func element(_ text: some StringProtocol) -> Element? { element(bytes: text.utf8) }

    /// The same of the bytes of a text.
    static func element(bytes text: some Collection<UInt8>) -> Element? {
        let letters = text.prefix(while: isLetter)
        let charge = text.dropFirst(letters.count)
        return charge.allSatisfy(isOfCharge) ? exact(letters) : nil
    }

    /// The element of a site's label: "Fe1", "O1A", "CA2".
    ///
    /// Labels put anything behind the symbol, so that one letter or two may be meant; `formula`,
    /// the elements of the compound where the file gives them, decides between them.
    static func element(label: some StringProtocol, formula: Set<Element>) -> Element? {
        let letters = label.utf8.prefix(while: isLetter)
        let two = letters.count > 1 ? exact(letters.prefix(2)) : nil
        let isHeavy = beyond.contains(titled(letters.prefix(2)))
        let one = isHeavy ? nil : exact(letters.prefix(1))
        let candidates = [two, one].compactMap { $0 }
        return candidates.first { formula.contains($0) } ?? candidates.first
    }

    /// "D" or "T", where it is an isotope of hydrogen that the text names.
    static func isotope(_ text: some Collection<UInt8>) -> String? {
        guard let first = text.first, text.dropFirst().first.map(isLetter) != true
        else { return nil }
        return switch first | 0x20 {
        case UInt8(ascii: "d"): "D"
        case UInt8(ascii: "t"): "T"
        default: nil
        }
    }

    /// The symbol with any capitals; hydrogen for its isotopes D and T.
    private static func exact(_ letters: some Collection<UInt8>) -> Element? {
        guard (1...2).contains(letters.count), let first = letters.first else { return nil }
        let second = letters.dropFirst().first.map { Int($0 | 0x20) - 96 } ?? 0
        return elements[(Int(first | 0x20) - 97) * 27 + second]
    }

    /// For each first letter the elements by second letter, from none to z.
    private static let elements: [Element?] = {
        var table = [Element?](repeating: nil, count: 26 * 27)
        func enter(_ symbol: String, _ element: Element?) {
            let letters = symbol.utf8.map { Int($0 | 0x20) - 97 }
            table[letters[0] * 27 + (letters.count > 1 ? letters[1] + 1 : 0)] = element
        }
        for element in Element.all { enter(element.symbol, element) }
        for isotope in ["D", "T"] { enter(isotope, Element("H")) }
        return table
    }()

    private static func titled(_ letters: some Collection<UInt8>) -> String {
        let text = String(decoding: letters, as: UTF8.self)
        return text.prefix(1).uppercased() + text.dropFirst().lowercased()
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

    private static func isOfCharge(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "-")
    }

    /// Elements behind Z = 103, so that "Cn1" is not read as carbon.
    private static let beyond: Set<String> = [
        "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og",
    ]
}

/// Reads symbols one after another and keeps what has to be said of them.
struct SymbolReader {
    private var isotopes: Set<String>

    /// - Parameter isotopes: D and T, where they were already met.
    init(isotopes: Set<String> = []) { self.isotopes = isotopes }

    /// The element as ``ElementSymbol`` has it.
    mutating func element(_ text: some StringProtocol) -> Element? { element(bytes: text.utf8) }

    /// The same of the bytes of a text.
    mutating func element(bytes text: some Collection<UInt8>) -> Element? {
        guard let element = ElementSymbol.element(bytes: text) else { return nil }
        if element.atomicNumber == 1 { note(text) }
        return element
    }

    /// Keeps in mind that a symbol or a label was taken for hydrogen.
    mutating func note(_ text: some Collection<UInt8>) {
        if let isotope = ElementSymbol.isotope(text) { isotopes.insert(isotope) }
    }

    var findings: [Finding] {
        isotopes.sorted().map { isotope in
            Finding(
                .hydrogenIsotope,
                "\(isotope) (\(isotope == "D" ? "deuterium" : "tritium")) is read as hydrogen: the "
                    + "masses, and with them the density, are those of hydrogen")
        }
    }
}

extension Finding {
    /// A symbol that is no element up to Z = 103.
    static func unknownElement(_ symbol: some StringProtocol, at place: String) -> Finding {
        Finding(
            .unknownElement,
            "\"\(symbol.prefix(24))\" (\(place)) is no element with Z ≤ 103; correct the symbol")
    }
}
