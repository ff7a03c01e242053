import Foundation
import TestKit
import Testing

/// Documents/Commands.md against the program.
@Suite("The document of commands")
struct CommandDocumentTests {
    private struct Help: Decodable {
        struct Command: Decodable {
            var commandName: String
            var subcommands: [Command]?
            var arguments: [Argument]?
        }

        struct Argument: Decodable {
            struct Name: Decodable {
                var kind: String
                var name: String
            }

            var names: [Name]?
            var abstract: String?
            /// False for what is for those who work on the program.
            var shouldDisplay: Bool?
        }

        var command: Command
    }

    /// Sections by heading, without the marks around a command's name.
    private static func sections() throws -> [String: String] {
        let document = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Documents/Commands.md")
        let parts = try String(contentsOf: document, encoding: .utf8).split(separator: "\n## ")
        return Dictionary(
            uniqueKeysWithValues: parts.dropFirst().map { part in
                let heading = part.prefix { $0 != "\n" }.filter { $0 != "`" }
                return (String(heading), String(part))
            })
    }

    @Test("has every option of every command in the words of its help, and no other command")
    func options() throws {
        let result = try Program.run("--experimental-dump-help")
        let help = try JSONDecoder().decode(Help.self, from: Data(result.output.utf8))
        let sections = try Self.sections()
        let commands = (help.command.subcommands ?? []).filter { $0.commandName != "help" }
        #expect(commands.count > 10, "control")
        #expect(
            Set(commands.map(\.commandName)) == Set(sections.keys).subtracting(["Of every command"])
        )
        let every = sections["Of every command"] ?? ""
        var count = 0
        for command in commands {
            let own = every + (sections[command.commandName] ?? "")
            for argument in command.arguments ?? [] where argument.shouldDisplay != false {
                for name in argument.names ?? []
                where !["help", "version", "h"].contains(name.name) {
                    let mark = (name.kind == "short" ? "-" : "--") + name.name
                    let words = (argument.abstract ?? "").replacing("\n", with: " ")
                    let isThere = own.split(separator: "\n").contains { line in
                        (line.contains("`\(mark)`") || line.contains("`\(mark) "))
                            && line.contains(words.replacing("|", with: "\\|"))
                    }
                    #expect(
                        isThere,
                        "\(command.commandName) \(mark); Scripts/command-reference.py")
                    count += 1
                }
            }
        }
        #expect(count > 100, "control: \(count) options")
    }
}
