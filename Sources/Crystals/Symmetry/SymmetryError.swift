/// Why the symmetry of a crystal could not be found.
public struct SymmetryError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        case noAtoms
        /// Lattice vectors or positions that are not finite, or a cell flatter than the tolerance.
        case degenerateCell
        /// Two sites closer than the tolerance would have to be one.
        case atomsTooClose(Int, Int)
        /// spglib found no space group.
        case notFound
    }

    public var reason: Reason
    /// Å.
    public var tolerance: Double
    public var atomCount: Int

    public var description: String {
        let problem =
            switch reason {
            case .noAtoms: "it has no atoms"
            case .degenerateCell: "its cell has no volume or holds numbers that are not finite"
            case .atomsTooClose(let i, let j): "sites \(i + 1) and \(j + 1) are on one point"
            case .notFound: "no space group fits"
            }
        return "no symmetry for a crystal of \(atomCount) sites within \(tolerance) Å: \(problem)"
    }
}
