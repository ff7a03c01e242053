internal import Foundation

/// The learning rate at every step, as a fraction of its peak.
public enum Schedule: Sendable, Hashable, Codable {
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

    /// From a to b along half a cosine.
    private func blend(_ a: Double, _ b: Double, _ t: Double) -> Double {
        b + (a - b) * 0.5 * (1 + cos(.pi * t))
    }
}
