import Crystals
import Foundation
import TestKit
import Testing

@testable import Physics

@Suite("Plane lattices and their pictures")
struct PlaneLatticeTests {
    static let oblique = PlaneLattice(a: SIMD2(3, 0.5), b: SIMD2(-1, 4))
    static let centred = PlaneLattice(a: SIMD2(5, 0), b: SIMD2(0, 3), isCentred: true)

    static func dot(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.x + a.y * b.y }

    @Test("the reciprocal vectors meet their own with 1 and the other with 0")
    func reciprocal() {
        for lattice in [Self.oblique, Self.centred] {
            let (a, b) = lattice.reciprocal
            #expect(isClose(Self.dot(a, lattice.a), 1) && isClose(Self.dot(b, lattice.b), 1))
            #expect(abs(Self.dot(a, lattice.b)) < 1e-15 && abs(Self.dot(b, lattice.a)) < 1e-15)
        }
        // Of a hexagonal lattice: |a*| = 2/(√3 a).
        let hexagonal = PlaneLatticeShape(ratio: 1, skew: 0.5).lattice(areaPerPoint: 10)
        let length = Self.dot(hexagonal.a, hexagonal.a).squareRoot()
        let reciprocal = Self.dot(hexagonal.reciprocal.0, hexagonal.reciprocal.0).squareRoot()
        #expect(isClose(reciprocal, 2 / (3.0.squareRoot() * length)))
        #expect(isClose(hexagonal.areaPerPoint, 10))
    }

