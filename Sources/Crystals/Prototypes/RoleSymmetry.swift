/// Which exchanges of roles give the same structure back.
///
/// Two decorations describe one crystal if an isometry maps the sites of the prototype onto
/// themselves while it permutes the roles. Such an isometry keeps the lattice of the prototype,
/// so its linear part is a symmetry of the conventional cell, whose entries are −1, 0 or 1 in the
/// lattice systems of ``PrototypeCell``; its translation carries one chosen site onto another.
/// Both are finite, so every such isometry is found by trying all. Mirror images count as one crystal.
struct RoleSymmetrySearch {
    var cell: Lattice
    var expansion: Expansion
    var roles: [Role]

    /// Coordinates that should coincide are compared within this, in fractions of an edge. The
    /// tables give four decimals, so a free parameter that merely is near a special value differs by more.
    private let tolerance = 2e-3

    /// Every permutation of the roles, identity first, as indices into `roles`.
    func permutations() -> [[Int]] {
        let identity = Array(roles.indices)
        guard Set(counts).count < roles.count else { return [identity] }
        var found = Set<[Int]>([identity])
        for rotation in rotations() {
            for target in expansion.points.indices {
                if let permutation = permutation(rotation, originTo: target) {
                    found.insert(permutation)
                }
            }
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private var counts: [Int] {
        roles.map { role in expansion.roles.filter { $0 == role }.count }
    }

    /// The integer matrices W with W G Wᵀ = G for the metric tensor G of the cell.
    private func rotations() -> [[SIMD3<Double>]] {
        let steps: [Double] = [-1, 0, 1]
        let vectors = steps.flatMap { x in
            steps.flatMap { y in steps.map { SIMD3(x, y, $0) } }
        }
        let edges = cell.rows
        func cartesian(_ v: SIMD3<Double>) -> SIMD3<Double> {
            cell.cartesian(Fractional(v)).vector
        }
        func matches(_ p: SIMD3<Double>, _ q: SIMD3<Double>, _ i: Int, _ j: Int) -> Bool {
            let scale = (edges[i].dot(edges[i]) * edges[j].dot(edges[j])).squareRoot()
            return abs(cartesian(p).dot(cartesian(q)) - edges[i].dot(edges[j])) < 1e-6 * scale
        }
        var found: [[SIMD3<Double>]] = []
        for a in vectors where matches(a, a, 0, 0) {
            for b in vectors where matches(b, b, 1, 1) && matches(a, b, 0, 1) {
                for c in vectors
                where matches(c, c, 2, 2) && matches(a, c, 0, 2) && matches(b, c, 1, 2) {
                    found.append([a, b, c])
                }
            }
        }
        return found
    }

    /// What becomes of the roles when the first site is carried onto site `target`.
    private func permutation(_ rotation: [SIMD3<Double>], originTo target: Int) -> [Int]? {
        func image(_ f: SIMD3<Double>) -> SIMD3<Double> {
            rotation[0] * f.x + rotation[1] * f.y + rotation[2] * f.z
        }
        let points = expansion.points
        let shift = points[target].vector - image(points[0].vector)
        var partner: [Role: Role] = [:]
        for (role, point) in zip(expansion.roles, points) {
            let moved = Fractional(image(point.vector) + shift)
            guard
                let hit = points.indices.first(where: {
                    points[$0].isImage(of: moved, within: tolerance)
                })
            else { return nil }
            let other = expansion.roles[hit]
            if partner.updateValue(other, forKey: role).map({ $0 != other }) == true { return nil }
        }
        let indices = roles.compactMap { partner[$0] }.compactMap { roles.firstIndex(of: $0) }
        return indices.count == roles.count && Set(indices).count == roles.count ? indices : nil
    }
}
