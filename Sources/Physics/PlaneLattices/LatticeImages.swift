internal import Crystals
internal import Foundation

/// Which picture of a lattice is taken.
public enum LatticeImageKind: String, CaseIterable, Codable, Sendable {
    case diffraction, micrograph
}

/// A picture of a lattice, and what it is of.
public struct LatticeImage: Hashable, Sendable {
    public let kind: PlaneLatticeKind
    public let lattice: PlaneLattice
    /// Row by row from the top, 0…1.
    public let pixels: [Float]
}

/// Draws pictures of plane lattices as an instrument takes them: lattices of all sizes, turned, strained,
/// out of the middle, with background and counting noise.
///
/// A picture follows from the settings, the kind and its seed; nothing else.
public struct LatticeImages: Hashable, Sendable, Codable {
    public var draw = PlaneLatticeDraw()
    /// Largest angle by which a lattice is turned, to either side, degrees.
    public var rotation = 10.0
    /// Largest strain along x, along y and in shear.
    public var strain = 0.01
    /// 1 for 60 counts in the strongest spot of a diffraction pattern and 30 in a column of a micrograph on a
    /// background of 3 and 6; with 2 there are half as many; 0 for none of both, noise and background.
    public var noise = 1.0

    public static let side = 28

    public init() {}

    /// - Parameter seed: of this picture alone.
    public func image(
        _ picture: LatticeImageKind, of kind: PlaneLatticeKind, seed: UInt64
    ) -> LatticeImage {
        var generator = SplitMix64(seed: seed)
        let lattice = draw.lattice(kind, using: &generator).mapped(by: distortion(&generator))
        let expected: [Double]
        switch picture {
        case .diffraction: expected = pattern(&generator).image(of: lattice)
        case .micrograph: expected = micrograph(&generator).image(of: lattice)
        }
        return LatticeImage(
            kind: kind, lattice: lattice, pixels: counted(expected, picture, &generator))
    }

    /// Strain, then rotation.
    private func distortion(
        _ generator: inout SplitMix64
    ) -> (SIMD2<Double>, SIMD2<Double>) {
        func strain() -> Double {
            Double.random(in: -self.strain...self.strain, using: &generator)
        }
        let (along, across, shear) = (1 + strain(), 1 + strain(), strain() / 2)
        let angle = Double.random(in: -rotation...rotation, using: &generator) * .pi / 180
        let (c, s) = (cos(angle), sin(angle))
        return (
            SIMD2(c * along - s * shear, s * along + c * shear),
            SIMD2(c * shear - s * across, s * shear + c * across)
        )
    }

    private func pattern(_ generator: inout SplitMix64) -> DiffractionPattern {
        var pattern = DiffractionPattern()
        pattern.side = Self.side
        pattern.scale = .random(in: 0.070...0.076, using: &generator)
        pattern.spotWidth = .random(in: 0.7...0.95, using: &generator)
        pattern.thermalFactor = .random(in: 0.5...2.5, using: &generator)
        pattern.offset = SIMD2(
            .random(in: -0.5...0.5, using: &generator), .random(in: -0.5...0.5, using: &generator))
        return pattern
    }

    private func micrograph(_ generator: inout SplitMix64) -> Micrograph {
        var micrograph = Micrograph()
        micrograph.side = Self.side
        micrograph.columnWidth = .random(in: 0.55...0.75, using: &generator)
        micrograph.origin = SIMD2(
            .random(in: -0.5...0.5, using: &generator), .random(in: -0.5...0.5, using: &generator))
        return micrograph
    }

    /// Counts, as shares of the largest.
    private func counted(
        _ expected: [Double], _ picture: LatticeImageKind, _ generator: inout SplitMix64
    ) -> [Float] {
        var values = expected
        if noise > 0 {
            let (top, background) = picture == .diffraction ? (60.0, 3.0) : (30.0, 6.0)
            for i in values.indices {
                let mean = (top * values[i] + background) / noise
                values[i] = Double(CountingNoise.counts(mean: mean, using: &generator))
            }
        }
        let largest = max(values.max() ?? 1, 1e-12)
        return values.map { Float($0 / largest) }
    }
}

extension LatticeImages {
    /// The seed of one picture among many of a set.
    public static func seed(_ index: Int, of set: UInt64) -> UInt64 {
        var generator = SplitMix64(seed: set ^ (UInt64(index) &* 0x9E6C_63D0_876A_9A69))
        return generator.next()
    }
}
