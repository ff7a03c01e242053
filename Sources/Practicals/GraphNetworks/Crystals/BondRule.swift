internal import Crystals

/// Which neighbours are drawn as bound to each other: a drawing's convention, not a statement about electrons.
struct BondRule {
    /// Å
    private let radii: [Double]
    private let metals: [Bool]
    private let isCompound: Bool

    /// Of the sum of covalent radii.
    static let longest = 1.25

    init(_ crystal: Crystal) {
        radii = crystal.sites.map(\.species.covalentRadius)
        metals = crystal.sites.map(\.species.isMetal)
        isCompound = metals.contains(false)
    }

    /// Within which all bonds of the crystal are, Å.
    var reach: Double { 2 * Self.longest * (radii.max() ?? 0) }

    /// A distance (Å) over the sum of the two sites' covalent radii.
    func ratio(_ a: Int, _ b: Int, _ distance: Double) -> Double {
        distance / (radii[a] + radii[b])
    }

    func isBond(_ a: Int, _ b: Int, _ distance: Double) -> Bool {
        // In a compound the large radii of metals would join them to each other across the anions.
        ratio(a, b, distance) <= Self.longest && !(isCompound && metals[a] && metals[b])
    }
}

extension Species {
    /// Å; of a mixture the mean.
    fileprivate var covalentRadius: Double {
        let all = components.map { $0.element.covalentRadius / 100 }
        return all.reduce(0, +) / Double(all.count)
    }

    fileprivate var isMetal: Bool { components.allSatisfy(\.element.isMetal) }
}
