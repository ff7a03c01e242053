@testable import Crystals

/// Texts of CIFs, piece by piece.
enum CIFTexts {
    static func cell(_ a: Double, _ c: Double? = nil, gamma: Double = 90) -> String {
        """
        _cell_length_a \(a)
        _cell_length_b \(a)
        _cell_length_c \(c ?? a)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma \(gamma)

        """
    }

    static func operators(_ operators: [String]) -> String {
        "loop_\n_space_group_symop_operation_xyz\n" + operators.map { "'\($0)'\n" }.joined()
    }

    static func atoms(_ rows: String...) -> String {
        """
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_occupancy

        """ + rows.joined(separator: "\n") + "\n"
    }

    static func read(_ text: String) -> [ExaminedInput] {
        Array(CrystalInputs(bytes: Array(text.utf8), named: "a.cif"))
    }

    /// Of the one block, the verdict's categories.
    static func categories(_ text: String) -> [Crystals.Category] {
        read(text).flatMap(\.verdict.findings).map(\.category)
    }

    static let saltCell = "data_salt\n" + cell(5.64)
    static let saltUnit = atoms("Na1 Na 0 0 0 1", "Cl1 Cl 0.5 0.5 0.5 1")
    static let saltWhole = atoms(
        "Na1 Na 0 0 0 1", "Na2 Na 0 .5 .5 1", "Na3 Na .5 0 .5 1", "Na4 Na .5 .5 0 1",
        "Cl1 Cl .5 .5 .5 1", "Cl2 Cl .5 0 0 1", "Cl3 Cl 0 .5 0 1", "Cl4 Cl 0 0 .5 1")
    static let saltGroup = "_space_group_name_H-M_alt 'F m -3 m'\n"

    static let quartzOperators = [
        "x,y,z", "-y,x-y,z+2/3", "-x+y,-x,z+1/3", "x-y,-y,1/3-z", "-x,-x+y,2/3-z", "y,x,-z",
    ]

    static func quartz(_ operators: [String], _ more: String = "") -> String {
        "data_quartz\n" + cell(4.9134, 5.4052, gamma: 120) + more + Self.operators(operators)
            + atoms("Si1 Si 0.4699 0 0.6667 1", "O1 O 0.4141 0.2681 0.7854 1")
    }
}
