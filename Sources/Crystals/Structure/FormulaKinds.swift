/// What compositions of different elements or proportions have in common.
extension Composition {
    /// The elements by symbol, whatever their proportions: "Al-O", "Fe-Li-O-P".
    public var chemicalSystem: String { elements.map(\.symbol).sorted().joined(separator: "-") }

    /// The proportions without the elements, by rising amount: "A2B3" of Al2O3 and Fe2O3, "ABC3" of
    /// CaTiO3 (pymatgen's anonymized_formula).
    ///
    /// Amounts that ``reducedFormula`` shows as no whole numbers are shares of one atom, to four
    /// decimals.
    public var anonymousFormula: String {
        let letters = Self.letters
        let parts = (wholeCounts?.map(Double.init) ?? amounts.map { $0.amount / total }).sorted()
        return parts.enumerated().map { k, amount in
            (k < letters.count ? letters[k] : "(\(k))") + Self.number(amount)
        }.joined()
    }

    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
}
