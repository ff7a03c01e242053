import Foundation

@testable import Crystals

/// A file that something is wrong with, and what its records should be told: nil for a record
/// that can be used all the same.
struct BadFile {
    var name: String
    var bytes: [UInt8]
    var expected: [Crystals.Category?]

    init(_ name: String, _ text: String, _ expected: Crystals.Category?...) {
        self.init(name, bytes: Array(text.utf8), expected)
    }

    init(_ name: String, bytes: [UInt8], _ expected: [Crystals.Category?]) {
        (self.name, self.bytes, self.expected) = (name, bytes, expected)
    }

    static let all = cif + cifSymmetry + poscar + xyz + json + lines + strange
}

private let cell = """
    _cell_length_a 5.64
    _cell_length_b 5.64
    _cell_length_c 5.64
    _cell_angle_alpha 90
    _cell_angle_beta 90
    _cell_angle_gamma 90

    """
private let group = "_space_group_name_H-M_alt 'F m -3 m'\n"
private let loop = """
    loop_
    _atom_site_label
    _atom_site_type_symbol
    _atom_site_fract_x
    _atom_site_fract_y
    _atom_site_fract_z
    _atom_site_occupancy

    """
private let rows = "Na1 Na 0 0 0 1\nCl1 Cl 0.5 0.5 0.5 1\n"
extension BadFile {
    fileprivate static let cif = [
        BadFile("header-cut.cif", "data_x\n_cell_length_a", .truncated),
        BadFile("quote-open.cif", "data_x\n" + cell + "_name 'never closed", .truncated),
        BadFile("text-open.cif", "data_x\n" + cell + "_text\n;\nnever closed\n", .truncated),
        BadFile("loop-cut.cif", String(file().dropLast(6)), .truncated),
        BadFile("cell-missing.cif", file(cell: ""), .missingField),
        BadFile("cell-unknown.cif", cellWith("_cell_length_a ?"), .missingField),
        BadFile("cell-word.cif", cellWith("_cell_length_a five"), .invalidNumber),
        BadFile("cell-nan.cif", cellWith("_cell_length_a nan"), .invalidNumber),
        BadFile("cell-zero.cif", cellWith("_cell_length_a 0.0"), .invalidCell),
        BadFile(
            "cell-zero-p1.cif",
            file(cell: cell.replacing("5.64", with: "0"), group: ""), .invalidCell),
        BadFile("cell-huge.cif", file(cell: cell.replacing("5.64", with: "1e300")), .invalidCell),
        BadFile(
            "cell-open.cif",
            file(cell: cell.replacing("gamma 90", with: "gamma 200"), group: ""), .invalidCell),
        BadFile("element-unknown.cif", rowsWith("X1 Xx 0.5 0.5 0.5 1"), .unknownElement),
        BadFile("element-heavy.cif", rowsWith("Cn1 ? 0.5 0.5 0.5 1"), .unknownElement),
        BadFile("position-unknown.cif", rowsWith("Cl1 Cl ? ? ? 1"), .invalidPosition),
        BadFile("position-word.cif", rowsWith("Cl1 Cl half .5 .5 1"), .invalidNumber),
        BadFile(
            "position-far.cif", file(group: "", rows: "Cl1 Cl 1e9 .5 .5 1\n"), .invalidPosition),
        BadFile("occupancy-over.cif", rowsWith("Cl1 Cl .5 .5 .5 1.5"), .invalidOccupancy),
        BadFile("occupancy-zero.cif", rowsWith("Cl1 Cl .5 .5 .5 0"), .invalidOccupancy),
        BadFile("occupancy-word.cif", rowsWith("Cl1 Cl .5 .5 .5 full"), .invalidNumber),
        BadFile("occupancy-sum.cif", rowsWith("K1 K 0 0 0 0.4"), .invalidOccupancy),
        BadFile("overlap.cif", rowsWith("Cl1 Cl 0.05 0 0 1"), .overlappingAtoms),
        BadFile("no-atoms.cif", "data_x\n" + cell + group, .noAtoms),
        BadFile("text-only.cif", "data_global\n_publ_author 'A. Nobody'\n", .noAtoms),
        BadFile("twice.cif", "data_x\n" + cell + cell, .syntaxError),
        BadFile("no-heading.cif", cell + loop + rows, .syntaxError),
        BadFile("page.cif", "<html><body>404 not found</body></html>\n", .syntaxError),
        BadFile(
            "protein.cif",
            "data_1ABC\n_entry.id 1ABC\nloop_\n_atom_site.group_PDB\n_atom_site.id\nATOM 1\n",
            .notACrystal),
        BadFile("empty.cif", "", .emptyFile),
    ]

