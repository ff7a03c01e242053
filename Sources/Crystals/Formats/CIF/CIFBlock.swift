/// The crystal of a data block.
struct CIFBlock {
    private let cif: CIFText
    private var findings: [Finding] = []

    /// - Parameters:
    ///   - place: in the file, in words.
    ///   - firstLine: of the text in the file, counted from 1.
    static func record(
        _ text: [UInt8], place: String, name: String?, firstLine: Int
    ) -> ParsedRecord {
        do {
            var block = CIFBlock(cif: try CIFText(text, firstLine: firstLine))
            return ParsedRecord(place: place, id: name, content: .success(try block.crystal()))
        } catch {
            return ParsedRecord(place: place, id: name, content: .failure(error))
        }
    }

    private init(cif: CIFText) { self.cif = cif }

    private mutating func crystal() throws(Finding) -> ParsedCrystal {
        try refuseMacromolecules()
        let atoms = try CIFAtoms(cif)
        findings += atoms.findings
        let lattice = try lattice()
        let asymmetric = atoms.sites(in: lattice)
        let symmetry = CIFSymmetry(cif, in: lattice)
        let group = try symmetry.group(for: asymmetric, &findings)
        let operations = group.operations
        guard asymmetric.count <= 10_000, asymmetric.count * operations.count <= 50_000 else {
            throw Finding(
                .tooManyAtoms,
                "\(asymmetric.count) sites under \(operations.count) operators are too many; "
                    + "is it a crystal structure?")
        }
        let orbits = SymmetryExpansion(operations: operations, lattice: lattice)
        let crystal = Crystal(lattice: lattice, sites: orbits.expand(asymmetric))
        let (contents, composition) = (CIFContents(cif), crystal.composition)
        let isHeavy = findings.contains { $0.category == .hydrogenIsotope }
        findings += contents.findings(
            of: crystal, holding: composition, comparesDensity: !isHeavy)
        let conflict = CIFSymmetryConflict(
            group: group, sites: asymmetric, lattice: lattice,
            areListed: symmetry.listsOperators,
            holdsFormula: { contents.agree(with: composition) })
        if let finding = conflict.finding(symmetry.declared) { findings.append(finding) }
        return ParsedCrystal(crystal, labels: labels(), findings: findings)
    }

    /// mmCIF and its kin have tags with a point, and positions in Å.
    private static let macromolecularTags: [CIFTag] = [
        "_atom_site.group_PDB", "_atom_site.Cartn_x", "_entity.id", "_chem_comp.id",
    ]

    private func refuseMacromolecules() throws(Finding) {
        if Self.macromolecularTags.contains(where: cif.has) {
            throw Finding(
                .notACrystal,
                "this is mmCIF, a macromolecule or a component; give a small-molecule CIF")
        }
    }

    /// Of a, b, c, α, β, γ, with the name that messages use.
    private static let cellTags = [
        "length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma",
    ].map { (name: "_cell_" + $0, tags: [CIFTag("_cell_" + $0), CIFTag("_cell." + $0)]) }

    private func lattice() throws(Finding) -> Lattice {
        var numbers: [Double] = []
        for (name, tags) in Self.cellTags {
            // The dictionary gives angles, not lengths, a default of 90°.
            guard let number = cif.number(tags) ?? (numbers.count < 3 ? nil : 90) else {
                throw Finding(.missingField, "the block has no \(name); add the unit cell")
            }
            guard number.isFinite else {
                let text = (cif.value(tags) ?? "").prefix(24)
                throw Finding(.invalidNumber, "\(name) is \"\(text)\", no number; correct it")
                    .at(cif.place(of: tags))
            }
            numbers.append(number)
        }
        do {
            return try Lattice.checked(
                lengths: SIMD3(numbers[0], numbers[1], numbers[2]),
                angles: SIMD3(numbers[3], numbers[4], numbers[5]))
        } catch {
            throw error.at(cif.place(of: Self.cellTags[0].tags))
        }
    }

    private static let labelTags = LabelRange.known.map {
        (name: $0.name, tag: CIFTag("\(CIF.prefix)\($0.name)"))
    }

    /// Tags of our own; a CIF has no others for properties of a material.
    private func labels() -> [ParsedLabel] {
        guard cif.hasTag(startingWith: CIF.prefix) else { return [] }
        return Self.labelTags.compactMap { name, tag in
            guard let text = cif.value([tag]), let number = cif.number([tag]) else { return nil }
            return ParsedLabel(name, number.isNaN ? .text(text) : .number(number))
        }
    }
}
