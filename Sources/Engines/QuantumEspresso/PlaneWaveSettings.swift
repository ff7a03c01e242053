public import Crystals

/// The choices of a plane-wave calculation that are not the crystal.
public struct PlaneWaveSettings: Hashable, Sendable {
    /// How electrons fill the bands near the gap.
    public enum Occupations: Hashable, Sendable {
        /// Full or empty: right for an insulator only.
        case fixed
        /// Marzari–Vanderbilt cold smearing of the given width, Ry: right for metals, harmless
        /// elsewhere (Phys. Rev. Lett. 82, 3296, 1999).
        case smeared(width: Double)
    }

    /// Which spins the electrons may have.
    public enum Magnetism: Hashable, Sendable {
        case none
        /// Collinear, starting with all moments of ``PlaneWaveSettings/magneticElements`` parallel,
        /// as a share of the valence electrons.
        case ferromagnetic(start: Double)
    }

    public var occupations: Occupations
    public var magnetism: Magnetism
    /// Every direction has at least this length divided by the height of the cell as its number
    /// of k-points, Å (Moreno & Soler, Phys. Rev. B 45, 13891, 1992, with twice their cutoff).
    public var kPointLength: Double
    /// The suggested cutoffs are multiplied by this: their makers' least is enough for energies,
    /// and too little for the stress that moves the cell.
    public var cutoffMargin: Double

    public init(
        occupations: Occupations, magnetism: Magnetism = .none, kPointLength: Double,
        cutoffMargin: Double = 1.3
    ) {
        precondition(
            kPointLength > 0 && kPointLength < 1000 && cutoffMargin >= 1 && cutoffMargin < 10,
            "k-point length \(kPointLength) Å, cutoff margin \(cutoffMargin)")
        (self.occupations, self.magnetism) = (occupations, magnetism)
        (self.kPointLength, self.cutoffMargin) = (kPointLength, cutoffMargin)
    }

    /// What fits a crystal of which a gap is known or predicted.
    ///
    /// Bands are fixed only with a gap that a network's error of some tenths of an electronvolt
    /// cannot have made up, an even number of electrons and no magnetic element; with smearing an
    /// insulator comes out right too, only slower.
    ///
    /// - Parameter bandGap: eV; nil or NaN where it is not known.
    public static func suggested(for crystal: Crystal, bandGap: Double?) -> PlaneWaveSettings {
        let isMagnetic = !magneticElements.isDisjoint(with: crystal.elements)
        // Cores hold even numbers of electrons, so the valence has the parity of all of them.
        let electrons = crystal.sites.flatMap(\.species.components)
            .reduce(0) { $0 + $1.element.atomicNumber }
        let isInsulator =
            (bandGap ?? 0) >= insulatingGap && electrons.isMultiple(of: 2) && !isMagnetic
        return PlaneWaveSettings(
            occupations: isInsulator ? .fixed : .smeared(width: 0.01),
            magnetism: isMagnetic ? .ferromagnetic(start: 0.5) : .none,
            kPointLength: isInsulator ? 25 : 40)
    }

    /// The predicted gap from which a crystal is taken for an insulator, eV.
    public static let insulatingGap = 1.0

    /// Elements whose compounds are often magnetic: Cr to Ni, Ce to Tm, Pa to Lr.
    public static let magneticElements: Set<Element> = Set(
        [24...28, 58...69, 91...103].joined().compactMap(Element.init(atomicNumber:)))
}
