/// Centres 0, step, 2·step, … of the Gaussians on which a distance is expanded:
/// u_k(d) = exp(−((d − k·step)/step)²), k = 0 ..< centers (Xie & Grossman 2018).
public struct GaussianBasis: Hashable, Sendable, Codable {
    /// Distance between centres and width of each, in the unit of the distances.
    public var step: Float
    /// Number of Gaussians, at least the ``GaussianEdges/termsPerEdge`` that are kept of a distance.
    public var centers: Int

    public init(step: Float, centers: Int) {
        precondition(
            step > 0 && centers >= GaussianEdges.termsPerEdge, "step \(step), \(centers) centres")
        (self.step, self.centers) = (step, centers)
    }

    /// - Throws: `DecodingError.dataCorrupted` for a basis that is none, such as seven centres.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // By way of Double: decoders of property lists refuse a Float that is not exact.
        step = Float(try container.decode(Double.self, forKey: .step))
        centers = try container.decode(Int.self, forKey: .centers)
        guard step > 0, step.isFinite,
            (GaussianEdges.termsPerEdge...100_000).contains(centers)
        else {
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
