/// What a training takes over from a network that has learned something else, and how it treats it.
///
/// The first layers of a crystal-graph network know chemistry, whatever they were trained for: with few
/// labels, those of a network that saw many crystals are a better beginning than chance (Lee & Asahi,
/// Comput. Mater. Sci. 190, 110314, 2021). The head is made anew unless it is kept.
public struct Transfer: Hashable, Sendable, Codable {
    /// Convolutions that are taken over, counted from the embedding, which always is; nil for all.
    public var convolutions: Int?
    /// Whether the head is taken too: for the same target on other data.
    public var keepsHead: Bool?
    /// Share of the epochs in which what was taken stands still, so that a head of random numbers does
    /// not spoil it.
    public var frozen = 0.1
    /// Learning rate of what was taken, after that, as a share of the plan's; 0 freezes it for good.
    public var rate = 0.3
    /// The file that it was taken from: name and SHA-256. Filled in by the program.
    public var source: Source?

    public struct Source: Hashable, Sendable, Codable {
        public var name: String
        public var sha256: String

        public init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
    }

    public init() {}

    var objection: String? {
        switch true {
        case convolutions.map({ $0 >= 0 }) == false:
            "convolutions \(convolutions ?? 0) is negative"
        case !(0...1).contains(frozen): "frozen \(frozen) is not in 0...1"
        case !(rate >= 0 && rate <= 1): "rate \(rate) is not in 0...1"
        default: nil
        }
    }

    /// Whether the tensor at a path of the network (``Layer/visit(_:_:)``) was taken over.
    func takes(_ path: String) -> Bool {
        let parts = path.split(separator: ".")
        return switch parts.first {
        case "embedding": true
        case "convolutions": parts.count > 1 && (Int(parts[1]) ?? 0) < convolutions ?? .max
        case "head": keepsHead == true
        default: false
        }
    }

    /// Learning rates of a network's parameters as shares of the plan's, in visiting order.
    ///
    /// - Parameter progress: share of the training that is over, 0..<1.
    func shares(of paths: [String], at progress: Double) -> [Double] {
        let share = progress < frozen ? 0 : rate
        return paths.map { takes($0) ? share : 1 }
    }
}

extension Transfer: CustomStringConvertible {
    public var description: String {
        let layers = convolutions.map { "\($0) convolutions" } ?? "all convolutions"
        return
            "\(layers)\(keepsHead == true ? " and the head" : "") of \(source?.name ?? "a model")"
    }
}
