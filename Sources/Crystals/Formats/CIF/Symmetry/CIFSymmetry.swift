/// The symmetry operators of a data block: from the file where it gives them, else from its Hall
/// symbol, its Hermann–Mauguin symbol, or its number.
struct CIFSymmetry {
    private let cif: CIFText
    private let lattice: Lattice

    init(_ cif: CIFText, in lattice: Lattice) { (self.cif, self.lattice) = (cif, lattice) }

    /// - Throws: `unsupported-symmetry` where the operators cannot be read, are unknown, or do not
    ///   fit the cell; `invalid-symmetry` where they are no group.
    func group(
        for sites: [AtomSite], _ findings: inout [Finding]
    ) throws(Finding) -> OperatorGroup {
        if let listed = CIFOperatorList(cif) {
            return try fitting(listed.read(centrings: { centrings }, &findings), &findings)
        }
        if cif.has("_space_group_symop_magn_operation.xyz") {
            throw Finding(
                .unsupportedSymmetry,
                "the block gives magnetic symmetry only; add _space_group_symop_operation_xyz")
        }
        if let hall = cif.value(Self.hallTags), let group = NamedSpaceGroup.group(hall: hall) {
            return try fitting(group, &findings)
        }
        return try named(for: sites, &findings)
    }

    /// Whether the block lists its operators, or leaves them to the name of its group.
    var listsOperators: Bool { CIFOperatorList.tags.contains(where: cif.has) }

    /// The groups that the block names, by symbol and by number; not those nobody knows.
    var declared: [NamedSpaceGroup] {
        [symbol, number].compactMap { $0 }.compactMap { NamedSpaceGroup($0, in: lattice) }
    }

    private var symbol: String? { cif.value(Self.symbolTags) }

    private var number: String? { cif.value(Self.numberTags) }

    private static let hallTags: [CIFTag] = [
        "_space_group_name_Hall", "_symmetry_space_group_name_Hall",
    ]
    private static let symbolTags: [CIFTag] = [
        "_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M",
        "_space_group_name_H-M_full", "_space_group.name_H-M_alt",
    ]
    private static let numberTags: [CIFTag] = [
        "_space_group_IT_number", "_symmetry_Int_Tables_number",
    ]

    /// The centring translations of the group that the block names.
    private var centrings: [SIMD3<Double>] {
        (declared.first?.operations ?? []).filter(\.isTranslation).map(\.translation)
    }

    private func named(
        for sites: [AtomSite], _ findings: inout [Finding]
    ) throws(Finding) -> OperatorGroup {
        guard let name = symbol ?? number else {
            findings.append(
                Finding(
                    .assumedSymmetry,
                    "the block names no symmetry; its sites were taken as the whole cell (P 1)"))
            return .identity
        }
        guard let named = NamedSpaceGroup(name, in: lattice) else {
            throw Finding(
                .unsupportedSymmetry,
                "\"\(name.prefix(40))\" is no space group; correct it or give the operators")
        }
        let group = try fitting(named.group, &findings)
        guard !named.hasOriginChoice, let other = named.aboutOtherOrigin else { return group }
        return chooseOrigin(named, other, sites, &findings).group
    }

    /// Sites usually stand on the special positions: of two origins the one that makes fewer
    /// atoms is meant; where that says nothing, the second, as in spglib and pymatgen.
    private func chooseOrigin(
        _ first: NamedSpaceGroup, _ second: NamedSpaceGroup, _ sites: [AtomSite],
        _ findings: inout [Finding]
    ) -> NamedSpaceGroup {
        func atoms(_ group: NamedSpaceGroup) -> Int {
            SymmetryExpansion(operations: group.operations, lattice: lattice).expand(sites).count
        }
        guard sites.count <= 100 else { return second }
        let (one, two) = (atoms(first), atoms(second))
        let chosen = one < two ? first : second
        findings.append(
            Finding(
                .assumedSymmetry,
                "the space group has two origins and the block does not say which; "
                    + "\(chosen.symbol) was taken (\(min(one, two)) atoms)"))
        return chosen
    }

    /// Operators keep the lengths and angles of the cell. By more than this they are of another cell,
    /// or the group is wrong; by more than the second, something was mistyped.
    private static let (largestMisfit, worthTelling) = (0.05, 0.004)

    /// The group, if it fits.
    private func fitting(
        _ group: OperatorGroup, _ findings: inout [Finding]
    ) throws(Finding) -> OperatorGroup {
        let misfit = misfit(of: group)
        guard misfit <= Self.largestMisfit else {
            throw Finding(
                .unsupportedSymmetry,
                "the symmetry operators do not fit the cell's lengths and angles; correct either")
        }
        guard misfit > Self.worthTelling else { return group }
        findings.append(
            Finding(
                .conflictingSymmetry,
                "the cell's lengths and angles fit its space group to \(Decimal.text(100 * misfit, 1)) % "
                    + "only; they were used as they are, check them"))
        return group
    }

    /// The most that an operator changes of the metric G = L Lᵀ, |Rᵀ G R − G|, over the largest
    /// element of G.
    private func misfit(of group: OperatorGroup) -> Double {
        let metric = lattice.metric(under: SymmetryOperation.identity.rotation)
        let largest = max(metric[0].x, metric[1].y, metric[2].z)
        var most = 0.0
        for rotation in group.rotations {
            let moved = lattice.metric(under: rotation)
            for k in 0..<3 {
                let change = moved[k] - metric[k]
                most = max(most, abs(change.x), abs(change.y), abs(change.z))
            }
        }
        return most / largest
    }
}
