/// The conventional cell of a prototype: its lattice system with the parameters that are free in it, Å.
///
/// Rhombohedral crystals are given on hexagonal axes.
public enum PrototypeCell: Hashable, Sendable {
    case cubic(Double)
    case tetragonal(a: Double, c: Double)
    case hexagonal(a: Double, c: Double)
    case orthorhombic(a: Double, b: Double, c: Double)

    /// Edges a, b, c, Å.
    public var lengths: SIMD3<Double> {
        switch self {
        case .cubic(let a): SIMD3(a, a, a)
        case .tetragonal(let a, let c), .hexagonal(let a, let c): SIMD3(a, a, c)
        case .orthorhombic(let a, let b, let c): SIMD3(a, b, c)
        }
    }

    public var lattice: Lattice {
        let gamma: Double = if case .hexagonal = self { 120 } else { 90 }
        return Lattice(lengths: lengths, angles: SIMD3(90, 90, gamma))
    }

    public var bOverA: Double { lengths.y / lengths.x }
    public var cOverA: Double { lengths.z / lengths.x }

    /// First letter of the Pearson symbol: c, t, h (trigonal too) or o.
    var pearsonLetter: String {
        switch self {
        case .cubic: "c"
        case .tetragonal: "t"
        case .hexagonal: "h"
        case .orthorhombic: "o"
        }
    }
}
