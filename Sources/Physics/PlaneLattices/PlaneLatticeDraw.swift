internal import Foundation

/// Draws lattices of a kind at random, with a margin between the kinds.
///
/// Ratio or skew of a lattice differ from those of every more symmetric kind by at least ``margin``, so that
/// no strain of a few per cent makes one kind another. All kinds have the same range of area per point: none
/// is known by its density alone.
public struct PlaneLatticeDraw: Hashable, Sendable, Codable {
    /// Least distance in ratio or skew (``PlaneLatticeShape``) to a more symmetric kind.
    public var margin = 0.15
    /// Longest vector over shortest.
    public var largestRatio = 1.7
    /// Å², smallest and largest.
    public var areaPerPoint = [9.0, 14.0]

    public init() {}

    /// A lattice of the kind as the tables have it: a along x; the centred one with its rectangular cell.
    public func lattice(
        _ kind: PlaneLatticeKind, using generator: inout some RandomNumberGenerator
    ) -> PlaneLattice {
        let area = Double.random(in: areaPerPoint[0]...areaPerPoint[1], using: &generator)
        let ratios = (1 + margin)...max(1 + margin, largestRatio)
        let skews = margin...max(margin, 0.5 - margin)
        switch kind {
        case .square: return rectangle(1, area)
        case .rectangular: return rectangle(.random(in: ratios, using: &generator), area)
        case .hexagonal: return PlaneLatticeShape(ratio: 1, skew: 0.5).lattice(areaPerPoint: area)
        case .oblique:
            let ratio = Double.random(in: ratios, using: &generator)
            let skew = Double.random(in: skews, using: &generator)
            return PlaneLatticeShape(ratio: ratio, skew: skew).lattice(areaPerPoint: area)
        case .centredRectangular:
            // Either the two halves of the diagonals are the shortest vectors, or the short side is.
            let square: Double
            if Bool.random(using: &generator) {
                let skew = Double.random(in: skews, using: &generator)
                square = (1 + skew) / (1 - skew)
            } else {
                let ratio = Double.random(in: ratios, using: &generator)
                square = 4 * ratio * ratio - 1
            }
            return rectangle(square.squareRoot(), 2 * area, isCentred: true)
        }
    }

    private func rectangle(
        _ ratio: Double, _ area: Double, isCentred: Bool = false
    ) -> PlaneLattice {
        let side = (area / ratio).squareRoot()
        return PlaneLattice(a: SIMD2(ratio * side, 0), b: SIMD2(0, side), isCentred: isCentred)
    }
}
