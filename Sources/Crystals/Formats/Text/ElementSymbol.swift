/// Elements as files spell them.
enum ElementSymbol {
    /// "Fe", "FE", "Fe3+", "O2-", "Fe+3", "D"; nil where the letters are no element's.
    static func element(_ text: some StringProtocol) -> Element? {
        let letters = text.prefix(while: isLetter)
        let charge = text.dropFirst(letters.count)
        guard charge.allSatisfy({ "0123456789.+-".contains($0) }) else { return nil }
        return exact(letters)
    }

    /// The element of a site's label: "Fe1", "O1A", "CA2".
    ///
    /// Labels put anything behind the symbol, so that one letter or two may be meant; `formula`,
    /// the elements of the compound where the file gives them, decides between them.
    static func element(label: String, formula: Set<Element>) -> Element? {
        let letters = label.prefix(while: isLetter)
        let two = letters.count > 1 ? exact(letters.prefix(2)) : nil
        let isHeavy = beyond.contains(titled(letters.prefix(2)))
        let one = isHeavy ? nil : exact(letters.prefix(1))
        let candidates = [two, one].compactMap { $0 }
        return candidates.first { formula.contains($0) } ?? candidates.first
    }

    /// "D" or "T", where it is an isotope of hydrogen that the text names.
    static func isotope(_ text: some StringProtocol) -> String? {
        let letters = titled(text.prefix(while: isLetter))
        return letters == "D" || letters == "T" ? letters : nil
    }

    /// The symbol with any capitals; hydrogen for its isotopes D and T.
    private static func exact(_ letters: some StringProtocol) -> Element? {
        let symbol = titled(letters)
        return symbol == "D" || symbol == "T" ? Element("H") : Element(symbol)
    }

    private static func titled(_ letters: some StringProtocol) -> String {
        letters.prefix(1).uppercased() + letters.dropFirst().lowercased()
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter
    }

    /// Elements behind Z = 103, so that "Cn1" is not read as carbon.
    private static let beyond: Set<String> = [
        "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og",
    ]
}

/// Reads symbols one after another and keeps what has to be said of them.
struct SymbolReader {
    private var isotopes: Set<String> = []

    /// The element as ``ElementSymbol`` has it.
    mutating func element(_ text: some StringProtocol) -> Element? {
        guard let element = ElementSymbol.element(text) else { return nil }
        note(text)
        return element
    }

    /// Keeps in mind that a symbol or a label was taken for an element.
    mutating func note(_ text: some StringProtocol) {
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
