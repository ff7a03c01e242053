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
        if kind == .train, target.map(Self.isName) != true {
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

    /// Letters, digits and underscores: nothing that a command line could take for anything else.
    private static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]{0,63}/) != nil
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
        return """
            name: \(target ?? "")
            targets:
              - {name: \(target ?? "")\(transform)}
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
}
