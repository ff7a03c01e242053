public import Crystals
internal import Foundation

/// What the critical temperatures of many compositions say of the physics behind them.
public struct SuperconductorTrends: Sendable {
    /// One for each composition: ``Superconductor/averaged(_:)``.
    public let rows: [Superconductor]

    public init(_ rows: [Superconductor]) { self.rows = rows }

    /// d ln T_c / d ln ⟨A⟩ with ⟨A⟩ the mean atomic weight, over a family's rows above a temperature.
    ///
    /// A lattice that only gets heavier gives −½ (Bardeen, Cooper & Schrieffer, Phys. Rev. 108, 1175,
    /// 1957: T_c ∝ ω ∝ A^−½). Over different compounds all else changes too, so that this is a trend
    /// like that of isotopes and no isotope effect.
    ///
    /// - Parameter temperature: K; rows at or below it are left out.
    /// - Returns: nil where there are too few rows for a line.
    public func massTrend(
        of family: SuperconductorFamily, above temperature: Double,
        using generator: inout some RandomNumberGenerator
    ) -> LinearTrend? {
        let points = rows.filter { $0.family == family && $0.criticalTemperature > temperature }
            .map { row in
                (
                    x: log(row.composition.mass / row.composition.total),
                    y: log(row.criticalTemperature)
                )
            }
        return LinearTrend(points, using: &generator)
    }

    /// The highest T_c, K, among a family's rows whose mean atomic weight lies in each interval, u; nil
    /// where there is none.
    public func envelope(
        of family: SuperconductorFamily, weights: [Range<Double>]
    ) -> [Double?] {
        let members = rows.filter { $0.family == family && $0.criticalTemperature > 0 }
        return weights.map { interval in
            members.filter { interval.contains($0.composition.mass / $0.composition.total) }
                .map(\.criticalTemperature).max()
        }
    }

    /// How ln T_c goes with each of ``ElectronCount``, over the rows of a family (nil: of all) above a
    /// temperature, those that say most first.
    public func electronAssociations(
        of family: SuperconductorFamily?, above temperature: Double
    ) -> [(count: ElectronCount, association: Association)] {
        let members = rows.filter {
            $0.criticalTemperature > temperature && (family == nil || $0.family == family)
        }
        let logarithms = members.map { log($0.criticalTemperature) }
        return ElectronCount.allCases.map { count in
            (count, Association(members.map { count.mean(of: $0.composition) }, logarithms))
        }.sorted {
            $0.association.correlationRatio > $1.association.correlationRatio
        }
    }
}

/// Electrons and unfilled states of free atoms (``ElectronConfiguration``), as they may bear on the density
/// of states.
public enum ElectronCount: String, CaseIterable, Hashable, Sendable {
    case valence, sValence, pValence, dValence, fValence
    case unfilled, sUnfilled, pUnfilled, dUnfilled, fUnfilled

    /// An atom of the composition, on average.
    public func mean(of composition: Composition) -> Double {
        let sum = composition.amounts.reduce(0.0) {
            $0 + $1.amount * Double(self.of($1.element.electrons))
        }
        return sum / composition.total
    }

    private func of(_ electrons: ElectronConfiguration) -> Int {
        switch self {
        case .valence: electrons.valence.reduce(0, +)
        case .sValence: electrons.valence[0]
        case .pValence: electrons.valence[1]
        case .dValence: electrons.valence[2]
        case .fValence: electrons.valence[3]
        case .unfilled: electrons.unfilled.reduce(0, +)
        case .sUnfilled: electrons.unfilled[0]
        case .pUnfilled: electrons.unfilled[1]
        case .dUnfilled: electrons.unfilled[2]
        case .fUnfilled: electrons.unfilled[3]
        }
    }
}
