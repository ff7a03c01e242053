internal import Crystals
internal import Foundation
internal import HTTPTypes

/// A run that somebody asks for, as the page sends it: words of the command line, once they are checked.
struct RunRequest: Decodable, Sendable {
    var kind: Kind
    var budget: Int?
    var seed: Int?
    var avoid: String?
    var require: String?
    var source: String?
    var target: String?
    var isLogarithmic: Bool?
    var epochs: Int?
    var convolutions: Int?
    var width: Int?
    var members: Int?
    var learningRate: Double?
    var batchSize: Int?

    enum Kind: String, Decodable, Sendable { case discover, train }

    /// The collection of what was imported here.
    static let library = "library"

    private enum CodingKeys: String, CodingKey {
        case kind, budget, seed, avoid, require, source, target, epochs, convolutions, width,
            members
        case learningRate, batchSize
        case isLogarithmic = "log10"
    }

    /// - Throws: ``Refusal`` that says what is wrong and what can be.
    init(_ json: Data) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: json)
        } catch {
            throw Refusal(
                .badRequest,
                "a run is an object with a kind (discover, train) and its numbers and words")
        }
        try check()
    }

    private func check() throws(Refusal) {
        try check(budget, "budget", 1...2_000_000)
        try check(seed, "seed", 0...1_000_000_000)
        try check(epochs, "epochs", 1...2000)
        try check(convolutions, "convolutions", 1...8)
        try check(width, "width", 16...256)
        if let width, width % 16 != 0 {
            throw Refusal(.badRequest, "width is a multiple of 16, not \(width)")
        }
        try check(members, "members", 1...8)
        try check(batchSize, "batchSize", 4...4096)
        if let rate = learningRate, !(1e-6...1).contains(rate) {
            throw Refusal(.badRequest, "learningRate is from 0.000001 to 1, not \(rate)")
        }
        for (name, list) in [("avoid", avoid), ("require", require)] {
            for symbol in Self.symbols(list) where Element(symbol) == nil {
                throw Refusal(.badRequest, "\(name): there is no element \(symbol)")
            }
        }
        if kind == .train, (target ?? "").isEmpty {
            throw Refusal(.badRequest, "target is the name of a label, such as K")
        }
    }

    private func check(
        _ value: Int?, _ name: String, _ range: ClosedRange<Int>
    ) throws(Refusal) {
        guard let value, !range.contains(value) else { return }
        throw Refusal(
            .badRequest, "\(name) is from \(range.lowerBound) to \(range.upperBound), not \(value)")
    }

    private static func symbols(_ list: String?) -> [String] {
        (list ?? "").split { " ,;".contains($0) }.map(String.init)
    }

    var title: String {
        switch kind {
        case .discover:
            source == Self.library
                ? "library" : "\(budget ?? 20_000), seed \(seed ?? 1)"
        case .train: "\(target ?? "") · \(source ?? Self.library)"
        }
    }

    /// The words after the name of the program.
    func arguments(in folder: RunFolder, library: URL) -> [String] {
        switch kind {
        case .discover:
            var words = ["discover", "--output", folder.results.path]
            if source == Self.library {
                words += ["--store", library.path]
            } else {
                words += ["--budget", "\(budget ?? 20_000)", "--seed", "\(seed ?? 1)"]
            }
            for (option, list) in [("--avoid", avoid), ("--require", require)] {
                let symbols = Self.symbols(list)
                if !symbols.isEmpty { words += [option, symbols.joined(separator: ",")] }
            }
            return words
        case .train:
            return [
                "train", folder.crystals.path, "--config", folder.plan.path, "--no-cache",
                "--output", folder.model.path,
            ]
        }
    }

    /// The plan of a training, as YAML.
    var plan: String {
        let transform = isLogarithmic == true ? ", transform: log10" : ""
        // Labels are called what their owners like, and plans are read as YAML.
        let (label, name) = (target ?? "", Self.heading(target ?? ""))
        let origin = label == name ? "" : ", label: \(Self.quoted(label))"
        return """
            name: \(Self.quoted(name))
            targets:
              - {name: \(Self.quoted(name))\(origin)\(transform)}
            network:
              width: \(width ?? 32)
              convolutions: \(convolutions ?? 3)
            training:
              members: \(members ?? 1)
              epochs: \(epochs ?? 60)
              batchSize: \(batchSize ?? 64)
              learningRate: \(learningRate ?? 0.005)
              seed: \(seed ?? 1)

            """
    }

    /// A label as it can head a column of the tables that a training writes.
    private static func heading(_ label: String) -> String {
        String(
            String.UnicodeScalarView(
                label.unicodeScalars.map {
                    ",\"".unicodeScalars.contains($0) || !isPrintable($0) ? " " : $0
                }
            ))
    }

    /// A text between quotation marks, so that YAML 1.2 and JSON both read the same of it.
    private static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where isPrintable(scalar): String(scalar)
            default: String(format: "\\u%04x", scalar.value)
            }
        }
        return "\"" + scalars.joined() + "\""
    }

    /// YAML takes neither control characters nor, of the first plane, what is no character as it is.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value > 0xFFFF { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
            .surrogate:
            false
        default: true
        }
    }
}
