/// A position or displacement in Cartesian coordinates, Å.
///
/// A different type from ``Fractional`` for one reason: the compiler then refuses to mix them.
public struct Cartesian: Hashable, Sendable {
    /// Components along x, y, z, Å.
    public var vector: SIMD3<Double>

    public init(_ vector: SIMD3<Double>) { self.vector = vector }
    public init(_ x: Double, _ y: Double, _ z: Double) { vector = SIMD3(x, y, z) }

    public var x: Double { vector.x }
    public var y: Double { vector.y }
    public var z: Double { vector.z }

    /// Euclidean norm, Å.
    public var length: Double { vector.dot(vector).squareRoot() }

    public static func + (a: Self, b: Self) -> Self { Self(a.vector + b.vector) }
    public static func - (a: Self, b: Self) -> Self { Self(a.vector - b.vector) }
    public static func * (a: Self, s: Double) -> Self { Self(a.vector * s) }
}

/// A position in units of the lattice vectors, dimensionless.
public struct Fractional: Hashable, Sendable {
    /// Components along a, b, c.
    public var vector: SIMD3<Double>

    public init(_ vector: SIMD3<Double>) { self.vector = vector }
    public init(_ a: Double, _ b: Double, _ c: Double) { vector = SIMD3(a, b, c) }

    public var a: Double { vector.x }
    public var b: Double { vector.y }
    public var c: Double { vector.z }

    /// The same position with every component in [0, 1).
    public var wrapped: Self {
        // Most positions are in the cell already; adding zero makes −0 a 0.
        if a >= 0, b >= 0, c >= 0, a < 1, b < 1, c < 1 { return Self(vector + 0) }
        var w = vector - vector.rounded(.down)
        // −1e-17 rounds to 1.0 exactly, which is outside the half-open interval.
        for k in 0..<3 where w[k] >= 1 { w[k] = 0 }
        return Self(w)
    }

    public static func + (a: Self, b: Self) -> Self { Self(a.vector + b.vector) }
    public static func - (a: Self, b: Self) -> Self { Self(a.vector - b.vector) }
}

extension SIMD3<Double> {
    func dot(_ other: Self) -> Double { (self * other).sum() }

    func cross(_ b: Self) -> Self {
        Self(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
    }
}
