import Crystals
import Foundation
import TestKit
import Testing

@testable import Physics

/// What pictures of symmetric lattices cannot show.
@Suite("Pictures of plane lattices, how they lie and what they are drawn from")
struct LatticeImageTests {
    /// Of a lattice without mirror lines: its vectors, given in pixels, and where no mirror image has a spot.
    private static func image(
        _ picture: [Double], side: Int
    ) -> (_ x: Int, _ up: Int) -> Double {
        { x, up in picture[(side / 2 - up) * side + side / 2 + x] }
    }

    @Test("a diffraction pattern is not mirrored, and moves with its offset")
    func pattern() {
        // h a* + k b* at (4, 2) and (−1, 5) pixels.
        let scale = 0.05
        let (a, b) = PlaneLattice(
            a: SIMD2(4, 2) * scale, b: SIMD2(-1, 5) * scale
        ).reciprocal
        var pattern = DiffractionPattern()
        (pattern.side, pattern.scale, pattern.spotWidth) = (29, scale, 0.6)
        let lattice = PlaneLattice(a: a, b: b)
        let still = Self.image(pattern.image(of: lattice), side: 29)
        #expect(still(4, 2) > 0.5 && still(-1, 5) > 0.5 && still(3, 7) > 0.1)
        #expect(still(4, -2) < 0.1 && still(-1, -5) < 0.02 && still(1, 5) < 0.02)
        // To the right, and down.
        pattern.offset = SIMD2(2, 1)
        let moved = Self.image(pattern.image(of: lattice), side: 29)
        for (x, up) in [(4, 2), (-1, 5), (0, 0), (4, -2)] {
            #expect(abs(moved(x + 2, up - 1) - still(x, up)) < 1e-9)
        }
    }

    @Test("a micrograph is not mirrored, and moves with its origin")
    func micrograph() {
        // Columns at (8, 4) and (−4, 10) pixels.
        let lattice = PlaneLattice(a: SIMD2(4, 2), b: SIMD2(-2, 5))
        var micrograph = Micrograph()
        (micrograph.side, micrograph.scale, micrograph.columnWidth) = (41, 0.5, 0.5)
        let still = Self.image(micrograph.image(of: lattice), side: 41)
        #expect(still(8, 4) > 0.9 && still(-4, 10) > 0.9)
        #expect(still(8, -4) < 0.1 && still(-4, -10) < 0.1)
        micrograph.origin = SIMD2(0.5, 0)
        let moved = Self.image(micrograph.image(of: lattice), side: 41)
        for (x, up) in [(8, 4), (0, 0), (8, -4), (-3, 5)] {
            #expect(abs(moved(x + 4, up + 2) - still(x, up)) < 1e-9)
        }
    }

    @Test("lattices are turned and strained as far as is asked for, and no farther")
    func distortion() {
        var images = LatticeImages()
        func lattices() -> [PlaneLattice] {
            (0..<300).map { images.image(.diffraction, of: .square, seed: UInt64($0)).lattice }
        }
        func angles() -> [Double] { lattices().map { abs(atan2($0.a.y, $0.a.x)) * 180 / .pi } }
        (images.strain, images.rotation) = (0, 25)
        let (turned, shapes) = (angles(), lattices().map(PlaneLatticeShape.init))
        #expect((turned.max() ?? 0) > 23 && turned.allSatisfy { $0 <= 25 + 1e-9 })
        #expect(shapes.allSatisfy { $0.ratio < 1 + 1e-9 && $0.skew < 1e-9 })
        (images.strain, images.rotation) = (0.04, 0)
        let strained = lattices()
        let lengths = strained.map { lattice -> Double in
            let (a, b) = (lattice.a, lattice.b)
            return abs(((a.x * a.x + a.y * a.y) / (b.x * b.x + b.y * b.y)).squareRoot() - 1)
        }
        #expect((lengths.max() ?? 0) > 0.05 && lengths.allSatisfy { $0 < 0.085 })
        #expect(strained.contains { abs($0.a.y / $0.a.x) > 0.015 })
        #expect(strained.allSatisfy { abs($0.a.y / $0.a.x) < 0.022 }, "half the shear on each side")
    }

    @Test("noise is as strong as is asked for")
    func noise() {
        var images = LatticeImages()
        // Of the dark background alone, of three counts at a noise of 1 and of twelve at one of ¼.
        func scatter(_ noise: Double) -> Double {
            images.noise = noise
            let picture = images.image(.diffraction, of: .square, seed: 3).pixels
            images.noise = 0
            let clean = images.image(.diffraction, of: .square, seed: 3).pixels
            let dark = zip(picture, clean).filter { $0.1 < 1e-3 }.map { Double($0.0) }
            let mean = dark.reduce(0, +) / Double(dark.count)
            let square = dark.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(dark.count)
            return square.squareRoot() / mean
        }
        let (strong, weak) = (scatter(1), scatter(0.25))
        #expect(abs(strong - 1 / 3.0.squareRoot()) < 0.1, "\(strong)")
        #expect(abs(weak - 1 / 12.0.squareRoot()) < 0.05, "\(weak)")
    }

    @Test("seeds of pictures are others for every picture of every set")
    func seeds() {
        let all = (0..<20).flatMap { set in
            (0..<200).map { LatticeImages.seed($0, of: UInt64(set)) }
        }
        #expect(Set(all).count == 4000)
        #expect(LatticeImages.seed(3, of: 5) == LatticeImages.seed(3, of: 5))
    }

    @Test("lattices are drawn over all that their kind allows")
    func draw() {
        var generator = SplitMix64(seed: 8)
        let draw = PlaneLatticeDraw()
        for kind in [PlaneLatticeKind.rectangular, .oblique] {
            let ratios = (0..<400).map { _ in
                PlaneLatticeShape(draw.lattice(kind, using: &generator)).ratio
            }
            #expect((ratios.min() ?? 0) < 1.2, "\(kind)")
            #expect((1.65...1.7 + 1e-9).contains(ratios.max() ?? 0), "\(kind)")
        }
        let shapes = (0..<400).map { _ in
            PlaneLatticeShape(draw.lattice(.centredRectangular, using: &generator))
        }
        // Either of its two forms: rhombic, or with a skew of a half.
        let rhombic = shapes.count { $0.ratio < 1 + 1e-9 }
        #expect(
            (120...280).contains(rhombic) && shapes.count { $0.skew > 0.5 - 1e-9 } == 400 - rhombic)
    }
}
