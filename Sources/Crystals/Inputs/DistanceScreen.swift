/// Tells most crystals, quickly, from those of which a ``DistanceExaminer`` has something to say.
///
/// A crystal is clear if no two atoms are short for a bond, every atom has another within reach,
/// and the two nearest atoms of all are near enough for one. For that the search need not go
/// beyond the radius within which two atoms must be: of N points in a volume V two are no farther apart than
/// (√2 V/N)^⅓, their distance in the densest packing of spheres (Hales, Ann. Math. 162 (2005) 1065).
/// Every pair is looked at in every image that can be so near, so that the time grows with the
/// square of the atoms.
struct DistanceScreen {
    private let crystal: Crystal
    /// [atoms]; covalent radii, Å.
    private var radii: [Double] = []
    /// Å.
    private var radius = 0.0
    /// Lattice translations that may bring two atoms within the radius, Å; zero comes first.
    private var translations: [SIMD3<Double>] = []

    /// Beyond these the neighbour lists are quicker.
    private static let (mostAtoms, mostTranslations) = (64, 343)
    /// Distances this close to a limit, relative, are left to the examiner.
    private static let margin = 1e-9

    /// Whether the crystal is clear; false where that cannot be said quickly.
    static func isClear(_ crystal: Crystal) -> Bool { DistanceScreen(crystal)?.isClear ?? false }

    /// nil for large or disordered crystals and very flat cells.
    private init?(_ crystal: Crystal) {
        guard crystal.sites.count <= Self.mostAtoms else { return nil }
        self.crystal = crystal
        radii.reserveCapacity(crystal.sites.count)
        for site in crystal.sites {
            guard case .element(let element) = site.species else { return nil }
            // From pm.
            radii.append(element.covalentRadius / 100)
        }
        let closest = cubeRoot(2.0.squareRoot() * crystal.volumePerAtom)
        let bond = CrystalExaminer.short * 2 * (radii.max() ?? 0)
        radius = max(closest, bond, CrystalExaminer.shortestDistance) * (1 + 2 * Self.margin)
        guard let translations = Self.translations(in: crystal.lattice, within: radius) else {
            return nil
        }
        self.translations = translations
    }

    /// Differences of coordinates brought next to zero are at most ½, and planes n_k = const stand a
    /// height h_k apart: only |n_k| ≤ radius / h_k + ½ can bring two atoms within the radius.
    private static func translations(
        in lattice: Lattice, within radius: Double
    ) -> [SIMD3<Double>]? {
        let extents = radius / lattice.heights + 0.5 + margin
        guard extents.max() < 8 else { return nil }
        let n = SIMD3<Int>(extents)
        let count = (2 * n.x + 1) * (2 * n.y + 1) * (2 * n.z + 1)
        guard count <= mostTranslations else { return nil }
        var translations = [SIMD3<Double>.zero]
        translations.reserveCapacity(count)
        for a in -n.x...n.x {
            for b in -n.y...n.y {
                for c in -n.z...n.z where a != 0 || b != 0 || c != 0 {
                    let f = Fractional(Double(a), Double(b), Double(c))
                    translations.append(lattice.cartesian(f).vector)
                }
            }
        }
        return translations
    }

    private var isClear: Bool {
        var closest = (distance: ownDistance, radius: radii.max() ?? 0)
        // The images of an atom stand as far from it as those of any other.
        var isAlone = [Bool](repeating: closest.distance > reach, count: radii.count)
        if closest.distance < limit(closest.radius, closest.radius) { return false }
        for i in radii.indices.dropFirst() {
            for j in 0..<i {
                let distance = distance(i, j)
                if distance < limit(radii[i], radii[j]) { return false }
                if distance <= reach { (isAlone[i], isAlone[j]) = (false, false) }
                if distance < closest.distance {
                    closest = (distance, max(radii[i], radii[j]))
                }
            }
        }
        return !isAlone.contains(true) && isBond(closest.distance, closest.radius)
    }

    private var reach: Double { CrystalExaminer.isolation * (1 - Self.margin) }

    /// Å, below which there may be something to say of two atoms.
    private func limit(_ a: Double, _ b: Double) -> Double {
        max(CrystalExaminer.shortestDistance, CrystalExaminer.short * (a + b)) * (1 + Self.margin)
    }

    /// Whether the nearest atom to one of this radius is near enough for a bond, whichever it is.
    private func isBond(_ distance: Double, _ radius: Double) -> Bool {
        let longest = CrystalExaminer.long * (radius + (radii.min() ?? 0))
        return distance <= self.radius && distance < longest * (1 - Self.margin)
    }

    /// Between an atom and the nearest of its own images, Å.
    private var ownDistance: Double {
        var least = Double.infinity
        for t in translations.dropFirst() { least = min(least, t.dot(t)) }
        return least.squareRoot()
    }

    /// Between two atoms in the nearest of their images, Å; more where none is within the radius.
    private func distance(_ i: Int, _ j: Int) -> Double {
        let x = crystal.sites[i].position.vector - crystal.sites[j].position.vector
        let near = Fractional(x - x.rounded(.toNearestOrEven))
        let r = crystal.lattice.cartesian(near).vector
        var least = Double.infinity
        for t in translations {
            let d = r + t
            least = min(least, d.dot(d))
        }
        return least.squareRoot()
    }
}