    fileprivate static let cifSymmetry = [
        BadFile("operator-word.cif", operators("x,y,z", "x,y"), .unsupportedSymmetry),
        BadFile("operator-singular.cif", operators("x,y,z", "x,x,z"), .unsupportedSymmetry),
        BadFile(
            "group-unknown.cif", file(group: "_space_group_name_H-M_alt 'Q 9 9'\n"),
            .unsupportedSymmetry),
        BadFile(
            "group-number.cif", file(group: "_space_group_IT_number 231\n"), .unsupportedSymmetry),
        BadFile(
            "group-misfit.cif",
            file(cell: cell.replacing("_cell_length_c 5.64", with: "_cell_length_c 9")),
            .unsupportedSymmetry),
        BadFile(
            "magnetic.cif",
            file(group: "_space_group_symop_magn_operation.xyz 'x,y,z,+1'\n"), .unsupportedSymmetry),
    ]

    private static func file(
        cell: String = cell, group: String = group, rows: String = rows
    ) -> String { "data_x\n" + cell + group + loop + rows }

    private static func operators(_ operators: String...) -> String {
        let lines = operators.map { "'\($0)'\n" }.joined()
        return file(group: "loop_\n_symmetry_equiv_pos_as_xyz\n" + lines)
    }

    private static func cellWith(_ line: String) -> String {
        file(cell: cell.replacing("_cell_length_a 5.64", with: line))
    }

    private static func rowsWith(_ row: String) -> String {
        file(rows: "Na1 Na 0 0 0 1\n" + row + "\n")
    }
}

extension BadFile {
    private static let head = "x\n1.0\n4 0 0\n0 4 0\n0 0 4\nCs Cl\n1 1\nDirect\n"
    private static let good = head + "0 0 0\n.5 .5 .5\n"
    private static func vasp(_ old: String, _ new: String) -> String {
        good.replacing(old, with: new)
    }

    fileprivate static let poscar = [
        BadFile("POSCAR-cut-early", "x\n1.0\n4 0 0\n", .truncated),
        BadFile("POSCAR-cut-late", head + "0 0 0\n", .truncated),
        BadFile("POSCAR-cut-inside", head + "0 0 0\n.5 .5", .truncated),
        BadFile("scale-zero.vasp", vasp("1.0\n", "0\n"), .invalidCell),
        BadFile("scale-two.vasp", vasp("1.0\n", "1 2\n"), .syntaxError),
        BadFile("scale-word.vasp", vasp("1.0\n", "one\n"), .syntaxError),
        BadFile("lattice-word.vasp", vasp("4 0 0\n", "4 zero 0\n"), .invalidNumber),
        BadFile("lattice-nan.vasp", vasp("4 0 0\n", "NaN 0 0\n"), .invalidCell),
        BadFile("lattice-flat.vasp", vasp("0 0 4\n", "4 4 0\n"), .invalidCell),
        BadFile("lattice-metres.vasp", vasp("1.0\n", "1e-10\n"), .invalidCell),
        BadFile("no-species.vasp", vasp("Cs Cl\n", ""), .missingField),
        BadFile("species-unknown.vasp", vasp("Cs Cl\n", "Cs Qq\n"), .unknownElement),
        BadFile("counts-fewer.vasp", vasp("1 1\n", "2\n"), .inconsistentCounts),
        BadFile("counts-huge.vasp", vasp("1 1\n", "1 999999999\n"), .tooManyAtoms),
        BadFile("counts-zero.vasp", vasp("1 1\n", "0 0\n"), .noAtoms),
        BadFile("position-nan.vasp", vasp(".5 .5 .5", ".5 nan .5"), .invalidPosition),
        BadFile("position-word.vasp", vasp(".5 .5 .5", ".5 half .5"), .invalidNumber),
        BadFile("overlap.vasp", vasp(".5 .5 .5", "1 0 0"), .overlappingAtoms),
        BadFile(
            "isolated.vasp", "x\n9.5\n1 0 0\n0 1 0\n0 0 1\nAr\n1\nDirect\n0 0 0\n", .isolatedAtoms),
        BadFile("vacuum.vasp", vasp("1.0\n", "20\n"), .invalidCell),
        BadFile("blank.vasp", "  \n\n   \n", .emptyFile),
    ]
}

