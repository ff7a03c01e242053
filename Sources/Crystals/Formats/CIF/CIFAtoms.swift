/// The atom sites of a data block, before symmetry.
struct CIFAtoms {
    private let rows: [Row]
    private let isFractional: Bool
    private let orthogonal: Lattice?
    private(set) var findings: [Finding] = []

    private struct Row {
        var label: String
        var element: Element
        var position: SIMD3<Double>
        var occupancy: Double
    }

    /// - Throws: `no-atoms`, `unknown-element`, `invalid-position`, `invalid-number`.
    init(_ cif: CIFText) throws(Finding) {
        let fractional = Self.positions(cif, "fract_")
        guard let positions = fractional ?? Self.positions(cif, "Cartn_") else {
            throw Finding(
                .noAtoms,
                "the block has no atom sites (a block of text, or a structure without coordinates); "
                    + "leave it out or add them")
        }
        isFractional = fractional != nil
        orthogonal = Self.matrix(cif)
        var reader = RowReader(
            cif, count: positions.count, kind: isFractional ? "fract_" : "Cartn_")
        var rows: [Row] = []
        for (index, texts) in positions.enumerated() {
            if let row = try reader.row(index, texts) { rows.append(row) }
        }
        self.rows = rows
        findings = reader.findings
        guard !rows.isEmpty else {
            throw Finding(.noAtoms, "no atom site of the block has coordinates; add them")
        }
    }

    /// The sites in fractional coordinates of `lattice`, one for each row.
    func sites(in lattice: Lattice) throws(Finding) -> [LabelledSite] {
        rows.map { row in
            let position =
                isFractional
                ? Fractional(row.position)
                : (orthogonal ?? lattice).fractional(Cartesian(row.position))
            return LabelledSite(
                label: row.label, element: row.element, occupancy: row.occupancy,
                position: position)
        }
    }

    private static func positions(_ cif: CIFText, _ kind: String) -> [[String?]]? {
        let columns = ["x", "y", "z"].compactMap {
            cif.column("_atom_site_\(kind)\($0)", "_atom_site.\(kind)\($0)")
        }
        guard columns.count == 3, Set(columns.map(\.count)).count == 1 else { return nil }
        return columns[0].indices.map { row in columns.map { $0[row] } }
    }

    /// The matrix that takes fractional to Cartesian coordinates, where the file gives it: its
    /// columns are the lattice vectors.
    private static func matrix(_ cif: CIFText) -> Lattice? {
        var rows = [SIMD3<Double>](repeating: .zero, count: 3)
        for i in 0..<3 {
            for j in 0..<3 {
                let tag = "_atom_sites_Cartn_tran_matrix_\(i + 1)\(j + 1)"
                guard let text = cif.value(tag) else { return nil }
                rows[j][i] = CIFText.number(text)
            }
        }
        let lattice = Lattice(rows: rows)
        return lattice.volume > 0 ? lattice : nil
    }

    /// Reads one atom site after another, with what all of them need.
    private struct RowReader {
        private let cif: CIFText
        /// Of the coordinates' tags: "fract_" or "Cartn_".
        private let kind: String
        private let labels: [String?]
        private let symbols: [String?]
        private let occupancies: [String?]
        private let flags: [String?]
        private let formula: Set<Element>
        private var reader = SymbolReader()
        private var omissions: [Finding] = []

        var findings: [Finding] { omissions + reader.findings }

        init(_ cif: CIFText, count: Int, kind: String) {
            (self.cif, self.kind) = (cif, kind)
            func column(_ name: String) -> [String?] {
                let values = cif.column("_atom_site_" + name, "_atom_site." + name) ?? []
                return values.count == count ? values : Array(repeating: nil, count: count)
            }
            labels = column("label")
            symbols = column("type_symbol")
            occupancies = column("occupancy")
            flags = column("calc_flag")
            let sum = cif.value("_chemical_formula_sum") ?? ""
            formula = Set(
                sum.split(whereSeparator: \.isWhitespace).compactMap {
                    ElementSymbol.element($0)
                })
        }

        /// nil for a site that is left out, with a finding.
        mutating func row(_ index: Int, _ texts: [String?]) throws(Finding) -> Row? {
            let label = labels[index] ?? symbols[index] ?? "site \(index + 1)"
            if flags[index]?.lowercased() == "dum" {
                note("\(label) is a dummy site and was left out")
                return nil
            }
            let element = try element(index, label)
            guard let position = try position(index, texts, label) else {
                guard element.atomicNumber == 1 else {
                    throw Finding(
                        .invalidPosition,
                        "\(label) has no coordinates (\"?\" or \".\"); add them or remove the site"
                    ).at(place("\(kind)x", index))
                }
                note("\(label), a hydrogen without coordinates, was left out")
                return nil
            }
            return Row(
                label: label, element: element, position: position,
                occupancy: try occupancy(index, label))
        }

        /// "line 12: " of a value of the site.
        private func place(_ name: String, _ index: Int) -> String {
            cif.place(of: "_atom_site_" + name, "_atom_site." + name, row: index)
        }

        private mutating func note(_ message: String) {
            omissions.append(Finding(.ignoredSites, message))
        }

        private mutating func element(
            _ index: Int, _ label: String
        ) throws(Finding) -> Element {
            if let symbol = symbols[index] {
                if let element = reader.element(symbol) { return element }
                throw Finding.unknownElement(symbol, at: "atom site \(label)")
                    .at(place("type_symbol", index))
            }
            if let element = ElementSymbol.element(label: label, formula: formula) {
                if element.atomicNumber == 1 { reader.note(label) }
                return element
            }
            throw Finding.unknownElement(label, at: "atom site \(index + 1)")
                .at(place("label", index))
        }

        private func position(
            _ index: Int, _ texts: [String?], _ label: String
        ) throws(Finding) -> SIMD3<Double>? {
            var v = SIMD3<Double>.zero
            for (k, text) in texts.enumerated() {
                guard let text else { return nil }
                v[k] = CIFText.number(text)
                guard v[k].isFinite else {
                    throw Finding(
                        .invalidNumber,
                        "a coordinate of \(label) is \"\(text.prefix(24))\", no number; "
                            + (text.contains("/") ? "write it as a decimal" : "correct it")
                    ).at(place(kind + ["x", "y", "z"][k], index))
                }
            }
            return v
        }

        private func occupancy(_ index: Int, _ label: String) throws(Finding) -> Double {
            guard let text = occupancies[index] else { return 1 }
            let occupancy = CIFText.number(text)
            let what = "the occupancy of \(label) is \"\(text.prefix(24))\""
            guard occupancy.isFinite else {
                throw Finding(.invalidNumber, what + ", no number; correct it")
                    .at(place("occupancy", index))
            }
            guard occupancy > 0, occupancy <= 1 + CrystalExaminer.occupancyTolerance else {
                throw Finding(.invalidOccupancy, what + "; it must be over 0 and at most 1")
                    .at(place("occupancy", index))
            }
            return occupancy
        }
    }
}

/// An atom site of the asymmetric unit.
struct LabelledSite {
    var label: String
    var element: Element
    var occupancy: Double
    var position: Fractional
}
