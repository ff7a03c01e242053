extension NeighborList {
    /// Every neighbour within `radius` (Å, inclusive), by looking at every image in a box that
    /// cannot be too small: the definition, and the reference that the fast search is tested
    /// against. Its cost grows as atoms² · radius³ / (the product of the cell's heights).
    ///
    /// Why the box suffices: the planes f_k = const are a height h_k apart, so two points whose
    /// fractional coordinates differ by x_k + n_k lie at least |x_k + n_k| · h_k from each other.
    /// A neighbour within the radius therefore has |n_k| ≤ radius / h_k + |x_k|.
    public static func exhaustive(_ crystal: Crystal, radius: Double) -> NeighborList {
        var list = NeighborList()
        let geometry = SiteGeometry(crystal)
        for i in crystal.sites.indices {
            var found: [Neighbor] = []
            for j in crystal.sites.indices {
                let x = (crystal.sites[j].position - crystal.sites[i].position).vector
                for shift in box(difference: x, radius: radius, heights: crystal.lattice.heights) {
                    if i == j, shift == .zero { continue }
                    let distance = geometry.distance(from: i, to: j, shift: shift)
                    guard distance <= radius else { continue }
                    found.append(Neighbor(distance: distance, site: Int32(j), shift: shift))
                }
            }
            list.append(found.sorted())
        }
        return list
    }

    /// Every lattice translation with |n_k| ≤ radius / h_k + |x_k|, rounded up.
    private static func box(
        difference x: SIMD3<Double>, radius: Double, heights: SIMD3<Double>
    ) -> [SIMD3<Double>] {
        let extents = (0..<3).map { Int((radius / heights[$0] + abs(x[$0])).rounded(.up)) }
        var shifts: [SIMD3<Double>] = []
        for a in -extents[0]...extents[0] {
            for b in -extents[1]...extents[1] {
                for c in -extents[2]...extents[2] {
                    shifts.append(SIMD3(Double(a), Double(b), Double(c)))
                }
            }
        }
        return shifts
    }
}
