/// A box around the corner of a cell, in which a difference of two points lies or not.
struct PointReach {
    /// Half the edges and the edges, in units of a point.
    private let half: SIMD3<Int32>
    private let whole: SIMD3<UInt32>

    /// - Parameter tolerance: half the edges, parts of the lattice vectors; the whole cell from ½ on.
    init(_ tolerance: SIMD3<Double>) {
        var (half, whole) = (SIMD3<Int32>.zero, SIMD3<UInt32>.zero)
        for axis in 0..<3 {
            let isWhole = !(tolerance[axis] < 0.5)
            half[axis] = isWhole ? 0 : Int32(tolerance[axis] * CellPoint.unitsPerCell)
            whole[axis] = isWhole ? .max : 2 * UInt32(half[axis])
        }
        (self.half, self.whole) = (half, whole)
    }

    @inline(__always)
    func holds(_ difference: CellPoint) -> Bool {
        // One comparison an axis: what is below −half wraps to a large number.
        UInt32(bitPattern: difference.x &+ half.x) <= whole.x
            && UInt32(bitPattern: difference.y &+ half.y) <= whole.y
            && UInt32(bitPattern: difference.z &+ half.z) <= whole.z
    }
}
