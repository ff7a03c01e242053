internal import Crystals

/// The report in words, and as a table.
extension LeakReport {
    private static let examples = 3

    /// A sentence for each kind of leak in each part, and for each model; nothing where there is none.
    public var warnings: [String] {
        let found = [Split.Part.test, .validation].flatMap { part in
            Kind.allCases.flatMap { kind -> [String] in
                let found = leaks(kind, in: part)
                guard kind == .pretraining else {
                    return found.isEmpty ? [] : [sentence(kind, part, found)]
                }
                let models = Dictionary(grouping: found, by: \.other)
                return models.sorted { $0.key < $1.key }.map { sentence(kind, part, $0.value) }
            }
        }
        return found
            + untold.map { model, count in
                "of \(count) of \(rows[.test] ?? 0) test crystals it cannot be told whether they are known to "
                    + "\(model), a model that this training learns from"
            }
    }

    private func sentence(_ kind: Kind, _ part: Split.Part, _ found: [Leak]) -> String {
        let all = rows[part] ?? 0
        let crystals = "\(found.count) of \(all) \(part.rawValue) crystals"
        let examples = found.prefix(Self.examples).map { leak in
            kind == .pretraining
                ? "\(leak.id) (\(leak.formula))" : "\(leak.id) as \(leak.other) (\(leak.formula))"
        }.joined(separator: ", ")
        let rest = found.count > Self.examples ? ", …" : ""
        if kind == .pretraining {
            return
                "\(crystals) may be known to \(found[0].other), a model that this training learns from: "
                + examples + rest
        }
        let others = part == .test ? "other parts" : "training part"
        return "\(crystals) \(found.count == 1 ? "is" : "are") known to the \(others) "
            + "\(kind.words): \(examples)\(rest)"
    }

    /// What is no leak, or the absence of one.
    public var notes: [String] {
        var notes: [String] = []
        if leaks.isEmpty {
            notes.append(
                "no composition\(knowsStructures ? ", no structure" : "") and no row stands on two "
                    + "sides")
        } else if !knowsStructures {
            notes.append("structures were not compared")
        }
        if systems.tested > 0 {
            notes.append(
                "\(systems.known) of \(systems.tested) chemical systems of the test part are learned "
                    + "from too")
        }
        if repeatedRows > 0 {
            notes.append("\(repeatedRows) rows are there before, labels included")
        }
        if repeatedNames > 0 {
            notes.append("\(repeatedNames) names are those of several crystals")
        }
        return notes
    }

    /// A row for each leak, as CSV.
    public var table: String {
        let header = CSV.row(["kind", "part", "id", "formula", "known_as", "known_part"])
        return leaks.reduce(into: header) { text, leak in
            let known = leak.otherPart?.rawValue ?? "pretraining"
            text += CSV.row(
                [leak.kind.rawValue, leak.part.rawValue, leak.id, leak.formula, leak.other, known])
        }
    }
}

extension LeakReport.Kind {
    /// How a crystal is known: "by structure".
    public var words: String {
        switch self {
        case .row: "as the same row, labels included"
        case .name, .structure, .composition: "by \(rawValue)"
        case .pretraining: "by pretraining"
        }
    }
}
