internal import Foundation

/// The learning rate at every step, as a fraction of its peak.
public enum Schedule: Sendable, Hashable {
    case constant
    /// × `factor` after each of the milestones, which are fractions of the whole training.
    case step(milestones: [Double], factor: Double)
    /// ½(1 + cos πt): from the peak to zero along half a cosine (Loshchilov & Hutter 2017).
    case cosine
    /// Half a cosine up from 1/25 of the peak during the first `warmup` of the training, then half a
    /// cosine down to 1/250000 (Smith & Topin 2018; the ends as in PyTorch's OneCycleLR).
    case oneCycle(warmup: Double)

    /// - Parameter progress: share of the training that is over, 0…1.
    public func factor(at progress: Double) -> Double {
        switch self {
        case .constant: return 1
        case .step(let milestones, let factor):
            return pow(factor, Double(milestones.filter { progress >= $0 }.count))
        case .cosine: return 0.5 * (1 + cos(.pi * progress))
        case .oneCycle(let warmup):
            let (start, end) = (1.0 / 25, 1.0 / 250_000)
            return progress < warmup
                ? blend(start, 1, progress / warmup)
                : blend(1, end, (progress - warmup) / max(1e-12, 1 - warmup))
        }
    }

    /// What cannot be, in words; nil for a schedule that can be followed.
    var objection: String? {
        switch self {
        case .constant, .cosine: nil
        case .step(let milestones, let factor):
            if !(factor > 0) {
                "schedule.step.factor is not above 0"
            } else if !milestones.allSatisfy((0...1).contains) {
                "schedule.step.milestones are shares of the training, from 0 to 1"
            } else {
                nil
            }
        case .oneCycle(let warmup):
            (0..<1).contains(warmup)
                ? nil : "schedule.oneCycle.warmup is a share of the training, from 0 to below 1"
        }
    }

    /// From a to b along half a cosine.
    private func blend(_ a: Double, _ b: Double, _ t: Double) -> Double {
        b + (a - b) * 0.5 * (1 + cos(.pi * t))
    }
}

/// `cosine`, `{step: {milestones: [0.5], factor: 0.1}}`; written as `{cosine: {}}`.
extension Schedule: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case constant, step, cosine, oneCycle
    }

    private enum StepKeys: String, CodingKey, CaseIterable { case milestones, factor }

    private enum CycleKeys: String, CodingKey, CaseIterable { case warmup }

    static var keysOfStep: [String] { StepKeys.allCases.map(\.rawValue) }
    static var keysOfCycle: [String] { CycleKeys.allCases.map(\.rawValue) }

    private enum NoKeys: CodingKey {}

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case CodingKeys.constant.rawValue: self = .constant
            case CodingKeys.cosine.rawValue: self = .cosine
            default: throw Self.refusal(of: word, decoder)
            }
            return
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard values.allKeys.count == 1, let key = values.allKeys.first else {
            throw Self.refusal(of: nil, decoder)
        }
        switch key {
        case .constant, .cosine:
            _ = try values.nestedContainer(keyedBy: NoKeys.self, forKey: key)
            self = key == .cosine ? .cosine : .constant
        case .step:
            let step = try values.nestedContainer(keyedBy: StepKeys.self, forKey: key)
            self = .step(
                milestones: try step.decode([Double].self, forKey: .milestones),
                factor: try step.decode(Double.self, forKey: .factor))
        case .oneCycle:
            let cycle = try values.nestedContainer(keyedBy: CycleKeys.self, forKey: key)
            self = .oneCycle(warmup: try cycle.decode(Double.self, forKey: .warmup))
        }
    }

    private static func refusal(of word: String?, _ decoder: any Decoder) -> DecodingError {
        let all =
            "constant, cosine, {step: {milestones: [0.5], factor: 0.1}}, {oneCycle: {warmup: 0.1}}"
        return .dataCorrupted(
            .init(
                codingPath: decoder.codingPath,
                debugDescription: (word.map { "there is no \($0); " } ?? "") + "there are \(all)"))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .constant: _ = values.nestedContainer(keyedBy: NoKeys.self, forKey: .constant)
        case .cosine: _ = values.nestedContainer(keyedBy: NoKeys.self, forKey: .cosine)
        case .step(let milestones, let factor):
            var step = values.nestedContainer(keyedBy: StepKeys.self, forKey: .step)
            try step.encode(milestones, forKey: .milestones)
            try step.encode(factor, forKey: .factor)
        case .oneCycle(let warmup):
            var cycle = values.nestedContainer(keyedBy: CycleKeys.self, forKey: .oneCycle)
            try cycle.encode(warmup, forKey: .warmup)
        }
    }
}
