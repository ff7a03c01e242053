/// A record as a data block.
struct CIFWriter {
    private let record: CrystalRecord

    init(_ record: CrystalRecord) { self.record = record }

    func text(_ unit: AsymmetricUnit) -> String {
        var lines = ["data_\(Self.name(record.id))"] + cell(unit.lattice)
        lines += [
            "_space_group_name_H-M_alt '\(unit.symbol)'", "_space_group_IT_number \(unit.number)",
        ]
        lines += labels(
            cellsHeld: Double(unit.cellSites) / Double(record.crystal.sites.count))
        lines += ["loop_", "_space_group_symop_operation_xyz"]
        lines += unit.operations.map { "'\($0.text)'" }
        lines += [
            "loop_", "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x",
            "_atom_site_fract_y", "_atom_site_fract_z", "_atom_site_occupancy",
        ]
        for (index, site) in unit.sites.enumerated() { lines += rows(site, number: index + 1) }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func cell(_ lattice: Lattice) -> [String] {
        let lengths = GeometryText.rounded(lattice.lengths, GeometryText.decimals)
        let angles = GeometryText.rounded(lattice.angles, GeometryText.decimals)
        // Of the rounded cell, which is the one that is read.
        let volume = Lattice(lengths: lengths, angles: angles).volume
        return [
            "_cell_length_a \(lengths.x)", "_cell_length_b \(lengths.y)",
            "_cell_length_c \(lengths.z)", "_cell_angle_alpha \(angles.x)",
            "_cell_angle_beta \(angles.y)", "_cell_angle_gamma \(angles.z)",
            "_cell_volume \(Decimal.text(volume, 6))",
        ]
    }

    /// - Parameter cellsHeld: Cells of the record in the one that is written: the one property of
    ///   a cell, its volume, grows with them.
    private func labels(cellsHeld: Double) -> [String] {
        record.labels.sorted { $0.key < $1.key }.map { label, value in
            let value = label == "volume" ? value * cellsHeld : value
            return "\(CIF.prefix)\(Self.name(label)) \(value)"
        }
    }

    /// A row for each element of the site.
    private func rows(_ site: Site, number: Int) -> [String] {
        site.species.components.map { component in
            let symbol = component.element.symbol
            return "\(symbol)\(number) \(symbol) \(GeometryText.vector(site.position)) "
                + GeometryText.number(component.occupancy)
        }
    }

    /// Block names and tags have no spaces and are ASCII.
    private static func name(_ text: String) -> String {
        String(
            text.unicodeScalars.map { (0x21...0x7E).contains($0.value) ? Character($0) : "_" })
    }
}
