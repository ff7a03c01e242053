/// A formula as `_chemical_formula_sum` has it, "C18 H19.5 N7 O8 S", with how far each amount may
/// be rounded.
struct FormulaSum {
    private let words: String
    /// By atomic number.
    private var parts: [Part] = []

    private struct Part {
        var element: Element
        var amount: Double
        var rounding: Double
    }

    /// nil for what is no such formula.
    init?(_ text: String) {
        words = text
        for word in TextWords.words(of: text[...]) {
            guard add(word) else { return nil }
        }
        guard !parts.isEmpty else { return nil }
        parts.sort { $0.element < $1.element }
    }

    /// False for a word that is no element with its amount.
    private mutating func add(_ word: Substring) -> Bool {
        let letters = word.utf8.prefix { ($0 | 0x20) &- 97 < 26 }
        let digits = Substring(word.utf8.dropFirst(letters.count))
        // A charge behind the formula is no element's.
        if letters.isEmpty, digits.contains("+") || digits.contains("-") { return true }
        guard let element = ElementSymbol.element(bytes: letters),
            let amount = digits.isEmpty ? 1 : Double(digits), amount > 0
        else { return false }
        let rounding = digits.utf8.contains(Self.point) ? Self.rounding(of: digits) : 0
        if let known = parts.firstIndex(where: { $0.element == element }) {
            parts[known].amount += amount
            parts[known].rounding += rounding
        } else {
            parts.append(Part(element: element, amount: amount, rounding: rounding))
        }
        return true
    }

    /// As it stood in the file, in quotes.
    var text: String {
        "\"\(TextWords.words(of: words[...]).joined(separator: " ").prefix(60))\""
    }

    /// Half a step of the last digit: 0.005 of "0.25". Whole amounts are meant as they stand.
    static func rounding(of number: some StringProtocol) -> Double {
        let parts = number.utf8.prefix { $0 != UInt8(ascii: "(") }.split(
            separator: point)
        guard parts.count == 2 else { return 0 }
        return parts[1].reduce(0.5) { step, _ in step / 10 }
    }

    private static let point = UInt8(ascii: ".")

    func amount(of element: Element) -> Double {
        parts.first { $0.element == element }?.amount ?? 0
    }

    /// Whether it can be the sum of so many smaller whole formulas.
    func isMultiple(of units: Double) -> Bool {
        parts.allSatisfy { abs(($0.amount / units).rounded() * units - $0.amount) < 1e-6 }
    }

    /// Formula units that a cell holds, counted without hydrogen, which is often not found.
    func unitsHeld(by composition: Composition) -> Double {
        var (heavy, all) = (0.0, 0.0)
        for part in parts {
            all += part.amount
            if part.element.atomicNumber != 1 { heavy += part.amount }
        }
        if heavy == 0 { return composition.total / all }
        let held = composition.amounts.reduce(0) { sum, part in
            part.element.atomicNumber == 1 ? sum : sum + part.amount
        }
        return held / heavy
    }

    /// The elements of which a cell holds more or less than its formula units, beyond rounding,
    /// by atomic number.
    func differences(from composition: Composition) -> [Element] {
        let units = unitsHeld(by: composition)
        guard units > 0 else { return parts.map(\.element) }
        var different = parts.filter { part in
            // Occupancies are rounded too, to two digits at the worst.
            let most = max(part.rounding, 0.01) + 0.005 * part.amount
            return abs(composition[part.element] / units - part.amount) > most
        }.map(\.element)
        different += composition.amounts.lazy.filter { part in
            part.amount / units > 0.01 && !parts.contains { $0.element == part.element }
        }.map(\.element)
        return different.sorted()
    }
}
