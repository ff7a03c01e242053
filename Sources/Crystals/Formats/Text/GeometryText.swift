/// Geometry as it is written: rounded far below what any atom can be placed to, so that the noise
/// of arithmetic is not shown, and what is read and written again is the same text.
enum GeometryText {
    /// Of fractional coordinates, occupancies, and the lengths (Å) and angles (degrees) of a CIF.
    static let decimals = 10

    /// Of Cartesian components, Å: two more, so that angles and fractional coordinates computed
    /// from them are those they came from.
    static let cartesianDecimals = 12

    static func number(_ value: Double) -> String { Decimal.text(value, decimals) }

    /// Three numbers with spaces between them.
    static func vector(_ v: Fractional) -> String { words(rounded(v.vector, decimals)) }

    /// Three numbers with spaces between them.
    static func vector(_ v: Cartesian) -> String { words(rounded(v.vector, cartesianDecimals)) }

    static func rounded(_ v: SIMD3<Double>, _ decimals: Int) -> SIMD3<Double> {
        SIMD3(
            Decimal.rounded(v.x, decimals), Decimal.rounded(v.y, decimals),
            Decimal.rounded(v.z, decimals))
    }

    private static func words(_ v: SIMD3<Double>) -> String { "\(v.x) \(v.y) \(v.z)" }
}

extension Crystal {
    /// With the lattice and the positions as they are written.
    var roundedForText: Crystal {
        func rounded(_ v: Cartesian) -> Cartesian {
            Cartesian(GeometryText.rounded(v.vector, GeometryText.cartesianDecimals))
        }
        return Crystal(
            lattice: Lattice(a: rounded(lattice.a), b: rounded(lattice.b), c: rounded(lattice.c)),
            sites: sites.map { site in
                let position = GeometryText.rounded(site.position.vector, GeometryText.decimals)
                return Site(site.species, at: Fractional(position))
            })
    }
}
