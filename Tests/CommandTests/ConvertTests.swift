import Foundation
import TestKit
import Testing

@Suite("kimberlite convert")
struct ConvertTests {
    private let poscar = """
        CsCl
        1.0
          4.0 0.0 0.0
          0.0 4.0 0.0
          0.0 0.0 4.0
        Cs Cl
        1 1
        Direct
          0.0 0.0 0.0
          0.5 0.5 0.5

        """

    @Test("An input is not written over")
    func ownInput() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/CsCl.vasp"
            try Data(poscar.utf8).write(to: URL(filePath: path))
            let result = try Program.run("convert", path, "--to", "cif", "-o", path)
            #expect(result.code == 1 && result.errors.contains("is an input"))
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(poscar.utf8))
        }
    }

    @Test("A POSCAR goes through every format and comes back as it was")
    func around() throws {
        try withTemporaryFolder { folder in
            try Data(poscar.utf8).write(to: URL(filePath: "\(folder)/CsCl.vasp"))
            var path = "\(folder)/CsCl.vasp"
            for (format, suffix) in [
                ("cif", "cif"), ("extxyz", "xyz.gz"), ("json", "json"), ("optimade", "json.gz"),
                ("jsonl", "jsonl"), ("poscar", "vasp"),
            ] {
                let next = "\(folder)/\(format)/CsCl.\(suffix)"
                let result = try Program.run("convert", path, "--to", format, "-o", next)
                #expect(result.code == 0, "\(result.errors)")
                path = next
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == poscar)
        }
    }

    @Test("With --symmetry a CIF has the space group and the asymmetric unit; others refuse")
    func symmetry() throws {
        let result = try Program.run(
            "convert", "-", "--to", "cif", "--symmetry", "-o", "-", "--quiet", input: poscar)
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains("_space_group_name_H-M_alt 'P m -3 m'\n"))
        #expect(result.output.split(separator: "\n").count { $0.hasPrefix("'") } == 48)
        let back = try Program.run(
            "convert", "-", "--to", "poscar", "-o", "-", input: result.output)
        #expect(back.output.hasSuffix(poscar.dropFirst(4)), "\(back.output)")
        let plain = try Program.run("convert", "-", "--to", "cif", "-o", "-", input: poscar)
        #expect(plain.output.contains("'P 1'"))
        let refused = try Program.run(
            "convert", "-", "--to", "jsonl", "--symmetry", "-o", "-", input: poscar)
        #expect(refused.code == 64)
        #expect(refused.errors.contains("--symmetry needs --to cif: jsonl has no place"))
    }

    @Test("Standard input to standard output, exact text")
    func stream() throws {
        let result = try Program.run(
            "convert", "-", "--to", "jsonl", "-o", "-", "--quiet", input: poscar)
        #expect(result.code == 0)
        #expect(
            result.output == """
                {"id":"standard input","lattice":[[4.0,0.0,0.0],[0.0,4.0,0.0],[0.0,0.0,4.0]],\
                "z":[55,17],"frac":[[0.0,0.0,0.0],[0.5,0.5,0.5]]}

                """)
    }

    @Test("A folder gets a file for each crystal; several in one document are an array")
    func many() throws {
        try withTemporaryFolder { folder in
            let line =
                "{\"id\":\"a/b\",\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[55,17],\"frac\":[[0,0,0],[0.5,0.5,0.5]]}\n"
            let two = line + line.replacing("a/b", with: "A_B")
            let split = try Program.run(
                "convert", "-", "--to", "cif", "-o", "\(folder)/out/", input: two)
            #expect(split.code == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out")
                .sorted()
            #expect(names == ["A_B-2.cif", "a_b.cif"])
            let joined = try Program.run("convert", "\(folder)/out", "--to", "json", "-o", "-")
            let array = try JSONSerialization.jsonObject(with: Data(joined.output.utf8)) as? [Any]
            #expect(array?.count == 2)
            let refused = try Program.run(
                "convert", "\(folder)/out", "--to", "poscar", "-o", "\(folder)/POSCAR")
            #expect(refused.code == 1)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/POSCAR"))
        }
    }

    @Test("What is rejected is listed; strict makes it an error; nothing converted is one always")
    func rejected() throws {
        let good =
            "{\"id\":\"a\",\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[55,17],\"frac\":[[0,0,0],[0.5,0.5,0.5]]}\n"
        let mixed = good.replacing(
            "\"z\":[55,17]", with: "\"sites\":[{\"Cs\":0.5,\"K\":0.5},{\"Cl\":1}]")
        let some = try Program.run("convert", "-", "--to", "extxyz", "-o", "-", input: good + mixed)
        #expect(some.code == 0)
        #expect(some.errors.contains("rejected: a-2 (standard input, line 2): not-expressible:"))
        let strict = try Program.run(
            "convert", "-", "--strict", "--to", "extxyz", "-o", "-", input: good + mixed)
        #expect(strict.code == 1)
        try withTemporaryFolder { folder in
            let none = try Program.run(
                "convert", "-", "--to", "extxyz", "-o", "\(folder)/out.xyz", input: mixed)
            #expect(none.code == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }
}
