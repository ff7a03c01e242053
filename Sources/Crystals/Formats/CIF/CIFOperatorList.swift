/// The symmetry operators that a data block lists itself.
struct CIFOperatorList {
    private let cif: CIFText

    init(_ cif: CIFText) { self.cif = cif }

    /// Each operator once; nil where the block lists none.
    ///
    /// - Parameter centrings: Translations of the group that the block names, which some programs
    ///   leave out of the list.
    /// - Throws: `unsupported-symmetry` for what is no operator, `invalid-symmetry` for operators
    ///   that are no group: which atoms are there would be a matter of chance.
    func read(
        centrings: [SIMD3<Double>], _ findings: inout [Finding]
    ) throws(Finding) -> [SymmetryOperation]? {
        guard let listed = try parsed() else { return nil }
        let list = listed.withoutRepeats
        let repeats = listed.operations.count - list.operations.count
        try checkGroup(list, centrings)
        if repeats > 0 {
            findings.append(
                Finding(
                    .conflictingSymmetry,
                    "\(place())\(repeats) of the \(listed.operations.count) symmetry operators "
                        + "are listed twice; each was used once"))
        }
        return list.operations
    }

    private func parsed() throws(Finding) -> OperatorList? {
        let texts = cif.column(
            "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz",
            "_space_group_symop.operation_xyz")
        guard let texts, texts.contains(where: { $0 != nil }) else { return nil }
        var operations: [SymmetryOperation] = []
        for (row, text) in texts.enumerated() {
            guard let text else { continue }
            guard let operation = SymmetryOperation(text) else {
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
        return OperatorList(operations)
    }

    private func checkGroup(
        _ list: OperatorList, _ centrings: [SIMD3<Double>]
    ) throws(Finding) {
        let many = "the \(list.operations.count) symmetry operators"
        guard list.hasIdentity else {
            throw Finding(.invalidSymmetry, "\(many) are no group without \"x,y,z\"; add it")
                .at(place())
        }
        guard let gap = list.gap else { return }
        let isUncentred = centrings.count > 1 && list.centred(by: centrings).gap == nil
        let advice =
            isUncentred
            ? "add the centring translations of the space group"
            : "complete the list, or remove it if the block names its space group"
        throw Finding(
            .invalidSymmetry,
            "\(many) are no group: \"\(gap.first.text)\" after \"\(gap.second.text)\" is "
                + "\"\((gap.first * gap.second).text)\", which is not among them; \(advice)"
        ).at(place())
    }

    private func place(_ row: Int = 0) -> String {
        cif.place(
            of: "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz",
            "_space_group_symop.operation_xyz", row: row)
    }
}
