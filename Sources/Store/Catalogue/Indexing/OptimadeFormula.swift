public import Crystals

/// Formulas as OPTIMADE 1.2 defines them.
enum OptimadeFormula {
    typealias Counts = [(element: Element, count: Int)]

    /// The smallest whole numbers in the proportions of a composition; nil where there are none with a sum up to
    /// 1000, within 1e-4.
    static func counts(_ composition: Composition) -> Counts? {
        let amounts = composition.amounts
        if amounts.allSatisfy({ isWhole($0.amount) }) {
            let counts = amounts.map { Int($0.amount.rounded()) }
            let divisor = counts.reduce(0, greatestCommonDivisor)
            guard divisor > 0 else { return nil }
            return zip(amounts, counts).map { ($0.element, $1 / divisor) }
        }
        let fractions = amounts.map { $0.amount / composition.total }
        for sum in 1...1000 {
            let counts = fractions.map { ($0 * Double(sum)).rounded() }
            let isClose = zip(fractions, counts).allSatisfy { fraction, count in
                count > 0 && abs(fraction * Double(sum) - count) < 1e-4
            }
            if isClose { return zip(amounts, counts).map { ($0.element, Int($1)) } }
        }
        return nil
    }

    static func isWhole(_ amount: Double) -> Bool {
        abs(amount - amount.rounded()) < 1e-8 && amount < 1e9
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// Elements by symbol: `chemical_formula_reduced`.
    static func reduced(_ counts: Counts) -> String {
        counts.sorted { $0.element.symbol < $1.element.symbol }
            .map { $0.element.symbol + text($0.count) }.joined()
    }

    /// The largest number first, with A … Z, Aa … for elements: `chemical_formula_anonymous`.
    static func anonymous(_ counts: [Int]) -> String {
        counts.sorted(by: >).enumerated().map { letter($0) + text($1) }.joined()
    }

    private static func text(_ count: Int) -> String { count == 1 ? "" : "\(count)" }

    private static func letter(_ index: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let first = String(letters[index % letters.count])
        let round = index / letters.count
        return round == 0 ? first : first + letters[round - 1].lowercased()
    }
}

/// The different contents of the sites of a crystal with names: `species` of OPTIMADE.
public struct NamedSpecies: Hashable, Sendable {
    /// The symbols of its elements, with a number where another species has the same.
    public var name: String
    public var species: Species

    /// In the order of the sites.
    public static func all(of crystal: Crystal) -> [NamedSpecies] {
        var kinds: [NamedSpecies] = []
        for site in crystal.sites where !kinds.contains(where: { $0.species == site.species }) {
            let name = site.species.components.map(\.element.symbol).joined()
            let isTaken = kinds.contains { $0.name == name }
            kinds.append(
                NamedSpecies(
                    name: isTaken ? "\(name)\(kinds.count + 1)" : name, species: site.species))
        }
        return kinds
    }
}
