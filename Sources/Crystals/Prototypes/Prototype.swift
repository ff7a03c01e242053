/// A structure type: a space group, a cell and orbits whose elements are still open.
///
/// A prototype carries the free parameters (axial ratios, internal coordinates) of one real
/// crystal. ``crystal(decoratedWith:)`` keeps their ratios; the size is left to a model of volume.
public struct Prototype: Sendable, Identifiable {
    /// ASCII and unique: the Strukturbericht symbol ("B4", "E2_1") or, without one, the compound.
    public let id: String
    /// The name in common use: "wurtzite".
    public let name: String
    /// The compound that the type is named after: "ZnS".
    public let compound: String
    /// Pearson symbol; atoms of the conventional cell, hexagonal axes for rhombohedral ones.
    public let pearsonSymbol: String
    /// Number in International Tables A, 1…230.
    public let spaceGroup: Int
    /// The conventional cell of ``parameterSource``'s crystal, Å.
    public let cell: PrototypeCell
    public let orbits: [WyckoffOrbit]
    /// Which crystal the cell and the coordinates were taken from, and where it stands.
    public let parameterSource: String

    /// The roles that occur, sorted.
    public let roles: [Role]
    /// Role of each atom of the primitive cell.
    public let siteRoles: [Role]
    /// Atoms of each role in one formula unit, without a common factor, in the order of ``roles``.
    public let stoichiometry: [Int]
    /// Permutations of the roles that give back the same structure; the identity comes first.
    /// `permutation[i]` is the index of the role that takes the place of role `i`.
    public let roleSymmetries: [[Int]]

    let centrings: [SIMD3<Double>]
    let primitive: Expansion

    public init(
        _ id: String, _ name: String, _ compound: String, _ pearsonSymbol: String,
        _ spaceGroup: Int, _ cell: PrototypeCell, _ orbits: [WyckoffOrbit], from source: String
    ) {
        (self.id, self.name, self.compound) = (id, name, compound)
        (self.pearsonSymbol, self.spaceGroup, self.cell) = (pearsonSymbol, spaceGroup, cell)
        (self.orbits, parameterSource) = (orbits, source)
        let group = SpaceGroupOperations(number: spaceGroup)
        let conventional = Expansion(of: orbits, under: group)
        centrings = group.centrings
        let cut = conventional.primitive(centrings: centrings)
        primitive = cut
        siteRoles = cut.roles
        let present = Set(cut.roles).sorted()
        roles = present
        stoichiometry = reduced(present.map { role in cut.roles.filter { $0 == role }.count })
        roleSymmetries = RoleSymmetrySearch(
            cell: cell.lattice, expansion: conventional, roles: present
        ).permutations()
    }

    /// Atoms of the primitive cell.
    public var siteCount: Int { siteRoles.count }

    /// Atoms of the conventional cell.
    public var conventionalSiteCount: Int { siteCount * centrings.count }

    /// "A1B2X4", the roles in order with their share of the formula unit, ones included.
    public var anonymousFormula: String {
        zip(roles, stoichiometry).map { "\($0)\($1)" }.joined()
    }
}

/// Counts divided by their greatest common divisor.
private func reduced(_ counts: [Int]) -> [Int] {
    func divisor(_ p: Int, _ q: Int) -> Int { q == 0 ? p : divisor(q, p % q) }
    let common = max(1, counts.reduce(0, divisor))
    return counts.map { $0 / common }
}
