import Crystals
import Foundation

/// A row of structure-pairs.csv: two crystals of the shared data, how the second is changed, and what
/// pymatgen says of the two. Its script, make-structure-pairs.py, says the same in Python.
struct PairRecipe {
    let kind: String
    /// "file:id" of the first and the second.
    let ids: [String]
    let seed: UInt64
    /// At most, of each component.
    let strain: Double
    /// Å.
    let noise: Double
    let verdict: MatcherVerdict

    static func all() throws -> [PairRecipe] {
        try MatcherFixture.rows("structure-pairs.csv").map { row in
            PairRecipe(
                kind: row["kind"] ?? "", ids: [row["a"] ?? "", row["b"] ?? ""],
                seed: UInt64(row["seed"] ?? "") ?? 0, strain: Double(row["strain"] ?? "") ?? 0,
                noise: Double(row["noise"] ?? "") ?? 0, verdict: MatcherVerdict(row))
        }
    }

    /// - Parameter crystals: of the shared data, by "file:id".
    func pair(from crystals: [String: Crystal]) -> (Crystal, Crystal)? {
        guard var a = crystals[ids[0]], var b = crystals[ids[1]] else { return nil }
        var numbers = RecipeNumbers(seed: seed)
        switch kind {
        case "cell": b = b.onOtherVectors(&numbers)
        case "supercell":
            let counts = Self.repeats[numbers.below(Self.repeats.count)]
            b = b.supercell(counts.x, counts.y, counts.z).onOtherVectors(&numbers)
        case "antisite":
            let counts = Self.repeats[numbers.below(4)]
            a = a.supercell(counts.x, counts.y, counts.z).withAntisite(&numbers)
            b = b.supercell(counts.x, counts.y, counts.z).withAntisite(&numbers)
        case "vacancy":
            let counts = Self.repeats[numbers.below(4)]
            let species = a.sites[numbers.below(a.sites.count)].species
            a = a.supercell(counts.x, counts.y, counts.z).withVacancy(of: species, &numbers)
            b = b.supercell(counts.x, counts.y, counts.z).withVacancy(of: species, &numbers)
        default: return (a, b)
        }
        return (a, b.disturbed(strain: strain, noise: noise, &numbers))
    }

    private static let repeats = [
        SIMD3(2, 1, 1), SIMD3(1, 2, 1), SIMD3(1, 1, 2), SIMD3(2, 2, 1), SIMD3(3, 1, 1),
        SIMD3(1, 1, 3), SIMD3(2, 1, 2), SIMD3(2, 2, 2),
    ]
}

/// The random numbers of the recipes.
struct RecipeNumbers {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// In [0, 1).
    mutating func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    mutating func signed() -> Double { 2 * unit() - 1 }

    mutating func below(_ n: Int) -> Int { Int(unit() * Double(n)) }

    /// A point in the unit ball.
    mutating func ball() -> SIMD3<Double> {
        while true {
            let v = SIMD3(signed(), signed(), signed())
            if (v * v).sum() <= 1 { return v }
        }
    }
}

extension Crystal {
    fileprivate func onOtherVectors(_ numbers: inout RecipeNumbers) -> Crystal {
        var rows = lattice.rows
        var sites = sites
        for _ in 0..<3 {
            let i = numbers.below(3)
            let j = (i + 1 + numbers.below(2)) % 3
            let sign = numbers.unit() < 0.5 ? 1.0 : -1
            rows[i] += rows[j] * sign
            for site in sites.indices {
                sites[site].position.vector[j] -= sign * sites[site].position.vector[i]
            }
        }
        return Crystal(lattice: Lattice(rows: rows), sites: sites)
    }

    fileprivate func disturbed(
        strain: Double, noise: Double, _ numbers: inout RecipeNumbers
    ) -> Crystal {
        let e = (0..<6).map { _ in numbers.signed() }
        let scale = strain / (e.map(abs).max() ?? 1)
        let tensor = [SIMD3(e[0], e[5], e[4]), SIMD3(e[5], e[1], e[3]), SIMD3(e[4], e[3], e[2])]
        let strained = Lattice(
            rows: lattice.rows.map { row in
                row + (tensor[0] * row.x + tensor[1] * row.y + tensor[2] * row.z) * scale
            })
        let shift = SIMD3(numbers.unit(), numbers.unit(), numbers.unit())
        var moved = sites
        for site in moved.indices {
            let step = strained.fractional(Cartesian(numbers.ball() * noise))
            moved[site].position.vector += step.vector + shift
        }
        for k in stride(from: moved.count - 1, to: 0, by: -1) {
            moved.swapAt(k, numbers.below(k + 1))
        }
        let turned = Crystal(lattice: strained, sites: moved)
        return turned.rotated(by: Self.rotation(&numbers))
    }

    /// By a quaternion: a vector in the unit ball and what is left to length one.
    private static func rotation(_ numbers: inout RecipeNumbers) -> [SIMD3<Double>] {
        let v = numbers.ball()
        let w = (1 - (v * v).sum()).squareRoot()
        let (x, y, z) = (v.x, v.y, v.z)
        return [
            SIMD3(1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
            SIMD3(2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
            SIMD3(2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
        ]
    }

    fileprivate func withAntisite(_ numbers: inout RecipeNumbers) -> Crystal {
        var changed = self
        let first = numbers.below(sites.count)
        let others = sites.indices.filter { sites[$0].species != sites[first].species }
        let second = others[numbers.below(others.count)]
        changed.sites[first].species = sites[second].species
        changed.sites[second].species = sites[first].species
        return changed
    }

    fileprivate func withVacancy(
        of species: Species, _ numbers: inout RecipeNumbers
    ) -> Crystal {
        var changed = self
        let same = sites.indices.filter { sites[$0].species == species }
        changed.sites.remove(at: same[numbers.below(same.count)])
        return changed
    }
}
