/// One orbit of a prototype: its role, its Wyckoff position, and one of its points.
public struct WyckoffOrbit: Hashable, Sendable {
    public var role: Role
    /// Multiplicity in the conventional cell and Wyckoff letter: "4f".
    public var wyckoff: String
    /// One point of the orbit, in the conventional cell of spglib's first setting.
    public var position: Fractional

    public init(_ role: Role, _ wyckoff: String, _ x: Double, _ y: Double, _ z: Double) {
        (self.role, self.wyckoff, position) = (role, wyckoff, Fractional(x, y, z))
    }

    /// Points of the orbit in the conventional cell.
    public var multiplicity: Int { Int(wyckoff.prefix(while: \.isNumber)) ?? 0 }

    /// Every point of the orbit in the conventional cell.
    ///
    /// Tables print 0.3333 where the site says ⅓. The point is therefore first moved onto its own
    /// site symmetry: the mean of its images under the operations that leave it within `tolerance`
    /// of where it was is exactly invariant under all of them.
    func points(
        under group: SpaceGroupOperations, tolerance: Double = 2e-3
    ) -> [Fractional] {
        var shift = SIMD3<Double>.zero
        var stabilizers = 0.0
        for operation in group.operations {
            let step = (operation(position.vector) - position.vector).nearestImage
            if step.largestComponent < tolerance {
                shift += step
                stabilizers += 1
            }
        }
        let exact = position.vector + shift / stabilizers
        var points: [Fractional] = []
        for operation in group.operations {
            let point = Fractional(operation(exact)).wrapped
            if !points.contains(where: { $0.isImage(of: point, within: tolerance) }) {
                points.append(point)
            }
        }
        return points
    }
}

extension Fractional {
    /// Whether two positions differ by a lattice vector, each component within `tolerance`.
    func isImage(of other: Fractional, within tolerance: Double) -> Bool {
        (vector - other.vector).nearestImage.largestComponent < tolerance
    }
}

extension SIMD3<Double> {
    /// The difference of two fractional positions, each component in [−½, ½].
    fileprivate var nearestImage: Self { self - rounded(.toNearestOrEven) }

    fileprivate var largestComponent: Double { Swift.max(abs(x), abs(y), abs(z)) }
}
