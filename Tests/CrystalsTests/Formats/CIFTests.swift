import TestKit
import Testing

@testable import Crystals

@Suite("CIF")
struct CIFTests {
    private func read(_ text: String) -> [ExaminedInput] { CIFTexts.read(text) }

    private func only(_ text: String) throws -> Crystal {
        let inputs = read(text)
        #expect(inputs.count == 1)
        let reasons = "\(inputs.flatMap(\.verdict.findings))"
        return try #require(inputs.first?.verdict.record, "\(reasons)").crystal
    }

    @Test("Blocks of one name are told apart by the line of the later ones")
    func sharedNames() {
        let block = CIFTexts.saltCell + CIFTexts.saltUnit
        let broken = "data_salt\n_cell_length_a nonsense\n"
        let places = read(broken + block + "data_other\n" + block).map(\.source.place)
        #expect(places == ["data_salt", "data_salt, line 3", "data_other", "data_salt, line 20"])
        #expect(read(block).map(\.source.place) == ["data_salt"])
    }

    private func atoms(_ rows: String...) -> String {
        """
        loop_
        _atom_site_label
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z

        """ + rows.joined(separator: "\n") + "\n"
    }

    @Test(
        "Diamond has eight atoms with either origin, by symbol, number or Hall symbol",
        arguments: [
            ("_space_group_name_H-M_alt 'F d -3 m'", "0 0 0"),
            ("_symmetry_space_group_name_H-M 'F d -3 m :1'", "0 0 0"),
            ("_symmetry_space_group_name_H-M 'F d -3 m'", "0.125 0.125 0.125"),
            ("_space_group_name_H-M_alt 'F d -3 m:2'", "1/8 .125 .125"),
            ("_symmetry_Int_Tables_number 227", "0.0000(2) 0 0"),
            ("_space_group_IT_number 227", "0.12500 0.12500 0.12500"),
            ("_space_group_name_Hall '-F 4vw 2vw 3'", "0.125 0.125 0.125"),
        ])
    func diamond(symmetry: String, position: String) throws {
        let position = position.replacing("1/8", with: ".125")
        let crystal = try only(
            "data_diamond\n\(CIFTexts.cell(3.567))\(symmetry)\n\(atoms("C1 \(position)"))")
        #expect(crystal.sites.count == 8)
        let nearest = crystal.nearestNeighbors().compactMap { $0 }
        #expect(nearest.count == 8)
        for neighbor in nearest {
            #expect(isClose(neighbor.distance, 3.567 * 3.0.squareRoot() / 4, relative: 1e-9))
            #expect(neighbor.coordination == 4)
        }
    }

    @Test("Corundum comes out of R -3 c with 30 atoms, rounded thirds made exact")
    func corundum() throws {
        let crystal = try only(
            "data_Al2O3\n" + CIFTexts.cell(4.7589, 12.991, gamma: 120)
                + "_symmetry_space_group_name_H-M 'R -3 c'\n"
                + atoms("Al1 0 0 0.35216(1)", "O1 0.30624(4) 0 0.25"))
        #expect(crystal.sites.count == 30)
        #expect(crystal.composition.reducedFormula == "Al2O3")
        let aluminium = crystal.sites.filter { $0.species == crystal.sites[0].species }
        let thirds = aluminium.map { ($0.position.a * 3).rounded() / 3 - $0.position.a }
        #expect(thirds.allSatisfy { abs($0) < 1e-12 })
        #expect(aluminium.count == 12)
    }

    @Test("Rounded coordinates are brought onto their special position")
    func thirds() throws {
        let crystal = try only(
            "data_Mg\n" + CIFTexts.cell(3.2094, 5.2108, gamma: 120)
                + "_space_group_IT_number 194\n" + atoms("Mg 0.333 0.667 0.25"))
        #expect(crystal.sites.count == 2)
        #expect(isClose(crystal.sites[0].position.a, 1.0 / 3, absolute: 1e-12))
        #expect(isClose(crystal.sites[0].position.b, 2.0 / 3, absolute: 1e-12))
    }

    @Test("The file's own operators count, in any spelling")
    func operators() throws {
        let crystal = try only(
            "data_Cs\n" + CIFTexts.cell(4.12, 12)
                + """
                loop_
                _symmetry_equiv_pos_site_id
                _symmetry_equiv_pos_as_xyz
                1 'x,y,z'
                2 '-X, -Y, 1/2+z'
                3 ' x , -y+0.0000, -z'
                4 '-x,y,1/2-z'
                _space_group_name_H-M_alt 'P m -3 m'

                """ + atoms("Cs1 0 0 0.25"))
        #expect(crystal.sites.count == 2)
        #expect(SymmetryOperation("x+1/3,y+0.6667,z-y")?.translation.y == 2.0 / 3)
        for wrong in ["x,y", "x,y,z,", "x,y,q", "x,,z", "x,y,1/0", "x,x,z", "+,y,z", "2x,y,z"] {
            #expect(SymmetryOperation(wrong) == nil, "\(wrong)")
        }
    }

