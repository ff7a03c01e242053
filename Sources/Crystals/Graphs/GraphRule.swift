/// Which neighbours of an atom are edges of a crystal graph, and how much each counts.
public struct GraphRule: Hashable, Sendable, Codable {
    /// Edges wanted at each atom.
    public var neighbors: Int
    /// No edge is longer: Å, or units of (V/N)^(1/3) if the rule is scale-free.
    public var radius: Double
    public var ties: Ties
    /// Whether lengths are divided by the cube root of the volume per atom, so that the graph
    /// of a crystal does not change when the crystal is blown up.
    public var isScaleFree: Bool

    /// What happens where the last wanted neighbour and the next are equally far, or nearly so.
    public enum Ties: Hashable, Sendable, Codable {
        /// Exactly the wanted number, sorted by distance, then neighbour index, then shift. Cuts
        /// through shells of equal neighbours, and so depends on the order of the atoms.
        case cut
        /// A soft boundary R at each atom, at which weights w fall from 1 to 0 over the share
        /// s = `width` (0 < s < 1) of R. With k neighbours wanted within the radius c:
        ///
        ///     w(d) = clamp((1 + s/2 − d/R) / s, 0, 1) · t(d)
        ///     t(d) = clamp((c − d) / (c/10), 0, 1)
        ///     R solves Σ_j w(d_j) = k;  R = ∞ where Σ_j t(d_j) < k
        ///
        /// The neighbours of a shell have equal weights, whatever the order of the atoms or the
        /// choice of the cell, and every weight is a continuous function of the positions. Where the
        /// next neighbour is farther than the k-th by a factor of (1 + s/2) / (1 − s/2), these are
        /// exactly the k nearest, with weight 1.
        case shared(width: Double)

        /// s; nil where ties are cut.
        var width: Double? {
            if case .shared(let width) = self { width } else { nil }
        }
    }

    public init(
        neighbors: Int = 12, radius: Double = 8, ties: Ties, isScaleFree: Bool = false
    ) {
        (self.neighbors, self.radius) = (neighbors, radius)
        (self.ties, self.isScaleFree) = (ties, isScaleFree)
        precondition(isValid, "no graph by the rule \(self)")
    }

    /// As CGCNN ships: the 12 nearest within 8 Å (Xie & Grossman 2018, `data.py`).
    public static let published = GraphRule(ties: .cut)

    /// The 12 nearest within 8 Å, tied shells shared.
    public static let standard = GraphRule(ties: .shared(width: 0.1))

    /// ``standard`` with lengths in units of (V/N)^(1/3).
    public static let scaleFree = GraphRule(
        radius: 4, ties: .shared(width: 0.1), isScaleFree: true)

    private var isValid: Bool {
        let isWidthValid =
            if case .shared(let width) = ties { width > 0 && width < 1 } else { true }
        return neighbors > 0 && radius > 0 && radius.isFinite && isWidthValid
    }
}

extension GraphRule {
    private enum CodingKeys: CodingKey { case neighbors, radius, ties, isScaleFree }

    /// - Throws: `DecodingError.dataCorrupted` for a rule that is no rule, such as a radius of 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        neighbors = try container.decode(Int.self, forKey: .neighbors)
        radius = try container.decode(Double.self, forKey: .radius)
        ties = try container.decode(Ties.self, forKey: .ties)
        isScaleFree = try container.decode(Bool.self, forKey: .isScaleFree)
        guard isValid else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no graph rule: \(self)"))
        }
    }
}
