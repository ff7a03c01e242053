internal import CKernels

/// The edges of a batch of disjoint graphs, and their distances on a basis of Gaussians.
///
/// u_k(d) = exp(−((d − k·step)/step)²), k = 0 ..< centers, as CGCNN expands distances (Xie &
/// Grossman 2018). At any distance only ten terms exceed e⁻²⁵, below the last bit of their sum, so
/// ten are kept.
public struct Edges: Sendable {
    /// [atoms + 1]; edges of atom i are offsets[i] ..< offsets[i + 1].
    public let offsets: [Int32]
    /// [edges] atom at the far end.
    public let neighbors: [Int32]
    /// [edges] share with which each edge counts, 0…1.
    public let weights: [Float]
    /// Atom indices at which the batch may be cut so that no edge crosses: first 0, last `atoms`.
    public let pieces: [Int32]
    public let basis: GaussianBasis
    /// [edges] index of the first kept Gaussian, and [edges][10] their values.
    let firstTerms: [Int32]
    let terms: [Float]

    public init(
        offsets: [Int32], neighbors: [Int32], distances: [Float], weights: [Float],
        pieces: [Int32], basis: GaussianBasis
    ) {
        precondition(
            neighbors.count == Int(offsets.last ?? 0) && distances.count == neighbors.count
                && weights.count == neighbors.count,
            "\(neighbors.count) neighbours, \(distances.count) distances, \(weights.count) weights")
        (self.offsets, self.neighbors, self.weights) = (offsets, neighbors, weights)
        (self.pieces, self.basis) = (pieces, basis)
        (firstTerms, terms) = Kernels.gaussianTerms(distances, basis: basis)
    }

    public var atoms: Int { offsets.count - 1 }
    public var count: Int { neighbors.count }

    /// Σ weights: what BatchNorm divides by.
    public var totalWeight: Float { Float(weights.reduce(0.0) { $0 + Double($1) }) }

    /// All Gaussians of every edge, [edges, centers]: what the kernels avoid storing.
    public func expanded() -> Tensor {
        var u = [Float](repeating: 0, count: count * basis.centers)
        let kept = Int(KBBasisTerms)
        for e in 0..<count {
            for k in 0..<kept {
                u[e * basis.centers + Int(firstTerms[e]) + k] = terms[e * kept + k]
            }
        }
        return Tensor(u, shape: [count, basis.centers])
    }

    /// [edges] the atom at the near end.
    public var centers: [Int32] {
        var all: [Int32] = []
        all.reserveCapacity(count)
        for atom in 0..<atoms {
            for _ in offsets[atom]..<offsets[atom + 1] { all.append(Int32(atom)) }
        }
        return all
    }
}

/// Centres 0, step, 2·step, … of the Gaussians on which a distance is expanded.
public struct GaussianBasis: Hashable, Sendable, Codable {
    /// Distance between centres and width of each, in the unit of the distances.
    public var step: Float
    /// Number of Gaussians, at least ten.
    public var centers: Int

    public init(step: Float, centers: Int) {
        precondition(step > 0 && centers >= 10, "step \(step), \(centers) centres")
        (self.step, self.centers) = (step, centers)
    }

    /// - Throws: `DecodingError.dataCorrupted` for a basis that is none, such as nine centres.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        step = try container.decode(Float.self, forKey: .step)
        centers = try container.decode(Int.self, forKey: .centers)
        guard step > 0, step.isFinite, (10...100_000).contains(centers) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "no basis: step \(step), \(centers) centres"))
        }
    }

    private enum CodingKeys: CodingKey { case step, centers }

    /// 41 Gaussians from 0 to 8 Å, as published.
    public static let published = GaussianBasis(step: 0.2, centers: 41)
}