extension BadFile {
    private static let lattice = "Lattice=\"4 0 0 0 4 0 0 0 4\""
    private static let atoms = "\nCs 0 0 0\nCl 2 2 2\n"

    fileprivate static let xyz = [
        BadFile("molecule.xyz", "2\nno lattice\nH 0 0 0\nH 0 0 0.74\n", .notACrystal),
        BadFile("cut.xyz", "3\n" + lattice + atoms, .truncated),
        BadFile("cut-comment.xyz", "3\n", .truncated),
        BadFile("count-word.xyz", "two\n" + lattice + atoms, .syntaxError),
        BadFile("count-negative.xyz", "-2\n" + lattice + atoms, .syntaxError),
        BadFile("count-zero.xyz", "0\n" + lattice + "\n", .noAtoms),
        BadFile(
            "count-more.xyz", "3\n" + lattice + atoms + "2\n" + lattice + atoms,
            .inconsistentCounts, nil),
        BadFile("lattice-eight.xyz", "2\nLattice=\"4 0 0 0 4 0 0 0\"" + atoms, .inconsistentCounts),
        BadFile("lattice-word.xyz", "2\nLattice=\"4 0 0 0 4 0 0 0 c\"" + atoms, .invalidNumber),
        BadFile("slab.xyz", "2\n" + lattice + " pbc=\"T T F\"" + atoms, .notACrystal),
        BadFile("properties.xyz", "2\n" + lattice + " Properties=species:S" + atoms, .syntaxError),
        BadFile("no-species.xyz", "2\n" + lattice + " Properties=pos:R:3" + atoms, .missingField),
        BadFile("element.xyz", "2\n" + lattice + "\nCs 0 0 0\nZz 2 2 2\n", .unknownElement),
        BadFile("position.xyz", "2\n" + lattice + "\nCs 0 0 0\nCl 2 two 2\n", .invalidNumber),
        BadFile("column.xyz", "2\n" + lattice + "\nCs 0 0 0\nCl 2 2\n", .syntaxError),
        BadFile("infinite.xyz", "2\n" + lattice + "\nCs 0 0 0\nCl 2 1e999 2\n", .invalidPosition),
    ]
}

extension BadFile {
    private static let structure = """
        {"@class":"Structure","lattice":{"matrix":[[4,0,0],[0,4,0],[0,0,4]]},"sites":[\
        {"species":[{"element":"Cs","occu":1}],"abc":[0,0,0]},\
        {"species":[{"element":"Cl","occu":1}],"abc":[0.5,0.5,0.5]}]}
        """
    private static let entry = """
        {"id":"e","attributes":{"lattice_vectors":[[4,0,0],[0,4,0],[0,0,4]],"species_at_sites":\
        ["Cs","Cl"],"cartesian_site_positions":[[0,0,0],[2,2,2]]}}
        """
    private static func json(_ old: String, _ new: String) -> String {
        structure.replacing(old, with: new)
    }
    private static func optimade(_ old: String, _ new: String) -> String {
        entry.replacing(old, with: new)
    }

