/// The crystal of a data block.
struct CIFBlock {
    private let cif: CIFText
    private var findings: [Finding] = []

    static func record(_ text: [UInt8], firstLine: Int) -> ParsedRecord {
        let name = blockName(text)
        let place = name.map { "data_\($0)" } ?? "line \(firstLine)"
        do {
            var block = CIFBlock(cif: try CIFText(text, firstLine: firstLine))
            return ParsedRecord(place: place, id: name, content: .success(try block.crystal()))
        } catch {
            return ParsedRecord(place: place, id: name, content: .failure(error))
        }
    }

    /// From the heading, so that a block that cannot be parsed has its name too.
    private static func blockName(_ text: [UInt8]) -> String? {
        let heading = text.split(separator: 10).first { line in
            String(decoding: line.prefix(5), as: UTF8.self).lowercased() == "data_"
        }
        let name = heading?.dropFirst(5).prefix { $0 > 32 }
        return name.flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
    }

    private init(cif: CIFText) { self.cif = cif }

    private mutating func crystal() throws(Finding) -> ParsedCrystal {
        try refuseMacromolecules()
        let atoms = try CIFAtoms(cif)
        findings += atoms.findings
        let lattice = try lattice()
        let asymmetric = try atoms.sites(in: lattice)
        let symmetry = CIFSymmetry(cif, in: lattice)
        let operations = try symmetry.operations(for: asymmetric, &findings)
        guard asymmetric.count <= 10_000, asymmetric.count * operations.count <= 50_000 else {
            throw Finding(
                .tooManyAtoms,
                "\(asymmetric.count) sites under \(operations.count) operators are too many; "
                    + "is it a crystal structure?")
        }
        let orbits = SymmetryExpansion(operations: operations, lattice: lattice)
        let crystal = Crystal(lattice: lattice, sites: orbits.expand(asymmetric))
        let contents = CIFContents(cif)
        let isHeavy = findings.contains { $0.category == .hydrogenIsotope }
        findings += contents.findings(of: crystal, comparesDensity: !isHeavy)
        let conflict = CIFSymmetryConflict(
            operations: operations, sites: asymmetric, lattice: lattice,
            areListed: symmetry.listsOperators,
            holdsFormula: contents.agree(with: crystal))
        if let finding = conflict.finding(symmetry.declared) { findings.append(finding) }
        return ParsedCrystal(crystal, labels: labels(), findings: findings)
    }

    /// mmCIF and its kin have tags with a point, and positions in Å.
    private func refuseMacromolecules() throws(Finding) {
        let marks = ["_atom_site.group_PDB", "_atom_site.Cartn_x", "_entity.id", "_chem_comp.id"]
        if marks.contains(where: cif.has) {
            throw Finding(
                .notACrystal,
                "this is mmCIF, a macromolecule or a component; give a small-molecule CIF")
        }
    }

    private func lattice() throws(Finding) -> Lattice {
        let tags = [
            "length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma",
        ]
        var numbers: [Double] = []
        for tag in tags {
            let text = cif.value("_cell_" + tag, "_cell." + tag)
            // The dictionary gives angles, not lengths, a default of 90°.
            guard let text = text ?? (tag.hasPrefix("angle") ? "90" : nil) else {
                throw Finding(.missingField, "the block has no _cell_\(tag); add the unit cell")
            }
            let number = CIFText.number(text)
            guard number.isFinite else {
                throw Finding(
                    .invalidNumber, "_cell_\(tag) is \"\(text.prefix(24))\", no number; correct it"
                ).at(cif.place(of: "_cell_" + tag, "_cell." + tag))
            }
            numbers.append(number)
        }
        do {
            return try Lattice.checked(
                lengths: SIMD3(numbers[0], numbers[1], numbers[2]),
                angles: SIMD3(numbers[3], numbers[4], numbers[5]))
        } catch {
            throw error.at(cif.place(of: "_cell_length_a", "_cell.length_a"))
        }
    }

    /// Tags of our own; a CIF has no others for properties of a material.
    private func labels() -> [ParsedLabel] {
        LabelRange.known.map(\.name).compactMap { name in
            guard let text = cif.value(CIF.prefix + name) else { return nil }
            let number = CIFText.number(text)
            return ParsedLabel(name, number.isNaN ? .text(text) : .number(number))
        }
    }
}
