internal import Foundation
public import Crystals

/// A grid of k-points that contains Γ, so that hexagonal cells keep their symmetry.
public struct KPointMesh: Hashable, Sendable {
    /// Points along each reciprocal vector; at least one.
    public let divisions: [Int]

    /// - Parameter length: Å: each direction gets length/height points, rounded up.
    public init(_ lattice: Lattice, length: Double) {
        let heights = lattice.heights
        precondition(
            heights.min() > 0 && length > 0, "heights \(heights) Å, k-point length \(length) Å")
        // A hair below, so that rounding in the height does not add a plane of points.
        divisions = (0..<3).map { max(1, Int((length / heights[$0] - 1e-6).rounded(.up))) }
    }
}
