internal import Foundation

extension Element {
    /// Length of ``featureVector``.
    public static let featureCount = 92

    /// [92]; the atom vector of CGCNN (Xie & Grossman, PRL 120, 145301, 2018, supplement): nine
    /// properties, each a one-hot block over its bins.
    ///
    /// | block | entries | bins |
    /// |---|---|---|
    /// | group | 19 | 0 in the f block, otherwise the group |
    /// | period | 7 | |
    /// | electronegativity | 10 | 0.5…4.0 |
    /// | covalent radius | 10 | 25…250 pm |
    /// | valence electrons | 12 | |
    /// | first ionisation energy | 10 | ln(eV) 1.3…3.3 |
    /// | electron affinity | 10 | −3…3.7 eV |
    /// | block | 4 | s, p, d, f |
    /// | molar volume | 10 | ln(cm³/mol) 1.5…4.3 |
    ///
    /// The block of a property without a value is all zero; values beyond the range fall into the
    /// outermost bin.
    public var featureVector: [Float] { Self.featureVectors[atomicNumber - 1] }

    private static let featureVectors: [[Float]] = all.map(\.computedFeatureVector)

    private var computedFeatureVector: [Float] {
        let bin = Self.bin
        let blocks: [(index: Int?, size: Int)] = [
            (group ?? 0, 19),
            (period - 1, 7),
            (electronegativity.map { bin($0, 0.5...4.0) }, 10),
            (bin(covalentRadius, 25...250), 10),
            (valenceElectrons - 1, 12),
            (bin(log(firstIonizationEnergy), 1.3...3.3), 10),
            (electronAffinity.map { bin($0, -3...3.7) }, 10),
            ([Block.s, .p, .d, .f].firstIndex(of: block), 4),
            (molarVolume.map { bin(log($0), 1.5...4.3) }, 10),
        ]
        return blocks.flatMap { index, size in
            (0..<size).map { $0 == index ? Float(1) : 0 }
        }
    }

    /// The one of ten equal bins of a range that holds the value; the outermost beyond the range.
    private static func bin(_ value: Double, _ range: ClosedRange<Double>) -> Int {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return min(9, max(0, Int((share * 10).rounded(.down))))
    }
}
