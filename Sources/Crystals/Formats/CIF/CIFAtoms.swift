/// The atom sites of a data block, before symmetry.
struct CIFAtoms {
    private(set) var findings: [Finding] = []
    /// With the coordinates as they stand in the file.
    private let rows: [AtomSite]
    /// Where the coordinates are Cartesian, the matrix that they belong to, if the file gives it.
    private let isFractional: Bool
    private let orthogonal: Lattice?

    /// - Throws: `no-atoms`, `unknown-element`, `invalid-position`, `invalid-number`.
    init(_ cif: CIFText) throws(Finding) {
        guard
            let columns = CIFAtomColumns(cif, .fractional) ?? CIFAtomColumns(cif, .cartesian)
        else {
            throw Finding(
                .noAtoms,
                "the block has no atom sites (a block of text, or a structure without coordinates); "
                    + "leave it out or add them")
        }
        isFractional = columns.kind == .fractional
        orthogonal = isFractional ? nil : Self.matrix(cif)
        var reader = RowReader(cif, columns)
        var rows: [AtomSite] = []
        rows.reserveCapacity(columns.count)
        for row in 0..<columns.count { if let site = try reader.site(row) { rows.append(site) } }
        self.rows = rows
        findings = reader.findings
        guard !rows.isEmpty else {
            throw Finding(.noAtoms, "no atom site of the block has coordinates; add them")
        }
    }

    /// The sites in fractional coordinates of `lattice`, one for each row.
    func sites(in lattice: Lattice) -> [AtomSite] {
        if isFractional { return rows }
        return rows.map { row in
            var site = row
            site.position = (orthogonal ?? lattice).fractional(Cartesian(row.position.vector))
            return site
        }
    }

    /// The matrix that takes fractional to Cartesian coordinates, where the file gives it: its
    /// columns are the lattice vectors.
    private static func matrix(_ cif: CIFText) -> Lattice? {
        var rows = [SIMD3<Double>](repeating: .zero, count: 3)
        for i in 0..<3 {
            for j in 0..<3 {
                let tag = CIFTag("_atom_sites_Cartn_tran_matrix_\(i + 1)\(j + 1)")
                guard let number = cif.number([tag]) else { return nil }
                rows[j][i] = number
            }
        }
        let lattice = Lattice(rows: rows)
        return lattice.volume > 0 ? lattice : nil
    }

    /// Reads one atom site after another, with what all of them need.
    private struct RowReader {
        private let cif: CIFText
        private let columns: CIFAtomColumns
        /// The elements of the block's formula, once they are asked for.
        private var formula: Set<Element>?
        private var reader = SymbolReader()
        private var omissions: [Finding] = []

        var findings: [Finding] { omissions + reader.findings }

        init(_ cif: CIFText, _ columns: CIFAtomColumns) {
            (self.cif, self.columns) = (cif, columns)
        }

        /// nil for a site that is left out, with a finding.
        mutating func site(_ row: Int) throws(Finding) -> AtomSite? {
            if isDummy(row) {
                note("\(label(row)) is a dummy site and was left out")
                return nil
            }
            let element = try element(row)
            guard let position = try position(row) else {
                guard element.atomicNumber == 1 else {
                    throw Finding(
                        .invalidPosition,
                        "\(label(row)) has no coordinates (\"?\" or \".\"); add them or remove the site"
                    ).at(place(columns.kind.tags[0], row))
                }
                note("\(label(row)), a hydrogen without coordinates, was left out")
                return nil
            }
            return AtomSite(
                element: element, occupancy: try occupancy(row), position: Fractional(position))
        }

        /// As messages name the site.
        private func label(_ row: Int) -> String {
            [columns.labels, columns.symbols].lazy.compactMap { $0 }
                .compactMap { cif.string($0, row) }.first ?? "site \(row + 1)"
        }

        private func isDummy(_ row: Int) -> Bool {
            columns.flags.flatMap { cif.string($0, row) }?.lowercased() == "dum"
        }

        /// "line 12: " of a value of the site.
        private func place(_ tags: [CIFTag], _ row: Int) -> String {
            cif.place(of: tags, row: row)
        }

        private mutating func note(_ message: String) {
            omissions.append(Finding(.ignoredSites, message))
        }

