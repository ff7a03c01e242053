internal import Foundation

/// A fraction of the atoms as a vector in which both 0.05 against 0.15 and 0.001 against 0.002 are far
/// apart: Gaussians on a linear scale, and Gaussians on a logarithmic one.
///
///     exp(−((f − k h)/h)²),  h = 1/(linear − 1);   exp(−((ln f − l_k)/Δ)²),  l_k from ln 10⁻³ to 0
public struct FractionEncoding: Hashable, Sendable, Codable {
    /// Gaussians from 0 to 1; at least two.
    public var linear = 32
    /// Gaussians from 10⁻³ to 1; at least two.
    public var logarithmic = 24

    public init() {}

    /// Beyond the Gaussians the fraction itself and its logarithm stand at the end.
    public var count: Int { linear + logarithmic + 2 }

    static let least = 1e-3

    /// - Parameter fraction: above 0, at most 1.
    /// - Returns: [count]
    public func vector(_ fraction: Double) -> [Float] {
        let step = 1 / Double(linear - 1)
        let lowest = log(Self.least)
        let logStep = -lowest / Double(logarithmic - 1)
        let logarithm = max(log(fraction), 2 * lowest)
        func bell(_ distance: Double) -> Float { Float(exp(-distance * distance)) }
        let plain = (0..<linear).map { bell((fraction - Double($0) * step) / step) }
        let scaled = (0..<logarithmic).map {
            bell((logarithm - lowest - Double($0) * logStep) / logStep)
        }
        return plain + scaled + [Float(fraction), Float(logarithm / lowest)]
    }
}
