internal import Foundation

/// One of the five Bravais lattices of the plane.
public enum PlaneLatticeKind: String, CaseIterable, Codable, Sendable {
    case oblique, rectangular
    case centredRectangular = "centred-rectangular"
    case square, hexagonal
}

/// A lattice of the plane, with one atom at each of its points.
public struct PlaneLattice: Hashable, Sendable {
    /// Vectors of the conventional cell, Å.
    public let a: SIMD2<Double>
    public let b: SIMD2<Double>
    /// Whether a point stands in the middle of the conventional cell too.
    public let isCentred: Bool

    /// - Precondition: the vectors span a cell.
    public init(a: SIMD2<Double>, b: SIMD2<Double>, isCentred: Bool = false) {
        (self.a, self.b, self.isCentred) = (a, b, isCentred)
        precondition(abs(Self.cross(a, b)) > 0, "a cell of \(a) and \(b)")
    }

    /// Points of the conventional cell in units of its vectors.
    public var points: [SIMD2<Double>] {
        isCentred ? [SIMD2(0, 0), SIMD2(0.5, 0.5)] : [SIMD2(0, 0)]
    }

    /// Å² for each lattice point.
    public var areaPerPoint: Double { abs(Self.cross(a, b)) / Double(points.count) }

    /// Vectors of a cell with one point, Å.
    public var primitive: (SIMD2<Double>, SIMD2<Double>) {
        isCentred ? ((a + b) / 2, (a - b) / 2) : (a, b)
    }

    /// a* and b* with a · a* = b · b* = 1 and a · b* = b · a* = 0, 1/Å: the convention of crystallography,
    /// without 2π.
    public var reciprocal: (SIMD2<Double>, SIMD2<Double>) {
        let area = Self.cross(a, b)
        return (SIMD2(b.y, -b.x) / area, SIMD2(-a.y, a.x) / area)
    }

    /// F(hk) = Σ_j cos 2π(h x_j + k y_j) over the points of the conventional cell, which are centres of symmetry:
    /// 1 for a primitive cell; 1 + (−1)^(h+k) for a centred one, where every second reflection is extinct.
    public func structureFactor(_ h: Int, _ k: Int) -> Double {
        points.reduce(0) { sum, point in
            sum + cos(2 * .pi * (Double(h) * point.x + Double(k) * point.y))
        }
    }

    /// What a linear map makes of it; `columns` are the images of the unit vectors.
    public func mapped(by columns: (SIMD2<Double>, SIMD2<Double>)) -> PlaneLattice {
        func image(_ v: SIMD2<Double>) -> SIMD2<Double> { columns.0 * v.x + columns.1 * v.y }
        return PlaneLattice(a: image(a), b: image(b), isCentred: isCentred)
    }

    static func dot(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.x + a.y * b.y }
    static func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.y - a.y * b.x }
}
