public import Crystals
internal import Foundation

/// How many atoms of each kind stand at which distance from each kind, smoothed: the same for
/// two descriptions of one crystal, whatever their cells. Independent of every search under test.
public struct Fingerprint {
    private struct Pair: Hashable {
        var center: Species
        var neighbor: Species
    }

    /// Neighbours of an average atom of the kind, on a grid of distances.
    private var curves: [Pair: [Double]] = [:]
    private let spread: Double
    private let grid: [Double]

    /// - Parameters:
    ///   - reach: largest distance looked at, in units of the cube root of the volume per atom.
    ///   - spread: width of the smoothing, in the same unit.
    public init(_ crystal: Crystal, reach: Double = 2, spread: Double = 0.02) {
        self.spread = spread
        grid = Array(stride(from: 0.3, through: reach, by: spread / 2))
        let shape = crystal.scaled(toVolumePerAtom: 1)
        let steps = stride(from: -3.0, through: 3, by: 1)
        let images = steps.flatMap { x in steps.flatMap { y in steps.map { Fractional(x, y, $0) } }
        }
        for center in shape.sites {
            let weight = 1 / Double(shape.sites.filter { $0.species == center.species }.count)
            for neighbor in shape.sites {
                let pair = Pair(center: center.species, neighbor: neighbor.species)
                for image in images {
                    let step = neighbor.position + image - center.position
                    add(shape.lattice.cartesian(step).length, to: pair, weight: weight)
                }
            }
        }
    }

    public var isEmpty: Bool { curves.isEmpty }

    /// Whether no curve differs by more than `tolerance` neighbours.
    public func matches(_ other: Fingerprint, tolerance: Double = 0.3) -> Bool {
        curves.keys == other.curves.keys
            && curves.allSatisfy { pair, curve in
                zip(curve, other.curves[pair] ?? []).allSatisfy { abs($0 - $1) < tolerance }
            }
    }

    private mutating func add(_ distance: Double, to pair: Pair, weight: Double) {
        guard let last = grid.last, distance > 1e-6, distance < last + 4 * spread else { return }
        var curve = curves[pair] ?? [Double](repeating: 0, count: grid.count)
        for (index, point) in grid.enumerated() where abs(point - distance) < 4 * spread {
            let step = (point - distance) / spread
            curve[index] += weight * exp(-step * step / 2)
        }
        curves[pair] = curve
    }
}
