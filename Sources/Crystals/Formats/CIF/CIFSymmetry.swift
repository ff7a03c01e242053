internal import CGemmi

/// The symmetry operators of a data block: from the file where it gives them, else from its Hall
/// symbol, its Hermann–Mauguin symbol, or its number.
struct CIFSymmetry {
    private let cif: CIFText

    init(_ cif: CIFText) { self.cif = cif }

    /// - Throws: `unsupported-symmetry` where the operators cannot be read, are unknown, or do not
    ///   fit the cell.
    func operations(
        for sites: [LabelledSite], in lattice: Lattice, _ findings: inout [Finding]
    ) throws(Finding) -> [SymmetryOperation] {
        if let listed = try listed() {
            try checkFit(listed, in: lattice)
            return listed
        }
        if cif.has("_space_group_symop_magn_operation.xyz") {
            throw Finding(
                .unsupportedSymmetry,
                "the block gives magnetic symmetry only; add _space_group_symop_operation_xyz")
        }
        if let hall = cif.value("_space_group_name_Hall", "_symmetry_space_group_name_Hall"),
            let operations = Self.operations(hall: hall)
        {
            try checkFit(operations, in: lattice)
            return operations
        }
        return try named(for: sites, in: lattice, &findings)
    }

    private func listed() throws(Finding) -> [SymmetryOperation]? {
        let texts = cif.column(
            "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz",
            "_space_group_symop.operation_xyz")
        guard let texts = texts?.compactMap({ $0 }), !texts.isEmpty else { return nil }
        var operations: [SymmetryOperation] = []
        for text in texts {
            guard let operation = SymmetryOperation(text) else {
                throw Finding(
                    .unsupportedSymmetry,
                    "\"\(text.prefix(40))\" is no symmetry operator like \"-x, y+1/2, z\"; correct it"
                )
            }
            operations.append(operation)
        }
        guard operations.count <= 192 * 4 else {
            throw Finding(
                .unsupportedSymmetry,
                "\(operations.count) operators are more than any space group has")
        }
        return operations
    }

    private func named(
        for sites: [LabelledSite], in lattice: Lattice, _ findings: inout [Finding]
    ) throws(Finding) -> [SymmetryOperation] {
        let name =
            cif.value("_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M")
            ?? cif.value("_space_group_name_H-M_full", "_space_group.name_H-M_alt")
            ?? cif.value("_space_group_IT_number", "_symmetry_Int_Tables_number")
        guard let symbol = name.map(Self.withOriginChoice) else {
            findings.append(
                Finding(
                    .assumedSymmetry,
                    "the block names no symmetry; its sites were taken as the whole cell (P 1)"))
            return [.identity]
        }
        let angles = lattice.angles
        let group = kb_space_group(symbol, angles.x, angles.z)
        guard group >= 0, let operations = Self.operations(group) else {
            throw Finding(
                .unsupportedSymmetry,
                "\"\(symbol.prefix(40))\" is no space group; correct it or give the operators")
        }
        try checkFit(operations, in: lattice)
        let other = symbol.contains(":") ? -1 : kb_space_group_other_origin(group)
        guard other >= 0, let shifted = Self.operations(other) else { return operations }
        return chooseOrigin(operations, shifted, (group, other), sites, lattice, &findings)
    }

    /// ICSD ends a symbol with S for the first origin and Z for the second: "F d -3 m S".
    private static func withOriginChoice(_ symbol: String) -> String {
        for (ending, origin) in [(" S", ":1"), (" Z", ":2")] where symbol.hasSuffix(ending) {
            return symbol.dropLast(2) + origin
        }
        return symbol
    }

    /// Sites usually stand on the special positions: of two origins the one that makes fewer
    /// atoms is meant; where that says nothing, the second, as in spglib and pymatgen.
    private func chooseOrigin(
        _ first: [SymmetryOperation], _ second: [SymmetryOperation], _ groups: (Int32, Int32),
        _ sites: [LabelledSite], _ lattice: Lattice, _ findings: inout [Finding]
    ) -> [SymmetryOperation] {
        func atoms(_ operations: [SymmetryOperation]) -> Int {
            SymmetryExpansion(operations: operations, lattice: lattice).expand(sites).count
        }
        guard sites.count <= 100 else { return second }
        let (one, two) = (atoms(first), atoms(second))
        let isFirst = one < two
        let symbol = kb_space_group_symbol(isFirst ? groups.0 : groups.1)
        findings.append(
            Finding(
                .assumedSymmetry,
                "the space group has two origins and the block does not say which; "
                    + "\(symbol.map { String(cString: $0) } ?? "") was taken (\(min(one, two)) atoms)"
            ))
        return isFirst ? first : second
    }

    /// Operators keep the lengths and angles of the cell: Rᵀ G R = G with the metric G = L Lᵀ. Off
    /// by more than 5 % of the largest element, the cell or the group is wrong.
    private func checkFit(
        _ operations: [SymmetryOperation], in lattice: Lattice
    ) throws(Finding) {
        let metric = lattice.rows.map { a in
            SIMD3(a.dot(lattice.rows[0]), a.dot(lattice.rows[1]), a.dot(lattice.rows[2]))
        }
        let largest = max(metric[0].x, metric[1].y, metric[2].z)
        for operation in operations {
            let moved = Self.transform(metric, by: operation.rotation)
            let isFit = (0..<3).allSatisfy { k in
                let change = moved[k] - metric[k]
                return (0..<3).allSatisfy { abs(change[$0]) <= 0.05 * largest }
            }
            guard isFit else {
                throw Finding(
                    .unsupportedSymmetry,
                    "the symmetry operators do not fit the cell's lengths and angles; correct either"
                )
            }
        }
    }

    private static func transform(
        _ metric: [SIMD3<Double>], by rotation: [SIMD3<Double>]
    ) -> [SIMD3<Double>] {
        let columns = (0..<3).map { SIMD3(rotation[0][$0], rotation[1][$0], rotation[2][$0]) }
        func times(_ v: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(metric[0].dot(v), metric[1].dot(v), metric[2].dot(v))
        }
        return columns.map { a in
            SIMD3(
                a.dot(times(columns[0])), a.dot(times(columns[1])), a.dot(times(columns[2])))
        }
    }

    private static func operations(_ group: Int32) -> [SymmetryOperation]? {
        kb_space_group_hall(group).flatMap { operations(hall: String(cString: $0)) }
    }

    private static func operations(hall: String) -> [SymmetryOperation]? {
        var table = [Int32](repeating: 0, count: 192 * 12)
        let count = kb_operators(hall, &table, 192)
        guard count > 0 else { return nil }
        return (0..<Int(count)).map { index in
            let n = table[(12 * index)..<(12 * index + 12)].map(Double.init)
            return SymmetryOperation(
                rotation: [
                    SIMD3(n[0], n[1], n[2]), SIMD3(n[3], n[4], n[5]), SIMD3(n[6], n[7], n[8]),
                ],
                translation: SIMD3(n[9], n[10], n[11]) / 24)
        }
    }
}
