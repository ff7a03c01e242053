internal import Foundation

/// An image of the atoms' columns in real space, as incoherent imaging has it (dark-field scanning
/// transmission): the sum of a Gaussian at each lattice point (Pennycook & Jesson 1991).
public struct Micrograph: Hashable, Sendable {
    /// Pixels of a side.
    public var side = 28
    /// Å of a pixel.
    public var scale = 0.5
    /// Standard deviation of a column, Å: that of the atoms' motion and of the beam.
    public var columnWidth = 0.65
    /// The lattice point nearest to the middle, in units of the cell's vectors.
    public var origin = SIMD2(0.0, 0.0)

    public init() {}

    /// Brightness row by row from the top; one column alone has 1 in its middle.
    public func image(of lattice: PlaneLattice) -> [Double] {
        var image = PlaneImage(side: side)
        let (first, second) = lattice.reciprocal
        let reach = Double(side) * scale / 2.0.squareRoot() + 5 * columnWidth
        // The point n a + m b stands within reach only if |n| ≤ reach · |a*|.
        let (most, mostOther) = (
            Int((reach * PlaneLattice.dot(first, first).squareRoot()).rounded(.up)) + 1,
            Int((reach * PlaneLattice.dot(second, second).squareRoot()).rounded(.up)) + 1
        )
        for n in -most...most {
            for m in -mostOther...mostOther {
                for point in lattice.points {
                    let cell = SIMD2(Double(n), Double(m)) + point + origin
                    let place = cell.x * lattice.a + cell.y * lattice.b
                    image.add(
                        at: SIMD2(place.x, -place.y) / scale, width: columnWidth / scale, height: 1)
                }
            }
        }
        return image.values
    }
}
