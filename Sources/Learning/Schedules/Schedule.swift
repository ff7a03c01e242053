internal import Foundation

/// The learning rate at every step, as a fraction of its peak.
public enum Schedule: Sendable, Hashable {
    case constant
    /// × `factor` after each of the milestones, which are fractions of the whole training.
    case step(milestones: [Double], factor: Double)
    /// 1 − t/Tₛ, not below zero; Tₛ = `scale` as a share of the training.
    case linear(scale: Double)
    /// e^(−t/Tₛ), Tₛ = `scale` as a share of the training.
    case exponential(scale: Double)
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
        case .linear(let scale): return max(0, 1 - progress / scale)
        case .exponential(let scale): return exp(-progress / scale)
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
        case .linear(let scale), .exponential(let scale):
            scale > 0 ? nil : "schedule.\(key.rawValue).scale is not above 0"
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
        case constant, step, linear, exponential, cosine, oneCycle
    }

    private var key: CodingKeys {
        switch self {
        case .constant: .constant
        case .step: .step
        case .linear: .linear
        case .exponential: .exponential
        case .cosine: .cosine
        case .oneCycle: .oneCycle
        }
    }

    private enum ScaleKeys: String, CodingKey, CaseIterable { case scale }

    private enum StepKeys: String, CodingKey, CaseIterable { case milestones, factor }

    private enum CycleKeys: String, CodingKey, CaseIterable { case warmup }

    static var keysOfStep: [String] { StepKeys.allCases.map(\.rawValue) }
    static var keysOfScale: [String] { ScaleKeys.allCases.map(\.rawValue) }
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
        case .linear, .exponential:
            let settings = try values.nestedContainer(keyedBy: ScaleKeys.self, forKey: key)
            let scale = try settings.decode(Double.self, forKey: .scale)
            self = key == .linear ? .linear(scale: scale) : .exponential(scale: scale)
        case .oneCycle:
            let cycle = try values.nestedContainer(keyedBy: CycleKeys.self, forKey: key)
            self = .oneCycle(warmup: try cycle.decode(Double.self, forKey: .warmup))
        }
    }

    private static func refusal(of word: String?, _ decoder: any Decoder) -> DecodingError {
        let all =
            "constant, cosine, {linear: {scale: 1}}, {exponential: {scale: 0.3}}, "
            + "{step: {milestones: [0.5], factor: 0.1}}, {oneCycle: {warmup: 0.1}}"
        return .dataCorrupted(
            .init(
                codingPath: decoder.codingPath,
                debugDescription: (word.map { "there is no \($0); " } ?? "") + "there are \(all)"))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .constant, .cosine: _ = values.nestedContainer(keyedBy: NoKeys.self, forKey: key)
        case .linear(let scale), .exponential(let scale):
            var settings = values.nestedContainer(keyedBy: ScaleKeys.self, forKey: key)
            try settings.encode(scale, forKey: .scale)
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
