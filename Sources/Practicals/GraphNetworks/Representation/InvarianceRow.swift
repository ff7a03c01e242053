internal import Crystals
internal import Learning
internal import Tensors

/// One thing that describes a crystal, before and after.
struct InvarianceRow: Encodable {
    var key: String
    var unit: String
    /// nil where the two cannot be compared.
    var difference: Double?
    /// Whether it must stay under the transformation.
    var isInvariant: Bool
    var changed: Bool
    var property: String?
    var before: Double?
    var after: Double?

    /// Differences below are rounding of Float.
    static let rounding = 1e-5

    private init(
        _ key: String, _ unit: String, _ difference: Double?,
        under transformation: CrystalTransformation
    ) {
        (self.key, self.unit, self.difference) = (key, unit, difference?.known)
        isInvariant = transformation.invariants.contains(key)
        changed = difference.map { $0 > Self.rounding } ?? true
    }

    /// What coordinates, cell and graph say.
    ///
    /// - Parameter origins: [atoms after] the atom before that each was.
    static func geometry(
        _ before: Crystal, _ after: Crystal, origins: [Int],
        under transformation: CrystalTransformation
    ) -> [InvarianceRow] {
        let sameCount = before.sites.count == after.sites.count
        func row(_ key: String, _ unit: String, _ difference: Double?) -> InvarianceRow {
            InvarianceRow(key, unit, difference, under: transformation)
        }
        let (first, second) = (
            AtomSurroundings.all(of: before), AtomSurroundings.all(of: after)
        )
        let pairs = zip(second, origins.map { first[$0] })
        return [
            row("cartesian", "Å", sameCount ? largest(before.positions, after.positions) : nil),
            row("fractional", "", sameCount ? largest(before.fractions, after.fractions) : nil),
            row("cell", "Å", largest(before.lattice.rows, after.lattice.rows)),
            row(
                "order", "",
                sameCount ? Double(origins.enumerated().count { $0 != $1 }) : nil),
            row("atoms", "", Double(after.sites.count - before.sites.count)),
            row("volume", "Å³", abs(after.volumePerAtom - before.volumePerAtom)),
            row("distances", "Å", pairs.map { $0.difference($1, of: \.distances) }.max()),
            row("weights", "", pairs.map { $0.difference($1, of: \.weights) }.max()),
            row("descriptor", "", descriptorDifference(first, second)),
        ]
    }

    /// What a model says, on the scale on which it learned.
    static func predictions(
        _ before: Crystal, _ after: Crystal, by model: ModelPredictor,
        under transformation: CrystalTransformation
    ) -> [InvarianceRow] {
        let estimates = model.estimates(for: [before, after])
        return model.properties.enumerated().map { k, property in
            let (first, second) = (estimates[0][k], estimates[1][k])
            var row = InvarianceRow(
                "prediction", model.model.card.targets[k].learnedUnit,
                abs(first.mean - second.mean), under: transformation)
            row.property = property.name
            (row.before, row.after) = (first.value, second.value)
            return row
        }
    }

    private static func largest(_ a: [SIMD3<Double>], _ b: [SIMD3<Double>]) -> Double {
        zip(a, b).map { p, q in
            let d = p - q
            return (d * d).sum().squareRoot()
        }.max() ?? 0
    }

    private static func descriptorDifference(
        _ a: [AtomSurroundings], _ b: [AtomSurroundings]
    ) -> Double {
        zip(AtomSurroundings.mean(a), AtomSurroundings.mean(b)).map { abs($0 - $1) }.max() ?? 0
    }
}

extension CrystalTransformation {
    /// What theory says that it leaves as it is.
    var invariants: Set<String> {
        let graph: Set = ["distances", "weights", "descriptor", "prediction", "volume"]
        return switch self {
        case .rotation: graph.union(["fractional", "order", "atoms"])
        case .translation: graph.union(["cell", "order", "atoms"])
        case .permutation: graph.union(["cell", "atoms"])
        case .doubling: graph
        case .otherCell: graph.union(["order", "atoms"])
        case .strain: ["fractional", "order", "atoms"]
        }
    }
}

/// What the graph knows of an atom's neighbours.
private struct AtomSurroundings {
    /// Å, ascending; of edges that count.
    var distances: [Double]
    var weights: [Double]
    /// [41] Σ_j w_j u_k(d_j)
    var descriptor: [Double]

    /// An edge that counts for less may come and go with rounding.
    private static let leastWeight: Float = 1e-4

    static func all(of crystal: Crystal) -> [AtomSurroundings] {
        let graph = CrystalGraph(crystal, rule: .standard)
        let weights = graph.weights
        let batch = GraphBatch([graph])
        let gaussians = GaussianEdges(batch.edges, basis: .published).expanded()
        return (0..<graph.atomCount).map { atom in
            var descriptor = [Double](repeating: 0, count: gaussians.columns)
            for edge in graph.edges(of: atom) {
                for k in descriptor.indices {
                    let u = gaussians.scalars[edge * gaussians.columns + k]
                    descriptor[k] += Double(weights[edge]) * Double(u)
                }
            }
            let counted = graph.edges(of: atom).filter { weights[$0] > leastWeight }
            return AtomSurroundings(
                distances: counted.map { Double(graph.distances[$0]) },
                weights: counted.map { Double(weights[$0]) }, descriptor: descriptor)
        }
    }

    /// Of lists of other lengths an infinite one.
    func difference(_ other: Self, of list: (Self) -> [Double]) -> Double {
        let (a, b) = (list(self), list(other))
        guard a.count == b.count else { return .infinity }
        return zip(a, b).map { abs($0 - $1) }.max() ?? 0
    }

    static func mean(_ atoms: [Self]) -> [Double] {
        guard let first = atoms.first else { return [] }
        return first.descriptor.indices.map { k in
            atoms.reduce(0) { $0 + $1.descriptor[k] } / Double(atoms.count)
        }
    }
}

extension Crystal {
    /// Å
    fileprivate var positions: [SIMD3<Double>] {
        sites.map { lattice.cartesian($0.position).vector }
    }

    fileprivate var fractions: [SIMD3<Double>] { sites.map(\.position.vector) }
}
