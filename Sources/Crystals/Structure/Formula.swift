internal import Foundation

/// Formulas as text: writing.
extension Composition {
    /// The smallest formula of these proportions, elements by rising electronegativity, the
    /// last two in parentheses if they make one anion: "Al2O3", "BN", "Li3Fe2(PO4)3" (the convention of
    /// pymatgen, except that "O" and "LiO" stay what they are instead of "O2" and "Li2O2").
    ///
    /// Amounts that are no whole numbers are brought to whole ones where a formula of a thousand atoms
    /// can, and shown over their largest common part: "Sr0.15La1.85CuO4", in whatever cell.
    public var reducedFormula: String {
        guard !isEmpty else { return "" }
        guard let counts = wholeCounts else { return Self.text(ordered(amounts.map(\.amount))) }
        if areAmountsWhole { return Self.textWithAnion(ordered(counts)) }
        let unit = Self.largestSharedDivisor(counts)
        guard unit >= 10 else { return Self.textWithAnion(ordered(counts)) }
        return Self.text(ordered(counts.map { Double($0) / Double(unit) }))
    }

    /// Carbon, then hydrogen, then the others by symbol; without carbon all by symbol (Hill, JACS 22,
    /// 478, 1900). Amounts as they are, not reduced.
    public var hillFormula: String {
        let hasCarbon = amounts.contains { $0.element.symbol == "C" }
        func rank(_ element: Element) -> String {
            switch element.symbol {
            case "C" where hasCarbon: "0"
            case "H" where hasCarbon: "1"
            default: element.symbol
            }
        }
        return Self.text(
            amounts.sorted { rank($0.element) < rank($1.element) }.map { ($0.element, $0.amount) })
    }

    /// With the amounts given for the elements in the order of ``amounts``.
    private func ordered<Count>(_ counts: [Count]) -> [(element: Element, count: Count)] {
        zip(elements, counts).map { (element: $0, count: $1) }.sorted {
            let (p, q) = (
                $0.element.orderingElectronegativity, $1.element.orderingElectronegativity
            )
            return p != q ? p < q : $0.element.symbol < $1.element.symbol
        }
    }

    private static func text(_ parts: [(element: Element, count: Double)]) -> String {
        parts.map { $0.element.symbol + number($0.count) }.joined()
    }

    /// Up to four decimals, without trailing zeros; nothing for 1.
    static func number(_ count: Double) -> String {
        if abs(count - 1) < 5e-5 { return "" }
        if count == count.rounded(), count < 1e15 { return String(Int(count)) }
        var text = String(format: "%.4f", count)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// Below this difference in electronegativity the last two elements count as one anion.
    private static let covalentLimit = 1.65

    private static func textWithAnion(_ parts: [(element: Element, count: Int)]) -> String {
        let simple = text(parts.map { ($0.element, Double($0.count)) })
        guard parts.count >= 3 else { return simple }
        let (p, q) = (parts[parts.count - 2], parts[parts.count - 1])
        let gap = q.element.orderingElectronegativity - p.element.orderingElectronegativity
        let repeats = greatestCommonDivisor(p.count, q.count)
        guard gap < covalentLimit, repeats > 1 else { return simple }
        let anion = [
            (p.element, Double(p.count / repeats)), (q.element, Double(q.count / repeats)),
        ]
        return text(parts.dropLast(2).map { ($0.element, Double($0.count)) })
            + "(\(text(anion)))\(repeats)"
    }
}

/// Whole numbers in the same proportions.
extension Composition {
    private var areAmountsWhole: Bool {
        amounts.allSatisfy { abs($0.amount - $0.amount.rounded()) < 1e-8 && $0.amount < 1e9 }
    }

    /// [elements]; the smallest whole numbers in these proportions; nil if there are none with
    /// a sum up to 1000 (within 1e-4) and the amounts themselves are not whole.
    var wholeCounts: [Int]? {
        if areAmountsWhole {
            let counts = amounts.map { Int($0.amount.rounded()) }
            let divisor = counts.reduce(0, greatestCommonDivisor)
            return divisor == 0 ? nil : counts.map { $0 / divisor }
        }
        let fractions = amounts.map { $0.amount / total }
        for sum in 1...1000 {
            let counts = fractions.map { ($0 * Double(sum)).rounded() }
            let isClose = zip(fractions, counts).allSatisfy { fraction, count in
                count > 0 && abs(fraction * Double(sum) - count) < 1e-4
            }
            if isClose { return counts.map { Int($0) } }
        }
        return nil
    }

    /// The largest number that divides at least two of the counts: what the undoped part of
    /// the formula has in common.
    private static func largestSharedDivisor(_ counts: [Int]) -> Int {
        var largest = 1
        for (index, p) in counts.enumerated() {
            for q in counts.dropFirst(index + 1) {
                largest = max(largest, greatestCommonDivisor(p, q))
            }
        }
        return largest
    }
}

func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
}

extension Element {
    /// Pauling's value, or one to sort by where the table has none: pymatgen's for the f block, Kr
    /// and Xe; the other noble gases last.
    fileprivate var orderingElectronegativity: Double {
        if let electronegativity { return electronegativity }
        return switch symbol {
        case "Pm": 1.13
        case "Eu": 1.2
        case "Tb", "Yb": 1.1
        case "Kr": 3.0
        default: block == .f || symbol == "Lr" ? 1.3 : 10
        }
    }
}