    @Test("Sites on one position become one mixed site; occupancies default to one")
    func mixture() throws {
        let crystal = try only(
            "data_mix\n" + CIFTexts.cell(4.2)
                + """
                _space_group_name_H-M_alt 'F m -3 m'
                loop_
                _atom_site_type_symbol
                _atom_site_label
                _atom_site_fract_x
                _atom_site_fract_y
                _atom_site_fract_z
                _atom_site_occupancy
                Fe2+ Fe1 0 0 0 0.75(2)
                Mg2+ Mg1 0.0000 0 0 0.25
                O2- O1 0.5 0.5 0.5 ?
                """)
        #expect(crystal.sites.count == 8)
        let mixed = crystal.sites.filter { !$0.species.isOrdered }
        #expect(mixed.count == 4)
        #expect(mixed[0].species.components.map(\.occupancy) == [0.25, 0.75])
    }

    @Test("Symbols with charges and isotopes, and labels without symbols, name their element")
    func symbols() {
        for (text, symbol) in [
            ("Fe3+", "Fe"), ("O2-", "O"), ("Na+1", "Na"), ("D", "H"), ("T", "H"), ("CL", "Cl"),
            ("cu", "Cu"), ("Si0+", "Si"),
        ] { #expect(ElementSymbol.element(text)?.symbol == symbol, "\(text)") }
        for text in ["Xx", "", "3", "Cn", "Wat", "Fe_a", "A1"] {
            #expect(ElementSymbol.element(text) == nil, "\(text)")
        }
        let none = Set<Element>()
        let carbon = Set([Element("C"), Element("O")].compactMap { $0 })
        for (label, formula, symbol) in [
            ("Fe1", none, "Fe"), ("O1A", none, "O"), ("CA2", none, "Ca"), ("CA2", carbon, "C"),
            ("Ow1", none, "O"), ("FE2", none, "Fe"), ("H12B", none, "H"), ("Si", none, "Si"),
        ] {
            let found = ElementSymbol.element(label: label, formula: formula)?.symbol
            #expect(found == symbol, "\(label)")
        }
        #expect(ElementSymbol.element(label: "Cn1", formula: none) == nil)
        #expect(ElementSymbol.element(label: "1", formula: none) == nil)
    }

    @Test("Every block gets its verdict, and a broken one leaves the others whole")
    func blocks() {
        let good = CIFTexts.cell(4.12) + atoms("Cs1 0 0 0", "Cl1 .5 .5 .5")
        let inputs = read(
            """
            # a comment
            data_one
            \(good)data_broken
            _cell_length_a 'never closed
            data_text
            _publ_text
            ;
            data_inside is text
            ;
            data_two
            \(good)
            """)
        #expect(inputs.map(\.id) == ["one", "broken", "text", "two"])
        #expect(inputs.map(\.verdict.status) == ["warning", "rejected", "rejected", "warning"])
        #expect(inputs.map(\.source.place)[0] == "data_one")
        #expect(inputs[1].verdict.findings[0].message.contains("line 17"))
        #expect(inputs[2].verdict.findings.map(\.category) == [.noAtoms])
        #expect(inputs[0].verdict.findings.map(\.category) == [.assumedSymmetry])
    }

    @Test("Cartesian sites use the cell, or the file's own matrix")
    func cartesian() throws {
        let head = "data_c\n" + CIFTexts.cell(4) + "_space_group_name_H-M_alt 'P 1'\n"
        let sites = """
            loop_
            _atom_site_label
            _atom_site_Cartn_x
            _atom_site_Cartn_y
            _atom_site_Cartn_z
            Cs1 0 0 0
            Cl1 2 2 1

            """
        #expect(try only(head + sites).sites[1].position == Fractional(0.5, 0.5, 0.25))
        var matrix = ""
        for (i, row) in [[0, 4, 0], [4, 0, 0], [0, 0, 4]].enumerated() {
            for (j, value) in row.enumerated() {
                matrix += "_atom_sites_Cartn_tran_matrix_\(i + 1)\(j + 1) \(value)\n"
            }
        }
        let turned = sites.replacing("Cl1 2 2 1", with: "Cl1 2 1 1")
        #expect(
            try only(head + matrix + turned).sites[1].position == Fractional(0.25, 0.5, 0.25))
    }

    @Test("Hydrogens without coordinates and dummy sites are left out with a warning")
    func leftOut() throws {
        let text =
            "data_h\n" + CIFTexts.cell(4.12) + "_space_group_name_H-M_alt 'P 1'\n"
                + """
                loop_
                _atom_site_label
                _atom_site_calc_flag
                _atom_site_fract_x
                _atom_site_fract_y
                _atom_site_fract_z
                Cs1 . 0 0 0
                Cl1 . .5 .5 .5
                H1 . ? ? ?
                X1 dum 0.2 0.2 0.2
                """
        let input = try #require(read(text).first)
        #expect(input.verdict.record?.crystal.sites.count == 2)
        #expect(input.verdict.findings.map(\.category) == [.ignoredSites, .ignoredSites])
    }
}
