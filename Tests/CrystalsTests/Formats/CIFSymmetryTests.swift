import TestKit
import Testing

@testable import Crystals

@Suite("Symmetry of a CIF")
struct CIFSymmetryTests {
    @Test("Quartz without any one of its operators is rejected with the line and what is missing")
    func incomplete() throws {
        let all = CIFTexts.quartzOperators
        #expect(CIFTexts.categories(CIFTexts.quartz(all)) == [])
        for missing in all {
            let inputs = CIFTexts.read(CIFTexts.quartz(all.filter { $0 != missing }))
            let finding = try #require(inputs.first?.verdict.findings.first)
            #expect(inputs.first?.verdict.status == "rejected", "\(missing)")
            #expect(finding.category == .invalidSymmetry)
            #expect(finding.message.contains("line 10: the 5 symmetry operators"), "\(finding)")
        }
        let four = try #require(CIFTexts.read(CIFTexts.quartz(Array(all.prefix(4)))).first)
        #expect(four.verdict.findings[0].message.contains("which is not among them"))
    }

    @Test("An operator that is listed twice counts once, with a warning")
    func repeats() throws {
        let all = CIFTexts.quartzOperators
        let input = try #require(
            CIFTexts.read(CIFTexts.quartz(all + ["x, y, z", "-y,x-y,-1/3+z"])).first)
        #expect(input.verdict.findings.map(\.category) == [.conflictingSymmetry])
        #expect(input.verdict.findings[0].message.contains("2 of the 8"))
        #expect(input.verdict.record?.crystal.sites.count == 9)
    }

    @Test("A cell that its space group fits badly is told, one within the rounding is not")
    func misfit() throws {
        func salt(_ c: Double) -> String {
            "data_salt\n" + CIFTexts.cell(5.64, c) + "_space_group_name_H-M_alt 'F m -3 m'\n"
                + CIFTexts.saltUnit
        }
        #expect(CIFTexts.categories(salt(5.641)) == [])
        #expect(CIFTexts.categories(salt(5.72)) == [.conflictingSymmetry])
        let finding = try #require(CIFTexts.read(salt(5.72)).first?.verdict.findings.first)
        // (5.72² − 5.64²)/5.72² = 2.8 %.
        #expect(finding.message.contains("fit its space group to 2.8 % only"), "\(finding)")
        #expect(CIFTexts.categories(salt(6.2)) == [.unsupportedSymmetry])
    }

    @Test("A symbol and a number of two groups, without operators, are both named")
    func twoNames() throws {
        let text =
            "data_salt\n" + CIFTexts.cell(5.64) + "_space_group_name_H-M_alt 'F m -3 m'\n"
            + "_space_group_IT_number 216\n" + CIFTexts.saltUnit
        let input = try #require(CIFTexts.read(text).first)
        #expect(input.verdict.findings.map(\.category) == [.conflictingSymmetry])
        let message = input.verdict.findings[0].message
        #expect(message.hasPrefix("the block names Fm-3m (225) and F -4 3 m (216"), "\(message)")
        #expect(message.hasSuffix("the first was used, check which is meant"))
    }

    @Test("A list that lacks only the centring of the named group is rejected with that advice")
    func uncentred() throws {
        let list = ["x,y,z", "-x+1/2,-y+1/2,z+1/2", "-x,y,-z", "x,-y,-z"]
        let text =
            "data_x\n" + CIFTexts.cell(6) + "_space_group_name_H-M_alt 'I 2 2 2'\n"
            + CIFTexts.operators(list) + CIFTexts.atoms("Cs1 Cs 0.1 0.2 0.3 1")
        let finding = try #require(CIFTexts.read(text).first?.verdict.findings.first)
        #expect(finding.category == .invalidSymmetry)
        #expect(finding.message.hasSuffix("add the centring translations of the space group"))
        let other = try #require(
            CIFTexts.read(text.replacing("I 2 2 2", with: "P 2 2 2")).first?.verdict.findings.first)
        #expect(other.message.contains("complete the list"))
    }

    @Test(
        "Operators of another group than the named one are used, with a warning that names both",
        arguments: [
            "_space_group_IT_number 152", "_symmetry_Int_Tables_number 225",
            "_symmetry_space_group_name_H-M 'P 1'", "_space_group_name_H-M_alt 'P 32'",
        ])
    func contradicted(group: String) throws {
        let text = CIFTexts.quartz(CIFTexts.quartzOperators, group + "\n")
        let input = try #require(CIFTexts.read(text).first)
        #expect(input.verdict.record?.crystal.sites.count == 9)
        #expect(input.verdict.findings.map(\.category) == [.conflictingSymmetry])
        let message = input.verdict.findings[0].message
        #expect(message.contains("the 6 symmetry operators are of P3_221 (154)"), "\(message)")
        #expect(message.contains("the operators were used"))
    }

    @Test("The named group in another setting or about another origin is no contradiction")
    func settings() {
        let named = "_space_group_name_H-M_alt 'P 32 2 1'\n_space_group_IT_number 154\n"
        #expect(CIFTexts.categories(CIFTexts.quartz(CIFTexts.quartzOperators, named)) == [])
        // P 2₁/c as P 2₁/n, about an origin that no table has.
        let list = ["x,y,z", "-x+0.7,y+1/2,-z+0.5", "-x+0.2,-y,-z", "x+1/2,-y+1/2,z+1/2"]
        for group in ["P 1 21/c 1", "P 1 21/n 1", "14"] {
            let text =
                "data_x\n" + CIFTexts.cell(6) + "_space_group_name_H-M_alt '\(group)'\n"
                + CIFTexts.operators(list) + CIFTexts.atoms("Cs1 Cs 0.3 0.2 0.1 1")
            #expect(CIFTexts.categories(text) == [], "\(group)")
        }
    }

    @Test("\"x,y,z\" beside a higher symbol is the whole cell, with a warning unless it is full")
    func identityAlone() throws {
        let head = CIFTexts.saltCell + CIFTexts.saltGroup + CIFTexts.operators(["x,y,z"])
        let whole = try #require(CIFTexts.read(head + CIFTexts.saltWhole).first)
        #expect(whole.verdict.status == "accepted", "\(whole.verdict.findings)")
        #expect(whole.verdict.record?.crystal.sites.count == 8)
        let unit = try #require(CIFTexts.read(head + CIFTexts.saltUnit).first)
        #expect(unit.verdict.record?.crystal.sites.count == 2)
        #expect(unit.verdict.findings.map(\.category).contains(.conflictingSymmetry))
        // A distorted cell is no longer the group's, but has all atoms that the formula says.
        let moved = CIFTexts.saltWhole.replacing("Cl4 Cl 0 0", with: "Cl4 Cl 0.03 0")
        #expect(CIFTexts.categories(head + moved) == [.conflictingSymmetry])
        let sum = "_chemical_formula_sum 'Cl Na'\n_cell_formula_units_Z 4\n"
        #expect(CIFTexts.categories(head + sum + moved) == [])
    }

    @Test("A symbol and a number that disagree are told")
    func symbolAndNumber() throws {
        let head = CIFTexts.saltCell + CIFTexts.saltGroup
        let right = head + "_space_group_IT_number 225\n" + CIFTexts.saltUnit
        #expect(CIFTexts.categories(right) == [])
        let wrong = right.replacing("225", with: "229")
        #expect(CIFTexts.categories(wrong) == [.conflictingSymmetry])
    }

    @Test("All space groups are groups and are found again, in odd settings too")
    func types() throws {
        let triclinic = Lattice(lengths: SIMD3(4, 5, 6.5), angles: SIMD3(83, 97, 112))
        let hexagonal = Lattice(lengths: SIMD3(4, 4, 6), angles: SIMD3(90, 90, 120))
        let turn = SymmetryOperation(
            rotation: [SIMD3(1, 1, 0), SIMD3(0, 1, 0), SIMD3(1, 1, 1)],
            translation: SIMD3(0.13, 0.29, 0.41))
        let back = try #require(turn.inverse)
        for number in 1...230 {
            let group = try #require(NamedSpaceGroup("\(number)", in: hexagonal))
            let list = OperatorList(group.operations)
            #expect(
                list.gap == nil && list.withoutRepeats.operations.count == list.operations.count)
            let odd = group.operations.map { turn * $0 * back }
            for operations in [group.operations, group.aboutOtherOrigin?.operations ?? [], odd]
            where !operations.isEmpty {
                let type = SpaceGroupType(of: operations, in: triclinic)
                #expect(type?.number == number, "\(group.symbol): \(type?.symbol ?? "none")")
            }
            if list.operations.count > 2 {
                #expect(OperatorList(Array(group.operations.dropLast())).gap != nil, "\(number)")
            }
            for operation in group.operations {
                let text = operation.text
                let again = try #require(SymmetryOperation(text), "\(text)")
                #expect(list.contains(again) && again.rotation == operation.rotation, "\(text)")
            }
        }
    }
}

extension SymmetryOperation {
    /// By Cramer's rule.
    fileprivate var inverse: SymmetryOperation? {
        let volume = rotation[0].dot(rotation[1].cross(rotation[2]))
        guard volume != 0 else { return nil }
        let columns = [
            rotation[1].cross(rotation[2]), rotation[2].cross(rotation[0]),
            rotation[0].cross(rotation[1]),
        ].map { $0 / volume }
        let rows = (0..<3).map { SIMD3(columns[0][$0], columns[1][$0], columns[2][$0]) }
        let turned = SymmetryOperation(rotation: rows, translation: .zero)
        return SymmetryOperation(rotation: rows, translation: -turned(translation))
    }
}
