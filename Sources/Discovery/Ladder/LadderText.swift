internal import Crystals
internal import Yams

/// What is wrong with a ladder's text, where, and what would be right.
public struct LadderError: Error, Hashable, CustomStringConvertible {
    /// From 1; nil where the text as a whole is meant.
    public var line: Int?
    public var message: String

    public var description: String {
        line.map { "ladder, line \($0): \(message)" } ?? "ladder: \(message)"
    }
}

extension Ladder {
    /// Reads a ladder.
    ///
    /// ```yaml
    /// ranking: lower-ends
    /// rungs:
    ///   - name: networks
    ///     kind: networks
    ///   - name: debye
    ///     kind: debye
    ///     budget: 100
    ///     filters: {formation_energy_max: 0.3, hardness_min: 10, avoid: [Tc, U]}
    /// ```
    /// - Throws: ``LadderError`` naming the line, the key and what is allowed there.
    public init(yaml text: String) throws(LadderError) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw LadderError(message: "not YAML: \(error)")
        }
        guard let root else { throw LadderError(message: "the text is empty; it needs 'rungs:'") }
        let top = try LadderReader(root, of: "the ladder", allowing: ["rungs", "ranking"])
        guard let list = top["rungs"] else {
            throw LadderError(line: top.line, message: "'rungs' is missing")
        }
        guard let nodes = list.sequence, !nodes.isEmpty else {
            throw LadderError(line: list.line, message: "'rungs' must be a list of at least one")
        }
        var rungs: [Rung] = []
        for node in nodes { rungs.append(try Rung(node)) }
        try Self.check(rungs, lines: nodes.map(\.line))
        self.init(
            rungs: rungs, ranking: try top.choice("ranking", of: Basis.self) ?? .lowerEnds)
    }

    private static func check(_ rungs: [Rung], lines: [Int?]) throws(LadderError) {
        guard rungs[0].kind == .networks, rungs[0].budget == nil, rungs[0].filters == Filters()
        else {
            throw LadderError(
                line: lines[0],
                message: "the first rung must be of kind networks, with budget everything and no "
                    + "filters: filters stand on the rung they guard")
        }
        for (index, rung) in rungs.enumerated().dropFirst() {
            if rung.kind == .networks {
                throw LadderError(
                    line: lines[index], message: "only the first rung may be of kind networks")
            }
            if rung.kind == .dftInputs, index < rungs.count - 1 {
                throw LadderError(
                    line: lines[index],
                    message:
                        "a rung of kind dft-inputs must be the last: its inputs are for what the "
                        + "whole ladder leaves")
            }
            if rungs[..<index].contains(where: { $0.name == rung.name }) {
                throw LadderError(
                    line: lines[index], message: "a second rung is called '\(rung.name)'")
            }
            if let budget = rung.budget, let below = rungs[index - 1].budget, budget > below {
                throw LadderError(
                    line: lines[index],
                    message: "budget \(budget) is more than the \(below) of the rung below")
            }
        }
    }

    /// The ladder as text that ``init(yaml:)`` reads back to an equal one: what a run records.
    public var yaml: String {
        rungs.reduce(into: "ranking: \(ranking.rawValue)\nrungs:\n") { text, rung in
            text += "  - name: \(rung.name)\n    kind: \(rung.kind.rawValue)\n"
            text += "    budget: \(rung.budget.map(String.init) ?? "everything")\n"
            let lines = rung.filters.yamlLines
            if !lines.isEmpty { text += "    filters:\n" }
            for line in lines { text += "      \(line)\n" }
        }
    }
}

extension Ladder.Rung {
    fileprivate init(_ node: Node) throws(LadderError) {
        let keys = try LadderReader(
            node, of: "a rung", allowing: ["name", "kind", "budget", "filters"])
        let kind = try keys.choice("kind", of: Ladder.Kind.self)
        guard let kind else {
            throw LadderError(
                line: keys.line,
                message: "the rung has no 'kind'; allowed are "
                    + Ladder.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let name = try keys.text("name") ?? kind.rawValue
        let filters = try keys["filters"].map { node throws(LadderError) in try Filters(node) }
        self.init(
            name: name, kind: kind, budget: try keys.budget("budget"),
            filters: filters ?? Filters())
    }
}

extension Filters {
    fileprivate static let keys = FilterKey.allCases.map(\.rawValue) + ["distinct"]

    fileprivate init(_ node: Node) throws(LadderError) {
        let keys = try LadderReader(node, of: "filters", allowing: Self.keys)
        self.init(
            maximumFormationEnergy: try keys.number("formation_energy_max"),
            minimumHardness: try keys.number("hardness_min"),
            minimumToughness: try keys.number("toughness_min"),
            minimumDebyeTemperature: try keys.number("debye_temperature_min"),
            minimumSynthesizability: try keys.share("synthesizability_min"),
            maximumAtoms: try keys.count("atoms_max"),
            avoid: try keys.elements("avoid"), require: try keys.elements("require"),
            metals: try keys.choice("metals", of: Metals.self) ?? .keep,
            distinct: try keys.choice("distinct", of: Distinct.self) ?? .no)
    }

    /// `key: value`, only what differs from letting everything pass.
    fileprivate var yamlLines: [String] {
        var lines: [String] = []
        func add(_ key: String, _ value: (some CustomStringConvertible)?) {
            if let value { lines.append("\(key): \(value)") }
        }
        func list(_ elements: Set<Element>) -> String? {
            elements.isEmpty
                ? nil : "[\(elements.sorted().map { "\"\($0)\"" }.joined(separator: ", "))]"
        }
        add("formation_energy_max", maximumFormationEnergy)
        add("hardness_min", minimumHardness)
        add("toughness_min", minimumToughness)
        add("debye_temperature_min", minimumDebyeTemperature)
        add("synthesizability_min", minimumSynthesizability)
        add("atoms_max", maximumAtoms)
        add("avoid", list(avoid))
        add("require", list(require))
        add("metals", metals == .keep ? nil : metals.rawValue)
        add("distinct", distinct == .no ? nil : distinct.rawValue)
        return lines
    }
}
