/// The symmetry operators that a data block lists itself.
struct CIFOperatorList {
    private let cif: CIFText
    private let column: CIFColumn

    static let tags: [CIFTag] = [
        "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz",
        "_space_group_symop.operation_xyz",
    ]

    /// nil where the block lists none.
    init?(_ cif: CIFText) {
        guard let column = cif.column(Self.tags),
            (0..<column.count).contains(where: { cif.bytes(column, $0) != nil })
        else { return nil }
        (self.cif, self.column) = (cif, column)
    }

    /// Each operator once.
    ///
    /// - Parameter centrings: Translations of the group that the block names, which some programs
    ///   leave out of the list.
    /// - Throws: `unsupported-symmetry` for what is no operator, `invalid-symmetry` for operators
    ///   that are no group: which atoms are there would be a matter of chance.
    func read(
        centrings: () -> [SIMD3<Double>], _ findings: inout [Finding]
    ) throws(Finding) -> OperatorGroup {
        // Most files have one of a few hundred lists.
        let known = Self.known.value(of: cif.key(of: column)) { group() }
        guard let (group, listed) = known else { throw try failure(centrings()) }
        let repeats = listed - group.operations.count
        if repeats > 0 {
            findings.append(
                Finding(
                    .conflictingSymmetry,
                    "\(place())\(repeats) of the \(listed) symmetry operators "
                        + "are listed twice; each was used once"))
        }
        return group
    }

    private static let known = SharedCache<String, (group: OperatorGroup, listed: Int)>(
        atMost: 4096)

    private static let operators = SharedCache<String, SymmetryOperation>(atMost: 4096)

    /// The group of the operators, and their number; nil where they are none.
    private func group() -> (group: OperatorGroup, listed: Int)? {
        guard let listed = try? parsed() else { return nil }
        let list = OperatorList(listed).withoutRepeats
        guard list.hasIdentity, list.gap == nil else { return nil }
        return (OperatorGroup(list.operations), listed.count)
    }

    private func parsed() throws(Finding) -> [SymmetryOperation] {
        var operations: [SymmetryOperation] = []
        for row in 0..<column.count {
            guard let text = cif.string(column, row) else { continue }
            guard let operation = Self.operators.value(of: text, { SymmetryOperation(text) }) else {
                throw Finding(
                    .unsupportedSymmetry,
                    "\"\(text.prefix(40))\" is no symmetry operator like \"-x, y+1/2, z\"; correct it"
                ).at(place(row))
            }
            operations.append(operation)
        }
        // Four cells of the largest conventional one.
        guard operations.count <= 192 * 4 else {
            throw Finding(
                .unsupportedSymmetry,
                "\(operations.count) operators are more than any space group has")
        }
        return operations
    }

    /// Why the operators are no group.
    private func failure(_ centrings: [SIMD3<Double>]) throws(Finding) -> Finding {
        let list = OperatorList(try parsed()).withoutRepeats
        let many = "the \(list.operations.count) symmetry operators"
        guard list.hasIdentity, let gap = list.gap else {
            return Finding(.invalidSymmetry, "\(many) are no group without \"x,y,z\"; add it")
                .at(place())
        }
        let isUncentred = centrings.count > 1 && list.centred(by: centrings).gap == nil
        let advice =
            isUncentred
            ? "add the centring translations of the space group"
            : "complete the list, or remove it if the block names its space group"
        return Finding(
            .invalidSymmetry,
            "\(many) are no group: \"\(gap.first.text)\" after \"\(gap.second.text)\" is "
                + "\"\((gap.first * gap.second).text)\", which is not among them; \(advice)"
        ).at(place())
    }

    private func place(_ row: Int = 0) -> String { cif.place(of: Self.tags, row: row) }
}
