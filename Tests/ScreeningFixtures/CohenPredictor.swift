public import Crystals
internal import Foundation
public import Learning

/// A stand-in for the networks in tests: empirical rules, so that the map it makes looks like a real one.
///
/// Bulk modulus by M. L. Cohen's rule K = (1972 − 220λ)·d^(−3.5) GPa (Phys. Rev. B 32, 7988, 1985)
/// with the bond length d (Å) from covalent radii; the rest by rules of thumb, spread by a
/// hash of the composition. It is deterministic, quick, and no model of anything else.
public struct CohenPredictor: CrystalPredictor {
    public let properties = [
        PredictedProperty(name: "K", unit: "GPa"), PredictedProperty(name: "G", unit: "GPa"),
        PredictedProperty(name: "e_form", unit: "eV/atom"),
        PredictedProperty(name: "band_gap", unit: "eV"),
        PredictedProperty(name: "volume", unit: "Å³/atom"),
    ]
    public let fingerprint = String(repeating: "c0", count: 32)
    /// How long one crystal takes, for tests that interrupt; seconds.
    private let delay: Double

    public init(delay: Double = 0) { self.delay = delay }

    public func predict(_ crystals: [Crystal]) -> [[Double]] {
        if delay > 0 { Thread.sleep(forTimeInterval: delay * Double(crystals.count)) }
        return crystals.map(Self.values)
    }

    private static func values(_ crystal: Crystal) -> [Double] {
        let composition = crystal.composition
        let total = composition.total
        func mean(_ value: (Element) -> Double) -> Double {
            composition.amounts.reduce(0) { $0 + value($1.element) * $1.amount } / total
        }
        let radius = mean { radii[$0] ?? 1.5 }
        let metallic = mean { $0.isMetal ? 1 : 0 }
        let electronegativity = mean { $0.electronegativity ?? 1.6 }
        let ionicity = mean { abs(($0.electronegativity ?? 1.6) - electronegativity) }
        var noise = Noise(composition, sites: crystal.sites.count)
        let bulk =
            (1972 - 400 * min(ionicity * 2, 2)) * pow(2 * radius, -3.5)
            * (1 - 0.25 * metallic) * exp(0.18 * noise.next())
        let ratio = max(0.12, 1.15 - 0.5 * metallic - 0.35 * ionicity + 0.1 * noise.next())
        let energy = 0.5 - 1.6 * ionicity * ionicity + 0.35 * noise.next()
        let gap = max(0, 3 * (1 - 1.5 * metallic) + noise.next())
        let volume = 5.67 * pow(radius / 0.75, 2.6) * exp(0.04 * noise.next())
        return [bulk, bulk * ratio, energy, gap, volume]
    }

    /// Å.
    private static let radii: [Element: Double] = Dictionary(
        uniqueKeysWithValues: Element.all.map { ($0, $0.covalentRadius / 100) })

    /// Normal deviates from a seed that a crystal's contents decide.
    private struct Noise {
        private var generator: SplitMix64

        init(_ composition: Composition, sites: Int) {
            var seed = UInt64(sites)
            for (element, amount) in composition.amounts {
                seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(element.atomicNumber)
                seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64((amount * 64).rounded())
            }
            generator = SplitMix64(seed: seed)
        }

        mutating func next() -> Double {
            let sum = (0..<12).reduce(0.0) { sum, _ in
                sum + Double.random(in: 0..<1, using: &generator)
            }
            return sum - 6
        }
    }
}
