import Crystals
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a network can see of each atom's edges, whatever the order they come in: for each species
/// of neighbour, Σ w · exp(−(d − μ)² / σ²) on a ladder of distances μ.
///
/// Sums of this kind agree exactly when the multisets of (species, distance, weight) do, and move
/// continuously with them, so that an edge of weight 1e-7 which comes or goes is no difference.
struct Environments {
    /// [atoms]; the species of the atom and its sums by species of neighbour.
    let atoms: [(species: Species, sums: [Species: [Double]])]

    static let ladder = Array(stride(from: 0.5, through: 8.0, by: 0.1))
    static let width = 0.2

    init(_ graph: CrystalGraph) {
        let weights = graph.weights
        atoms = graph.atoms.indices.map { atom in
            var sums: [Species: [Double]] = [:]
            for edge in graph.edges(of: atom) {
                let other = graph.species[Int(graph.atoms[Int(graph.neighbors[edge])])]
                var sum = sums[other] ?? Self.ladder.map { _ in 0 }
                for (k, mu) in Self.ladder.enumerated() {
                    let x = (Double(graph.distances[edge]) - mu) / Self.width
                    sum[k] += Double(weights[edge]) * exp(-x * x)
                }
                sums[other] = sum
            }
            return (graph.species[Int(graph.atoms[atom])], sums)
        }
    }

    /// The largest difference between atom i here and atom `match(i)` there.
    func difference(from other: Environments, match: (Int) -> Int = { $0 }) -> Double {
        atoms.indices.map { index in
            let (here, there) = (atoms[index], other.atoms[match(index)])
            guard here.species == there.species else { return .infinity }
            let species = Set(here.sums.keys).union(there.sums.keys)
            return species.map { one in
                let zeros = Self.ladder.map { _ in 0.0 }
                return zip(here.sums[one] ?? zeros, there.sums[one] ?? zeros)
                    .map { abs($0 - $1) }.max() ?? 0
            }.max() ?? 0
        }.max() ?? 0
    }
}