        private mutating func element(_ row: Int) throws(Finding) -> Element {
            if let symbol = columns.symbols.flatMap({ cif.bytes($0, row) }) {
                if let element = reader.element(bytes: symbol) { return element }
                throw Finding.unknownElement(
                    String(decoding: symbol, as: UTF8.self), at: "atom site \(label(row))"
                ).at(place(CIFAtomColumns.symbolTags, row))
            }
            let label = label(row)
            if let element = ElementSymbol.element(label: label, formula: formulaElements()) {
                if element.atomicNumber == 1 { reader.note(label.utf8) }
                return element
            }
            throw Finding.unknownElement(label, at: "atom site \(row + 1)")
                .at(place(CIFAtomColumns.labelTags, row))
        }

        private mutating func formulaElements() -> Set<Element> {
            if let formula { return formula }
            let words = (cif.value(["_chemical_formula_sum"]) ?? "").split(
                whereSeparator: \.isWhitespace)
            let elements = Set(words.compactMap { ElementSymbol.element($0) })
            formula = elements
            return elements
        }

        private func position(_ row: Int) throws(Finding) -> SIMD3<Double>? {
            var v = SIMD3<Double>.zero
            for (k, column) in columns.positions.enumerated() {
                guard let number = cif.number(column, row) else { return nil }
                v[k] = number
                guard number.isFinite else {
                    let text = cif.string(column, row) ?? ""
                    throw Finding(
                        .invalidNumber,
                        "a coordinate of \(label(row)) is \"\(text.prefix(24))\", no number; "
                            + (text.contains("/") ? "write it as a decimal" : "correct it")
                    ).at(place(columns.kind.tags[k], row))
                }
            }
            return v
        }

        private func occupancy(_ row: Int) throws(Finding) -> Double {
            guard let column = columns.occupancies, let occupancy = cif.number(column, row) else {
                return 1
            }
            let isNumber = occupancy.isFinite
            if isNumber, occupancy > 0, occupancy <= 1 + CrystalExaminer.occupancyTolerance {
                return occupancy
            }
            let text = cif.string(column, row) ?? ""
            let what = "the occupancy of \(label(row)) is \"\(text.prefix(24))\""
            let place = place(CIFAtomColumns.occupancyTags, row)
            throw isNumber
                ? Finding(.invalidOccupancy, what + "; it must be over 0 and at most 1").at(place)
                : Finding(.invalidNumber, what + ", no number; correct it").at(place)
        }
    }
}

/// The columns of the atom sites.
struct CIFAtomColumns {
    let kind: Kind
    /// Of x, y and z.
    let positions: [CIFColumn]
    let labels: CIFColumn?
    let symbols: CIFColumn?
    let occupancies: CIFColumn?
    let flags: CIFColumn?

    /// Rows of all of them.
    var count: Int { positions[0].count }

    enum Kind {
        case fractional, cartesian

        /// Of x, y and z.
        var tags: [[CIFTag]] {
            switch self {
            case .fractional: CIFAtomColumns.fractionalTags
            case .cartesian: CIFAtomColumns.cartesianTags
            }
        }
    }

    /// nil where the block has no coordinates of this kind.
    init?(_ cif: CIFText, _ kind: Kind) {
        let positions = kind.tags.compactMap { cif.column($0) }
        guard positions.count == 3, positions.allSatisfy({ $0.count == positions[0].count }) else {
            return nil
        }
        func column(_ tags: [CIFTag]) -> CIFColumn? {
            cif.column(tags).flatMap { $0.count == positions[0].count ? $0 : nil }
        }
        (self.kind, self.positions) = (kind, positions)
        labels = column(Self.labelTags)
        symbols = column(Self.symbolTags)
        occupancies = column(Self.occupancyTags)
        flags = column(Self.flagTags)
    }

    private static let fractionalTags = ["fract_x", "fract_y", "fract_z"].map(tags)
    private static let cartesianTags = ["Cartn_x", "Cartn_y", "Cartn_z"].map(tags)
    static let labelTags = tags("label")
    static let symbolTags = tags("type_symbol")
    static let occupancyTags = tags("occupancy")
    private static let flagTags = tags("calc_flag")

    private static func tags(_ name: String) -> [CIFTag] {
        [CIFTag("_atom_site_" + name), CIFTag("_atom_site." + name)]
    }
}

/// An atom site of the asymmetric unit.
struct AtomSite {
    var element: Element
    var occupancy: Double
    var position: Fractional
}
