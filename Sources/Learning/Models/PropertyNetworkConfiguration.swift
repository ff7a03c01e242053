internal import Crystals

extension PropertyNetwork {
    /// The shape of a network of either kind.
    public enum Configuration: Hashable, Sendable {
        case crystalGraph(CGCNN.Configuration)
        case composition(CompositionNetwork.Configuration)

        /// The standard network, of crystal graphs.
        public init() { self = .crystalGraph(CGCNN.Configuration()) }
    }

    /// As plans and cards name it.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case crystalGraph = "crystal-graph"
        case composition
    }
}

extension PropertyNetwork.Configuration {
    /// One for each target.
    public var outputs: Int {
        get {
            switch self {
            case .crystalGraph(let shape): shape.outputs
            case .composition(let shape): shape.outputs
            }
        }
        set {
            switch self {
            case .crystalGraph(var shape):
                shape.outputs = newValue
                self = .crystalGraph(shape)
            case .composition(var shape):
                shape.outputs = newValue
                self = .composition(shape)
            }
        }
    }

    /// Gives the network what it needs to answer for these targets.
    public mutating func answer(for targets: [Target]) {
        outputs = targets.count
        guard case .crystalGraph(var shape) = self else { return }
        shape.sites = targets.contains(where: \.isOfSites) ? true : nil
        self = .crystalGraph(shape)
    }

    /// nil for a network of compositions.
    public var crystalGraph: CGCNN.Configuration? {
        if case .crystalGraph(let shape) = self { shape } else { nil }
    }

    /// What it reads of a material.
    public var form: RowForm {
        switch self {
        case .crystalGraph(let shape): .graph(shape.rule)
        case .composition: .composition
        }
    }

    /// What is wrong with the shape, in words; nil for one that can be built.
    public var objection: String? {
        switch self {
        case .crystalGraph(let shape): shape.objection
        case .composition(let shape): shape.objection
        }
    }

    /// "4 convolutions of 64", "2 blocks of attention of 64".
    public var words: String {
        switch self {
        case .crystalGraph(let shape): "\(shape.convolutions) convolutions of \(shape.width)"
        case .composition(let shape):
            "\(shape.blocks) blocks of attention of \(shape.width) between elements"
        }
    }
}

/// A network of crystal graphs stands as its own shape alone, as in versions that knew no other; one of
/// compositions says so under `kind`.
extension PropertyNetwork.Configuration: Codable {
    private enum CodingKeys: CodingKey { case kind }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try values.decodeIfPresent(PropertyNetwork.Kind.self, forKey: .kind)
        switch kind ?? .crystalGraph {
        case .crystalGraph: self = .crystalGraph(try .init(from: decoder))
        case .composition: self = .composition(try .init(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .crystalGraph(let shape): try shape.encode(to: encoder)
        case .composition(let shape):
            try shape.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(PropertyNetwork.Kind.composition, forKey: .kind)
        }
    }
}
