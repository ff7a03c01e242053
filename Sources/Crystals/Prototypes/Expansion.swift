/// The points of a cell and the role of each.
struct Expansion: Sendable {
    var roles: [Role] = []
    var points: [Fractional] = []

    init() {}

    /// All points of the conventional cell.
    init(of orbits: [WyckoffOrbit], under group: SpaceGroupOperations) {
        for orbit in orbits {
            let images = orbit.points(under: group)
            precondition(
                images.count == orbit.multiplicity,
                "\(orbit.wyckoff) of space group \(group.number) expands to \(images.count) points")
            points += images
            roles += [Role](repeating: orbit.role, count: images.count)
        }
    }

    /// The points of the primitive cell spanned by ``primitiveBasis(centrings:)``, in its coordinates.
    func primitive(centrings: [SIMD3<Double>]) -> Expansion {
        // The inverse of a primitive basis in units of the conventional one: a lattice like any other.
        let basis = Lattice(rows: primitiveBasis(centrings: centrings))
        var primitive = Expansion()
        for (role, point) in zip(roles, points) {
            let inside = basis.fractional(Cartesian(point.vector)).wrapped
            let isKnown = zip(primitive.roles, primitive.points).contains {
                $0 == role && $1.isImage(of: inside, within: 1e-6)
            }
            if !isKnown {
                primitive.roles.append(role)
                primitive.points.append(inside)
            }
        }
        precondition(
            primitive.points.count * centrings.count == points.count,
            "\(points.count) points do not repeat under \(centrings.count) centrings")
        return primitive
    }
}

/// Primitive vectors in units of the conventional ones, as rows (International Tables A, 1.5.4;
/// obverse setting for R).
func primitiveBasis(centrings: [SIMD3<Double>]) -> [SIMD3<Double>] {
    func isCentred(_ x: Double, _ y: Double, _ z: Double) -> Bool {
        centrings.contains { Fractional($0).isImage(of: Fractional(x, y, z), within: 1e-6) }
    }
    if centrings.count == 4 {
        return [SIMD3(0, 0.5, 0.5), SIMD3(0.5, 0, 0.5), SIMD3(0.5, 0.5, 0)]
    } else if isCentred(0.5, 0.5, 0.5) {
        return [SIMD3(-0.5, 0.5, 0.5), SIMD3(0.5, -0.5, 0.5), SIMD3(0.5, 0.5, -0.5)]
    } else if isCentred(0.5, 0.5, 0) {
        return [SIMD3(0.5, -0.5, 0), SIMD3(0.5, 0.5, 0), SIMD3(0, 0, 1)]
    } else if isCentred(0, 0.5, 0.5) {
        return [SIMD3(1, 0, 0), SIMD3(0, 0.5, -0.5), SIMD3(0, 0.5, 0.5)]
    } else if centrings.count == 3 {
        let third = 1.0 / 3
        return [
            SIMD3(2 * third, third, third), SIMD3(-third, third, third),
            SIMD3(-third, -2 * third, third),
        ]
    }
    return [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
}
