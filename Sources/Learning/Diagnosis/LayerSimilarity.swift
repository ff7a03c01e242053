public import Crystals
public import Tensors

/// How alike the atoms of a crystal have become behind each convolution: the mean cosine of the angle
/// between the vectors of two of its atoms.
///
/// Where it nears 1 the layers have smoothed the atoms into one ("oversmoothing"; Li, Han & Wu, AAAI
/// 2018), and further ones add nothing. Pairs of different elements tell more than all pairs: equal
/// atoms on equivalent sites are alike in any layer.
public struct LayerSimilarity: Hashable, Sendable {
    /// [depths] over all pairs of atoms; depth 0 is the element alone. NaN where no crystal has two.
    public var all: [Double]
    /// [depths] over pairs of different species; NaN where no crystal has any.
    public var different: [Double]
    /// Crystals that have two atoms, and two species.
    public var crystals: (all: Int, different: Int) { (counts[0], counts[1]) }
    private var counts: [Int]

    init(all: [Double], different: [Double], crystals: Int) {
        (self.all, self.different) = (all, different)
        counts = [crystals, crystals]
    }

    /// The mean over crystals, each of which counts once.
    public init(_ network: CGCNN, graphs: [CrystalGraph]) {
        let pieces = Workers.map(graphs.count) { Self.similarities(network, graphs[$0]) }
        let depths = network.convolutions.count + 1
        func mean(_ part: (Pair) -> Double) -> [Double] {
            (0..<depths).map { depth in
                let known = pieces.map { part($0[depth]) }.filter(\.isFinite)
                return known.reduce(0, +) / Double(known.count)
            }
        }
        (all, different) = (mean(\.all), mean(\.different))
        counts = [
            pieces.count { $0[0].all.isFinite }, pieces.count { $0[0].different.isFinite },
        ]
    }

    /// The mean over the members of an ensemble.
    public init(_ networks: [CGCNN], graphs: [CrystalGraph]) {
        precondition(!networks.isEmpty, "the similarity of no network")
        let each = networks.map { LayerSimilarity($0, graphs: graphs) }
        func mean(_ part: (LayerSimilarity) -> [Double]) -> [Double] {
            part(each[0]).indices.map { depth in
                each.reduce(0) { $0 + part($1)[depth] } / Double(each.count)
            }
        }
        (all, different, counts) = (mean(\.all), mean(\.different), each[0].counts)
    }

    typealias Pair = (all: Double, different: Double)

    private static func similarities(_ network: CGCNN, _ graph: CrystalGraph) -> [Pair] {
        let species = graph.atoms.map(Int.init)
        return network.atomVectors(GraphBatch([graph])).map { pair(of: $0, species: species) }
    }

    /// Mean cosines between the rows of a matrix: over all pairs, and over those of different kinds.
    ///
    /// Of unit vectors û, Σ_{i≠j} û_i·û_j = |Σ û_i|² − n, so no pair need be looked at.
    ///
    /// - Parameters:
    ///   - vectors: [atoms, features]
    ///   - species: [atoms] of what kind each is.
    static func pair(of vectors: Tensor, species: [Int]) -> Pair {
        precondition(
            vectors.rows == species.count, "\(vectors.rows) vectors, \(species.count) species")
        let width = vectors.columns
        var sums: [Int: (count: Int, sum: [Double])] = [:]
        for (atom, kind) in species.enumerated() {
            let row = vectors.scalars[(atom * width)..<((atom + 1) * width)].map(Double.init)
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            var sum = sums[kind] ?? (0, [Double](repeating: 0, count: width))
            sum.count += 1
            for (k, x) in row.enumerated() { sum.sum[k] += x / length }
            sums[kind] = sum
        }
        // In one order, whatever that of the dictionary.
        let kinds = sums.sorted { $0.key < $1.key }.map(\.value)
        let whole = (0..<width).map { k in kinds.reduce(0) { $0 + $1.sum[k] } }
        let (n, square) = (Double(species.count), Self.square(whole))
        let own = kinds.reduce(0) { $0 + Self.square($1.sum) }
        let ownPairs = kinds.reduce(0) { $0 + Double($1.count * $1.count) }
        return (
            species.count > 1 ? (square - n) / (n * (n - 1)) : .nan,
            kinds.count > 1 ? (square - own) / (n * n - ownPairs) : .nan
        )
    }

    private static func square(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 } }
}

extension CGCNN {
    /// The vectors of the atoms at every depth, by running statistics: those of the elements, then
    /// those behind each convolution; each [atoms, F].
    public func atomVectors(_ batch: GraphBatch) -> [Tensor] {
        let edges = GaussianEdges(batch.edges, basis: configuration.basis)
        var vectors = [embedding(batch.species).gatheringRows(batch.atoms)]
        for convolution in convolutions {
            vectors.append(convolution.inference(vectors[vectors.count - 1], edges))
        }
        return vectors
    }
}
