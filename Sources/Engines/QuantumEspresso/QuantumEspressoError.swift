public import Crystals

/// Why a crystal has no input for Quantum ESPRESSO.
public enum QuantumEspressoError: Error, Hashable, Sendable {
    /// A site holds several elements or is not full; places count from 1.
    case disordered(site: Int, species: Species)
    case noAtoms
    /// A cell without volume, or not finite: its volume, Å³, and least height, Å.
    case flatCell(volume: Double, height: Double)
    /// A coordinate that is not finite; places count from 1.
    case invalidPosition(site: Int)
    /// pw.x 6.7 takes ten kinds of atoms.
    case tooManyElements(Int)
    /// pw.x cannot start a magnetic crystal with every band full or empty.
    case fixedOccupationsWithMagnetism
}

extension QuantumEspressoError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .disordered(let site, let species):
            let parts = species.components.map { "\($0.element) \($0.occupancy)" }
            return "site \(site) is a mixture (\(parts.joined(separator: ", "))); "
                + "make an ordered supercell first"
        case .noAtoms: return "the cell holds no atoms"
        case .flatCell(let volume, let height):
            return "the cell is flat: volume \(volume) Å³, least height \(height) Å"
        case .invalidPosition(let site): return "the position of site \(site) is not finite"
        case .tooManyElements(let count):
            return "\(count) elements; pw.x takes at most \(PlaneWaveInput.largestElementCount)"
        case .fixedOccupationsWithMagnetism:
            return "fixed occupations do not go with magnetism; use smearing"
        }
    }
}
