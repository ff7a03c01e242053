internal import Foundation

/// What remains of a lattice without its size and direction: the two shortest vectors s ≤ l, of which no
/// choice of cell knows more, as ratio = l/s ≥ 1 and skew = s·l/s² from 0 to ½.
///
/// The five lattices are the regions of this plane: (1, 0) is square, (1, ½) hexagonal, the line skew = 0
/// rectangular, the lines ratio = 1 and skew = ½ centred rectangular, and all the rest oblique.
public struct PlaneLatticeShape: Hashable, Sendable {
    public let ratio: Double
    public let skew: Double

    public init(ratio: Double, skew: Double) { (self.ratio, self.skew) = (ratio, skew) }

    /// The reduction of Lagrange and Gauss: the shorter vector is taken from the longer as often as it makes
    /// that shorter.
    public init(_ lattice: PlaneLattice) {
        var (short, long) = lattice.primitive
        while true {
            if PlaneLattice.dot(long, long) < PlaneLattice.dot(short, short) {
                swap(&short, &long)
            }
            let times = PlaneLattice.dot(short, long) / PlaneLattice.dot(short, short)
            // A hexagonal lattice, at ½ up to rounding, would go to and fro for ever.
            if abs(times) <= 0.5 + 1e-12 { break }
            long -= times.rounded() * short
        }
        let square = PlaneLattice.dot(short, short)
        ratio = (PlaneLattice.dot(long, long) / square).squareRoot()
        skew = abs(PlaneLattice.dot(short, long)) / square
    }

    /// The most symmetric lattice that is not further than `tolerance` in ratio and in skew.
    public func kind(tolerance: Double) -> PlaneLatticeKind {
        let isEqual = ratio - 1 <= tolerance
        let (isUpright, isHalf) = (skew <= tolerance, 0.5 - skew <= tolerance)
        switch true {
        case isEqual && isUpright: return .square
        case isEqual && isHalf: return .hexagonal
        case isUpright: return .rectangular
        case isEqual || isHalf: return .centredRectangular
        default: return .oblique
        }
    }

    /// A lattice of this shape, its short vector along x.
    ///
    /// - Parameter areaPerPoint: Å².
    public func lattice(areaPerPoint: Double) -> PlaneLattice {
        let height = (ratio * ratio - skew * skew).squareRoot()
        let short = (areaPerPoint / height).squareRoot()
        return PlaneLattice(a: SIMD2(short, 0), b: SIMD2(short * skew, short * height))
    }
}
