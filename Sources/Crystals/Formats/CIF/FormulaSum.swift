/// A formula as `_chemical_formula_sum` has it, "C18 H19.5 N7 O8 S", with how far each amount may
/// be rounded.
struct FormulaSum {
    /// As it stood in the file.
    let text: String
    private var parts: [Element: Part] = [:]

    private struct Part {
        var amount: Double
        var rounding: Double
    }

    /// nil for what is no such formula.
    init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        self.text = "\"\(words.joined(separator: " ").prefix(60))\""
        for word in words {
            let letters = word.prefix { $0.isASCII && $0.isLetter }
            let digits = word.dropFirst(letters.count)
            // A charge behind the formula is no element's.
            if letters.isEmpty, digits.contains("+") || digits.contains("-") { continue }
            guard let element = ElementSymbol.element(letters),
                let amount = digits.isEmpty ? 1 : Double(digits), amount > 0
            else { return nil }
            let part = Part(amount: amount, rounding: Self.rounding(of: String(digits)))
            parts[element, default: Part(amount: 0, rounding: 0)].amount += part.amount
            parts[element]?.rounding += part.rounding
        }
        guard !parts.isEmpty else { return nil }
    }

    /// Half a step of the last digit: 0.005 of "0.25". Whole amounts are meant as they stand.
    static func rounding(of number: String) -> Double {
        let digits = number.prefix { $0 != "(" }.split(separator: ".")
        guard digits.count == 2 else { return 0 }
        return digits[1].reduce(0.5) { step, _ in step / 10 }
    }

    func amount(of element: Element) -> Double { parts[element]?.amount ?? 0 }

    /// Whether it can be the sum of so many smaller whole formulas.
    func isMultiple(of units: Double) -> Bool {
        parts.values.allSatisfy { abs(($0.amount / units).rounded() * units - $0.amount) < 1e-6 }
    }

    /// Formula units that a cell holds, counted without hydrogen, which is often not found.
    func unitsHeld(by composition: Composition) -> Double {
        let heavy = parts.filter { $0.key.symbol != "H" }
        if heavy.isEmpty { return composition.total / parts.values.reduce(0) { $0 + $1.amount } }
        let held = composition.amounts.filter { $0.element.symbol != "H" }
        return held.reduce(0) { $0 + $1.amount } / heavy.values.reduce(0) { $0 + $1.amount }
    }

    /// The elements of which a cell holds more or less than its formula units, beyond rounding,
    /// by atomic number.
    func differences(from composition: Composition) -> [Element] {
        let units = unitsHeld(by: composition)
        guard units > 0 else { return parts.keys.sorted() }
        return Set(parts.keys).union(composition.elements).sorted().filter { element in
            let part = parts[element] ?? Part(amount: 0, rounding: 0)
            // Occupancies are rounded too, to two digits at the worst.
            let most = max(part.rounding, 0.01) + 0.005 * part.amount
            return abs(composition[element] / units - part.amount) > most
        }
    }
}
