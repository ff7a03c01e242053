public import Crystals

/// Crystals nobody ordered, for tests that compare two ways of computing the same thing.
public enum RandomCrystals {
    /// A cell of three random vectors with edges drawn from `edges` (Å), of either hand, at least a
    /// tenth as large as the product of its edges; `count` atoms anywhere within `spread` cells.
    public static func any(
        count: Int, edges: ClosedRange<Double>, spread: Double = 1, elements: [Int] = [6, 7, 14],
        using generator: inout some RandomNumberGenerator
    ) -> Crystal {
        Crystal(
            lattice: lattice(edges: edges, using: &generator),
            sites: sites(count, spread: spread, elements: elements, using: &generator))
    }

    public static func lattice(
        edges: ClosedRange<Double>, using generator: inout some RandomNumberGenerator
    ) -> Lattice {
        while true {
            let rows = (0..<3).map { _ in
                direction(using: &generator) * Double.random(in: edges, using: &generator)
            }
            let lattice = Lattice(rows: rows)
            let l = lattice.lengths
            if lattice.volume > 0.1 * l.x * l.y * l.z { return lattice }
        }
    }

    public static func sites(
        _ count: Int, spread: Double = 1, elements: [Int],
        using generator: inout some RandomNumberGenerator
    ) -> [Site] {
        (0..<count).compactMap { _ in
            let position = Fractional(
                .random(in: 0..<spread, using: &generator),
                .random(in: 0..<spread, using: &generator),
                .random(in: 0..<spread, using: &generator))
            let number = elements.randomElement(using: &generator)
            return number.flatMap(Element.init(atomicNumber:)).map { Site($0, at: position) }
        }
    }

    /// A point on the unit sphere, by rejection from the cube.
    public static func direction(
        using generator: inout some RandomNumberGenerator
    ) -> SIMD3<Double> {
        while true {
            let v = SIMD3(
                Double.random(in: -1...1, using: &generator),
                .random(in: -1...1, using: &generator),
                .random(in: -1...1, using: &generator))
            let square = (v * v).sum()
            if square > 0.01, square <= 1 { return v / square.squareRoot() }
        }
    }

    /// The rows of a rotation matrix: two random directions, made orthogonal.
    public static func rotation(
        using generator: inout some RandomNumberGenerator
    ) -> [SIMD3<Double>] {
        let x = direction(using: &generator)
        var y = direction(using: &generator)
        y -= x * (x * y).sum()
        y /= (y * y).sum().squareRoot()
        let z = SIMD3(
            x.y * y.z - x.z * y.y, x.z * y.x - x.x * y.z, x.x * y.y - x.y * y.x)
        return [x, y, z]
    }

    /// An integer matrix of determinant 1: a product of random shears.
    public static func unimodular(
        shears: Int = 4, using generator: inout some RandomNumberGenerator
    ) -> [SIMD3<Int>] {
        var rows = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
        for _ in 0..<shears {
            let i = Int.random(in: 0..<3, using: &generator)
            let j = (i + Int.random(in: 1...2, using: &generator)) % 3
            rows[i] &+= rows[j] &* (Bool.random(using: &generator) ? 1 : -1)
        }
        return rows
    }
}
