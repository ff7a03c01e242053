internal import Foundation

/// Three lattice vectors, the rows of L; Cartesian = f · L.
public struct Lattice: Hashable, Sendable {
    /// Lattice vectors, Å.
    public var a: Cartesian
    public var b: Cartesian
    public var c: Cartesian

    public init(a: Cartesian, b: Cartesian, c: Cartesian) {
        (self.a, self.b, self.c) = (a, b, c)
    }

    /// A lattice from the rows of a 3×3 matrix, Å.
    public init(rows: [SIMD3<Double>]) {
        precondition(rows.count == 3, "a lattice has three rows, not \(rows.count)")
        self.init(a: Cartesian(rows[0]), b: Cartesian(rows[1]), c: Cartesian(rows[2]))
    }

    public static func cubic(_ a: Double) -> Lattice {
        Lattice(a: Cartesian(a, 0, 0), b: Cartesian(0, a, 0), c: Cartesian(0, 0, a))
    }

    /// A lattice from edge lengths (Å) and angles (degrees), a along x and b in the xy plane,
    /// as in CIF (International Tables for Crystallography B, 3.3.1).
    public init(lengths: SIMD3<Double>, angles: SIMD3<Double>) {
        let cosines = SIMD3(cosine(angles.x), cosine(angles.y), cosine(angles.z))
        let sinGamma = (1 - cosines.z * cosines.z).squareRoot()
        let cx = cosines.y
        let cy = (cosines.x - cosines.y * cosines.z) / sinGamma
        let cz = (1 - cx * cx - cy * cy).squareRoot()
        self.init(
            a: Cartesian(lengths.x, 0, 0),
            b: Cartesian(SIMD3(cosines.z, sinGamma, 0) * lengths.y),
            c: Cartesian(SIMD3(cx, cy, cz) * lengths.z))
    }

    public var rows: [SIMD3<Double>] { [a.vector, b.vector, c.vector] }

    /// a · (b × c), Å³; negative for a left-handed cell.
    public var signedVolume: Double { a.vector.dot(b.vector.cross(c.vector)) }

    /// |a · (b × c)|, Å³.
    public var volume: Double { abs(signedVolume) }

    /// Edge lengths, Å.
    public var lengths: SIMD3<Double> { SIMD3(a.length, b.length, c.length) }

    /// α (between b and c), β, γ, degrees.
    public var angles: SIMD3<Double> { SIMD3(angle(b, c), angle(a, c), angle(a, b)) }

    /// Distances between opposite faces of the cell, Å: V / |b × c| and so on.
    public var heights: SIMD3<Double> {
        let v = volume
        func area(_ p: Cartesian, _ q: Cartesian) -> Double {
            Cartesian(p.vector.cross(q.vector)).length
        }
        return SIMD3(v / area(b, c), v / area(a, c), v / area(a, b))
    }

    /// f · L.
    public func cartesian(_ f: Fractional) -> Cartesian {
        Cartesian(a.vector * f.a + b.vector * f.b + c.vector * f.c)
    }

    /// r · L⁻¹, by Cramer's rule.
    public func fractional(_ r: Cartesian) -> Fractional {
        let v = signedVolume
        return Fractional(
            r.vector.dot(b.vector.cross(c.vector)) / v,
            r.vector.dot(c.vector.cross(a.vector)) / v,
            r.vector.dot(a.vector.cross(b.vector)) / v)
    }

    /// The lattice with every length multiplied by `factor`.
    public func scaled(by factor: Double) -> Lattice {
        Lattice(a: a * factor, b: b * factor, c: c * factor)
    }

    public var isFinite: Bool {
        rows.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }
    }
}

/// cos of an angle in degrees, exact at the right angles that most cells have.
private func cosine(_ degrees: Double) -> Double {
    degrees == 90 ? 0 : cos(degrees * .pi / 180)
}

private func angle(_ p: Cartesian, _ q: Cartesian) -> Double {
    let c = p.vector.dot(q.vector) / (p.length * q.length)
    return acos(min(1, max(-1, c))) * 180 / .pi
}