    @Test("a centred cell extinguishes h + k odd, and its primitive cell has the same spots")
    func extinction() {
        #expect(Self.centred.structureFactor(1, 1) == 2 && Self.centred.structureFactor(2, 0) == 2)
        #expect(abs(Self.centred.structureFactor(1, 0)) < 1e-12)
        #expect(Self.oblique.structureFactor(1, 0) == 1)
        let (a, b) = Self.centred.primitive
        let primitive = PlaneLattice(a: a, b: b)
        #expect(isClose(primitive.areaPerPoint, Self.centred.areaPerPoint))
        let pattern = DiffractionPattern()
        func places(_ lattice: PlaneLattice) -> [[Int]] {
            pattern.spots(of: lattice, radius: 1.1).map {
                [Int(($0.g.x * 1e6).rounded()), Int(($0.g.y * 1e6).rounded())]
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        #expect(places(Self.centred) == places(primitive))
        #expect(places(Self.centred).count > 20 && !places(Self.centred).contains([200_000, 0]))
    }

    @Test("intensities are |F|² f² exp(−B g²/2), by hand, and obey Friedel's law")
    func intensities() throws {
        var pattern = DiffractionPattern()
        (pattern.thermalFactor, pattern.atomWidth) = (3, 0.2)
        let spots = pattern.spots(of: Self.centred, radius: 1)
        let spot = try #require(spots.first { $0.h == 1 && $0.k == 1 })
        let square = 1.0 / 25 + 1.0 / 9
        let form = exp(-2 * .pi * .pi * 0.04 * square)
        #expect(isClose(spot.intensity, 4 * form * form * exp(-1.5 * square)))
        for spot in spots {
            let opposite = spots.first { $0.h == -spot.h && $0.k == -spot.k }
            #expect(opposite.map { isClose($0.intensity, spot.intensity) } == true)
        }
    }

    @Test(
        "a pattern has its spots where h a* + k b* falls, none in the middle, and turns with the lattice"
    )
    func pattern() {
        let square = PlaneLattice(a: SIMD2(3.5, 0), b: SIMD2(0, 3.5))
        var pattern = DiffractionPattern()
        (pattern.scale, pattern.spotWidth, pattern.side) = (1 / 3.5 / 5, 0.7, 29)
        let image = pattern.image(of: square)
        // Five pixels to the right of the middle, and above it.
        #expect(isClose(image[14 * 29 + 19], 1, relative: 1e-6))
        #expect(isClose(image[9 * 29 + 14], 1, relative: 1e-6))
        #expect(image[14 * 29 + 14] < 1e-9, "the direct beam is stopped")
        // A quarter turn of a square lattice changes nothing; half a turn of any.
        let turned = pattern.image(of: square.mapped(by: (SIMD2(0, 1), SIMD2(-1, 0))))
        #expect(zip(image, turned).allSatisfy { abs($0 - $1) < 1e-9 })
        let other = pattern.image(of: Self.oblique)
        #expect(zip(other, other.reversed()).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(zip(image, other).contains { abs($0 - $1) > 0.1 }, "control")
    }

    @Test("a micrograph has a column at each lattice point and the period of its lattice")
    func micrograph() {
        var micrograph = Micrograph()
        (micrograph.scale, micrograph.columnWidth, micrograph.side) = (0.5, 0.5, 41)
        let lattice = PlaneLattice(a: SIMD2(4, 0), b: SIMD2(0, 3), isCentred: true)
        let image = micrograph.image(of: lattice)
        func pixel(_ x: Int, _ up: Int) -> Double { image[(20 - up) * 41 + 20 + x] }
        // Eight pixels are a, six are b; the centre is four and three away.
        #expect(pixel(0, 0) > 1 && isClose(pixel(8, 0), pixel(0, 0), relative: 1e-9))
        #expect(isClose(pixel(0, 6), pixel(0, 0), relative: 1e-9))
        #expect(isClose(pixel(4, 3), pixel(0, 0), relative: 1e-9))
        #expect(pixel(4, 0) < 0.5 * pixel(0, 0), "control: no column between")
        let mean = image.reduce(0, +) / Double(image.count)
        // Each column has 2πσ² square pixels of brightness, and a pixel a quarter of a square Å.
        #expect(abs(mean / (2 * .pi * 0.25 / lattice.areaPerPoint) - 1) < 0.05)
    }

    @Test("reduction finds one shape for every cell of a lattice")
    func reduction() {
        let shape = PlaneLatticeShape(ratio: 1.3, skew: 0.2)
        let lattice = shape.lattice(areaPerPoint: 10)
        let cells = [(1, 0, 0, 1), (1, 1, 0, 1), (2, 1, 1, 1), (3, -2, -1, 1), (0, 1, -1, 5)]
        for (m, n, p, q) in cells {
            let other = PlaneLattice(
                a: Double(m) * lattice.a + Double(n) * lattice.b,
                b: Double(p) * lattice.a + Double(q) * lattice.b)
            let found = PlaneLatticeShape(other)
            #expect(
                isClose(found.ratio, 1.3, relative: 1e-9)
                    && isClose(found.skew, 0.2, relative: 1e-9))
        }
        let hexagonal = PlaneLatticeShape(ratio: 1, skew: 0.5).lattice(areaPerPoint: 10)
        #expect(PlaneLatticeShape(hexagonal).kind(tolerance: 1e-9) == .hexagonal)
        // A centred cell of √3 : 1 is hexagonal, of 1 : 1 square.
        let special = [(3.0.squareRoot(), PlaneLatticeKind.hexagonal), (1, .square)]
        for (ratio, kind) in special {
            let cell = PlaneLattice(a: SIMD2(ratio, 0), b: SIMD2(0, 1), isCentred: true)
            #expect(PlaneLatticeShape(cell).kind(tolerance: 1e-9) == kind)
        }
    }

    @Test(
        "drawn lattices are of their kind, by the margin, before and after strain",
        arguments: PlaneLatticeKind.allCases)
    func draw(_ kind: PlaneLatticeKind) {
        var generator = SplitMix64(seed: 3)
        let draw = PlaneLatticeDraw()
        var areas: [Double] = []
        for _ in 0..<500 {
            let lattice = draw.lattice(kind, using: &generator)
            areas.append(lattice.areaPerPoint)
            let shape = PlaneLatticeShape(lattice)
            #expect(shape.kind(tolerance: 1e-9) == kind)
            #expect(shape.kind(tolerance: draw.margin - 1e-9) == kind, "\(shape)")
        }
        #expect((areas.min() ?? 0) < 9.5 && (areas.max() ?? 0) > 13.5)
        #expect(areas.allSatisfy { (9 - 1e-9...14 + 1e-9).contains($0) })
        let images = LatticeImages()
        for seed in 0..<200 {
            let image = images.image(.diffraction, of: kind, seed: UInt64(seed))
            let shape = PlaneLatticeShape(image.lattice)
            #expect(shape.kind(tolerance: draw.margin / 2) == kind, "\(shape)")
        }
    }

    @Test(
        "counts have the mean and the variance of Poisson's distribution",
        arguments: [0.3, 7, 61.5])
    func counts(_ mean: Double) {
        var generator = SplitMix64(seed: 2)
        let all = (0..<20_000).map { _ in
            Double(CountingNoise.counts(mean: mean, using: &generator))
        }
        let average = all.reduce(0, +) / 20_000
        let variance = all.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 20_000
        #expect(abs(average - mean) < 4 * (mean / 20_000).squareRoot())
        #expect(abs(variance / mean - 1) < 0.06)
        let none = all.count { $0 == 0 }
        #expect(mean > 1 || abs(Double(none) / 20_000 - exp(-mean)) < 0.012)
    }

    @Test("a picture follows from its seed; without noise it is what the instrument expects")
    func seeds() {
        var images = LatticeImages()
        for kind in LatticeImageKind.allCases {
            let first = images.image(kind, of: .square, seed: 5)
            #expect(first == images.image(kind, of: .square, seed: 5))
            #expect(first.pixels != images.image(kind, of: .square, seed: 6).pixels)
            #expect(first.pixels.count == 784 && first.pixels.max() == 1)
        }
        let noisy = images.image(.diffraction, of: .hexagonal, seed: 5)
        images.noise = 0
        let clean = images.image(.diffraction, of: .hexagonal, seed: 5)
        #expect(clean.lattice == noisy.lattice)
        // Between the spots it is dark, but for the background of the noisy one.
        let dark = [clean, noisy].map { $0.pixels.count { $0 < 0.05 } }
        #expect(dark[0] > 200 && dark[1] < dark[0] - 50, "\(dark)")
    }
}
