internal import Foundation

/// Kinematic diffraction by a lattice of Gaussian atoms, on a square detector.
///
///     I(g) = |F(hk)|² · f(g)² · exp(−B g²/2),   g = h a* + k b*,   f(g) = exp(−2π² w² g²)
///
/// with the structure factor F of the cell, the form factor f of an atom of width w, and the Debye–Waller
/// factor of B = 8π²⟨u²⟩ (of the intensity: exp(−2B s²) with s = g/2). Every spot is a Gaussian of the same
/// width, that of a small crystal or of the beam (Scherrer 1918). The direct beam is stopped.
public struct DiffractionPattern: Hashable, Sendable {
    /// Pixels of a side.
    public var side = 28
    /// 1/Å of a pixel.
    public var scale = 0.073
    /// Standard deviation of a spot, pixels.
    public var spotWidth = 0.8
    /// B, Å².
    public var thermalFactor = 2.0
    /// w, Å.
    public var atomWidth = 0.16
    /// The direct beam beside the middle, pixels to the right and down.
    public var offset = SIMD2(0.0, 0.0)

    public init() {}

    /// A reflection: where it falls, and its intensity in units of one atom's at g = 0.
    public struct Spot: Hashable, Sendable {
        public let h: Int
        public let k: Int
        /// 1/Å
        public let g: SIMD2<Double>
        public let intensity: Double
    }

    /// All reflections within `radius` of the direct beam, which is not among them, nor what is extinct.
    ///
    /// - Parameter radius: 1/Å.
    public func spots(of lattice: PlaneLattice, radius: Double) -> [Spot] {
        let (first, second) = lattice.reciprocal
        // h = g · a, so that no |h| exceeds radius · |a|.
        let (most, mostOther) = (
            Int(radius * PlaneLattice.dot(lattice.a, lattice.a).squareRoot()),
            Int(radius * PlaneLattice.dot(lattice.b, lattice.b).squareRoot())
        )
        var found: [Spot] = []
        for h in -most...most {
            for k in -mostOther...mostOther where h != 0 || k != 0 {
                let g = Double(h) * first + Double(k) * second
                let factor = lattice.structureFactor(h, k)
                let square = PlaneLattice.dot(g, g)
                guard square <= radius * radius, abs(factor) > 1e-9 else { continue }
                found.append(
                    Spot(h: h, k: k, g: g, intensity: factor * factor * envelope(square)))
            }
        }
        return found
    }

    /// f² exp(−B g²/2) at g².
    private func envelope(_ square: Double) -> Double {
        exp(-(4 * .pi * .pi * atomWidth * atomWidth + thermalFactor / 2) * square)
    }

    /// What the detector expects, row by row from the top, the strongest spot's middle being 1.
    public func image(of lattice: PlaneLattice) -> [Double] {
        let shift = PlaneLattice.dot(offset, offset).squareRoot()
        let corner = (Double(side) / 2 + 5 * spotWidth) * 2.0.squareRoot() + shift
        let spots = spots(of: lattice, radius: corner * scale)
        let top = spots.map(\.intensity).max() ?? 1
        var image = PlaneImage(side: side)
        for spot in spots {
            // y of the lattice goes up, rows go down.
            let place = SIMD2(spot.g.x, -spot.g.y) / scale + offset
            image.add(at: place, width: spotWidth, height: spot.intensity / top)
        }
        return image.values
    }
}

/// A square image to which Gaussians are added.
struct PlaneImage {
    let side: Int
    /// Row by row from the top.
    private(set) var values: [Double]

    init(side: Int) {
        self.side = side
        values = [Double](repeating: 0, count: side * side)
    }

    /// - Parameters:
    ///   - place: pixels to the right of the middle and below it.
    ///   - width: standard deviation, pixels; nothing is added beyond five of them.
    mutating func add(at place: SIMD2<Double>, width: Double, height: Double) {
        let middle = Double(side - 1) / 2
        let (x, y) = (place.x + middle, place.y + middle)
        guard let columns = range(around: x, width), let rows = range(around: y, width) else {
            return
        }
        func profile(_ pixel: Int, _ center: Double) -> Double {
            exp(-(Double(pixel) - center) * (Double(pixel) - center) / (2 * width * width))
        }
        let across = columns.map { profile($0, x) }
        for row in rows {
            let factor = height * profile(row, y)
            for (column, share) in zip(columns, across) {
                values[row * side + column] += factor * share
            }
        }
    }

    private func range(around center: Double, _ width: Double) -> ClosedRange<Int>? {
        let (first, last) = (center - 5 * width, center + 5 * width)
        guard last >= 0, first <= Double(side - 1) else { return nil }
        return max(0, Int(first.rounded(.up)))...min(side - 1, Int(last.rounded(.down)))
    }
}
