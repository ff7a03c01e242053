public import Crystals

/// A known crystal to find one's bearings by: what it is, and what was measured of it.
public struct Landmark: Sendable, Identifiable {
    /// The name in diagrams, unique: "diamond", "c-BN", "WC".
    public let name: String
    /// The primitive cell at its real size.
    public let crystal: Crystal
    /// The id of its structure type, see ``Prototype``.
    public let prototype: String
    /// Number in International Tables A.
    public let spaceGroup: Int
    public let cellOrigin: CellOrigin
    /// Tabulated density of the pure crystal, g/cm³.
    public let density: Double?
    /// Vickers hardness, lowest to highest measured, GPa.
    public let hardness: ClosedRange<Double>?
    /// Fracture toughness K_IC, lowest to highest measured, MPa·m^½.
    public let toughness: ClosedRange<Double>?
    /// Where cell, coordinates, hardness and toughness come from, and how far each was checked.
    public let source: String

    public var id: String { name }

    /// What kind of lattice constants a crystal carries.
    public enum CellOrigin: Hashable, Sendable {
        case measured
        /// By density-functional theory (PBE), which makes edges about 1 % too long.
        case calculated
    }
}

extension Landmark {
    /// Measured mechanical properties and who reported them.
    struct Mechanics {
        var hardness: ClosedRange<Double>?
        var toughness: ClosedRange<Double>?
        var source: String
    }

    /// - Parameters:
    ///   - elements: symbols for the roles of the prototype in their order, separated by spaces.
    ///   - cell: measured, room temperature; nil for the prototype's own calculated cell.
    ///   - points: free coordinates where they are known better than the prototype's.
    init(
        _ name: String, _ prototypeID: String, _ elements: String, cell: PrototypeCell?,
        density: Double? = nil, points: [Int: Fractional] = [:], _ mechanics: Mechanics? = nil
    ) {
        guard let type = Prototype.named(prototypeID) else {
            preconditionFailure("\(name): no prototype is called \(prototypeID)")
        }
        let refined = points.isEmpty ? type : type.refined(points, from: "measured")
        let symbols = elements.split(separator: " ").compactMap { Element($0) }
        precondition(symbols.count == type.roles.count, "\(name): \(elements) for \(type.roles)")
        self.name = name
        prototype = prototypeID
        spaceGroup = type.spaceGroup
        crystal = refined.crystal(
            decoratedWith: Dictionary(uniqueKeysWithValues: zip(type.roles, symbols)),
            cell: cell ?? type.cell)
        cellOrigin = cell == nil ? .calculated : .measured
        self.density = density
        (hardness, toughness) = (mechanics?.hardness, mechanics?.toughness)
        let cellSource =
            cell == nil
            ? "cell and coordinates: \(type.parameterSource)"
            : "cell: measured at room temperature, recalled, not checked; "
                + "coordinates: \(refined.parameterSource)"
        source = [cellSource, mechanics?.source].compactMap { $0 }.joined(separator: "; ")
    }
}
