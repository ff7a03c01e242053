internal import Foundation

/// The bases of one lattice whose vectors are as long as those of another, at the same angles, within
/// tolerances, and span a primitive cell.
struct LatticeMappings {
    /// [a, b, c] vectors that are as long as each of the other's.
    private let shells: [[ShellVector]]
    /// α, β, γ.
    private let windows: [CosineWindow]

    struct Mapping {
        /// The vectors, in units of those of the lattice that is mapped.
        let rows: IntegerMatrix
        /// Å.
        let lengths: SIMD3<Double>
        /// Cosines of α, β, γ.
        let cosines: SIMD3<Double>
    }

    /// - Parameter angleTolerance: degrees.
    init(
        of lattice: Lattice, onto other: Lattice, lengthTolerance: Double, angleTolerance: Double
    ) {
        let (lengths, angles) = (other.lengths, other.angles)
        let vectors = ShellVector.all(of: lattice, within: lengths.max() * (1 + lengthTolerance))
        shells = (0..<3).map { axis in
            let (least, most) = (
                lengths[axis] / (1 + lengthTolerance), lengths[axis] * (1 + lengthTolerance)
            )
            return vectors.filter { $0.length > least && $0.length < most }
        }
        windows = (0..<3).map { CosineWindow(around: angles[$0], tolerance: angleTolerance) }
    }

    /// Calls `body` with one mapping after the other until it returns false.
    func forEach(_ body: (Mapping) -> Bool) {
        for a in shells[0] {
            let cs = shells[2].filter { windows[1].holds(a.cosine($0)) }
            if cs.isEmpty { continue }
            for b in shells[1] where windows[2].holds(a.cosine(b)) {
                for c in cs where windows[0].holds(b.cosine(c)) {
                    guard let mapping = Mapping(a, b, c) else { continue }
                    if !body(mapping) { return }
                }
            }
        }
    }
}

extension LatticeMappings.Mapping {
    /// nil where the vectors span no primitive cell.
    fileprivate init?(_ a: ShellVector, _ b: ShellVector, _ c: ShellVector) {
        rows = IntegerMatrix(a: a.place, b: b.place, c: c.place)
        guard abs(rows.determinant) == 1 else { return nil }
        lengths = SIMD3(a.length, b.length, c.length)
        cosines = SIMD3(b.cosine(c), a.cosine(c), a.cosine(b))
    }

    /// A lattice with the means of the lengths and angles of this basis and of `other`.
    func average(with other: Lattice) -> Lattice {
        let angles = SIMD3(degrees(cosines.x), degrees(cosines.y), degrees(cosines.z))
        return Lattice(
            lengths: (lengths + other.lengths) / 2, angles: (angles + other.angles) / 2)
    }

    private func degrees(_ cosine: Double) -> Double {
        acos(min(1, max(-1, cosine))) * 180 / .pi
    }
}

/// A lattice vector by its coordinates and in space.
private struct ShellVector {
    let place: SIMD3<Int32>
    let direction: SIMD3<Double>
    /// Å.
    let length: Double

    func cosine(_ other: ShellVector) -> Double { direction.dot(other.direction) }

    /// But for the zero vector.
    static func all(of lattice: Lattice, within radius: Double) -> [ShellVector] {
        let most = SIMD3<Int32>((SIMD3(repeating: radius) / lattice.heights).rounded(.down))
        var vectors: [ShellVector] = []
        for x in -most.x...most.x {
            for y in -most.y...most.y {
                let start = lattice.a.vector * Double(x) + lattice.b.vector * Double(y)
                for z in -most.z...most.z {
                    let vector = start + lattice.c.vector * Double(z)
                    let square = vector.dot(vector)
                    guard square <= radius * radius, square > 0 else { continue }
                    let length = square.squareRoot()
                    vectors.append(
                        ShellVector(
                            place: SIMD3(x, y, z), direction: vector / length, length: length))
                }
            }
        }
        return vectors
    }
}

/// The cosines of the angles within a tolerance of one.
private struct CosineWindow {
    private let least: Double
    private let most: Double

    /// Both in degrees.
    init(around angle: Double, tolerance: Double) {
        least = cos(min(180, angle + tolerance) * .pi / 180)
        most = cos(max(0, angle - tolerance) * .pi / 180)
    }

    @inline(__always)
    func holds(_ cosine: Double) -> Bool { cosine >= least && cosine <= most }
}