    fileprivate static let json = [
        BadFile("cut.json", String(structure.dropLast(30)), .truncated),
        BadFile("comma.json", json("[0,4,0]", "[0 4,0]"), .syntaxError),
        BadFile("bracket.json", json("[0,4,0]", "[0,4,0}"), .syntaxError),
        BadFile("molecule.json", json("\"lattice\"", "\"mol\""), .notACrystal),
        BadFile("dummy.json", json("\"Cs\"", "\"X0+\""), .unknownElement),
        BadFile("occupancy.json", json("\"occu\":1}", "\"occu\":1.2}"), .invalidOccupancy),
        BadFile("occupancy-nan.json", json("\"occu\":1}", "\"occu\":NaN}"), .invalidOccupancy),
        BadFile("rows.json", json("[0,4,0],", ""), .inconsistentCounts),
        BadFile("position.json", json("[0,0,0]}", "[0,0]}"), .inconsistentCounts),
        BadFile("nothing.json", "{}", .missingField),
        BadFile("none.json", "[]", .noAtoms),
        BadFile("numbers.json", "[1,2,3]", .syntaxError, .syntaxError, .syntaxError),
        BadFile("number.json", "42", .syntaxError),
        BadFile("deep.json", String(repeating: "[", count: 100_000), .truncated),
        BadFile("list-cut.json", "[\(structure),\(structure.dropLast(9))", nil, .truncated),
        BadFile("null-lattice.json", optimade("[0,4,0]", "[null,null,null]"), .invalidCell),
        BadFile(
            "unexplained.json",
            optimade(
                "\"lattice_v",
                "\"species\":[{\"name\":\"A\",\"chemical_symbols\":[\"Cs\"]}],\"lattice_v"),
            .missingField),
        BadFile(
            "layer.json", optimade("\"lattice_v", "\"dimension_types\":[1,1,0],\"lattice_v"),
            .notACrystal),
        BadFile("sites.json", optimade("\"Cs\",", ""), .inconsistentCounts),
        BadFile("response-cut.json", "{\"data\":[\(entry),\(entry.dropLast(20))", nil, .truncated),
    ]

    private static let line =
        "{\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[55,17],\"frac\":[[0,0,0],[0.5,0.5,0.5]]}"
    private static func changed(_ old: String, _ new: String) -> String {
        line.replacing(old, with: new)
    }

    fileprivate static let lines = [
        BadFile("middle.jsonl", "\(line)\n{\"z\":oops]\n\(line)\n", nil, .syntaxError, nil),
        BadFile("cut.jsonl", "\(line)\n\(line.dropLast(12))", nil, .truncated),
        BadFile(
            "binary-line.jsonl", "\(line)\n\u{1}\u{2}\u{7F}\n\(line)\n", nil, .syntaxError, nil),
        BadFile(
            "numbers.jsonl",
            ["0", "104", "6.5", "null", "-6", "1e30"].map { changed("55", $0) }.joined(
                separator: "\n"),
            .unknownElement, .unknownElement, .unknownElement, .unknownElement, .unknownElement,
            .unknownElement),
        BadFile("fewer.jsonl", changed("[0,0,0],", ""), .inconsistentCounts),
        BadFile("words.jsonl", changed("[0,0,0]", "[\"0\",0,0]"), .syntaxError),
        BadFile("nan.jsonl", changed("[4,0,0]", "[NaN,0,0]"), .invalidCell),
        BadFile("four.jsonl", changed("[4,0,0]", "[4,0,0,0]"), .syntaxError),
        BadFile("no-lattice.jsonl", changed("lattice", "box"), .missingField),
        BadFile(
            "no-atoms.jsonl", "{\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[],\"frac\":[]}",
            .noAtoms),
        BadFile(
            "empty-site.jsonl", changed("\"z\":[55,17]", "\"sites\":[{},{\"Cl\":1}]"),
            .invalidOccupancy),
        BadFile(
            "many.jsonl",
            "{\"lattice\":[[90,0,0],[0,90,0],[0,0,90]],\"z\":["
                + Array(repeating: "6", count: 5001).joined(separator: ",") + "],\"frac\":["
                + Array(repeating: "[0,0,0]", count: 5001).joined(separator: ",") + "]}",
            .tooManyAtoms),
    ]

    fileprivate static let strange: [BadFile] = {
        var random = SplitMix64(seed: 5)
        let junk = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &random) }
        let wide = Array(line.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        return [
            BadFile("junk.cif", bytes: junk, [.binaryContent]),
            BadFile("junk", bytes: junk, [.binaryContent]),
            BadFile(
                "picture.png", bytes: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13],
                [.binaryContent]),
            BadFile("utf16-mark.jsonl", bytes: [0xFF, 0xFE] + wide, [.wrongEncoding]),
            BadFile("utf16.jsonl", bytes: wide, [.wrongEncoding]),
            BadFile(
                "letter.txt", bytes: [0x44, 0x65, 0x61, 0x72, 0x20, 0xE9, 0xE8, 10],
                [.unknownFormat]),
            BadFile("table.csv", "id,K,G\nmp-1,100,50\n", .unknownFormat),
            BadFile("mark.jsonl", bytes: [0xEF, 0xBB, 0xBF] + Array(line.utf8), [nil]),
        ]
    }()
}
