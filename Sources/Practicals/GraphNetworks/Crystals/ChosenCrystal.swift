internal import Crystals
internal import Discovery

/// The crystal that a step is about: one of the well-known ones, or what was pasted.
struct ChosenCrystal {
    let name: String
    /// Positions within the cell.
    let crystal: Crystal
    let verdict: Verdict
    /// nil where it was pasted.
    let known: KnownCrystal?

    /// What the program's readers say of it.
    struct Verdict: Encodable {
        var status: String
        var sentences: [String]
    }

    /// What every step about one crystal is asked.
    struct Choice: Decodable {
        var crystal: String
        var text: String
    }

    /// Sites of the largest cell that a page can show and a step work on at once.
    static let maximumSites = 60

    static let controls: [StepControl] = [
        .choice("crystal", of: KnownCrystal.ids, initial: "diamond"),
        StepControl("text", .text(maximumLength: 100_000, initial: "")),
    ]

    /// - Throws: ``StepRefusal`` with what is wrong with the text.
    init(_ choice: Choice) throws {
        self =
            choice.text.allSatisfy(\.isWhitespace)
            ? try Self.known(choice.crystal) : try Self.pasted(choice.text)
    }

    private init(
        _ name: String, _ crystal: Crystal, _ verdict: Verdict, _ known: KnownCrystal? = nil
    ) {
        (self.name, self.crystal) = (name, crystal.wrapped)
        (self.verdict, self.known) = (verdict, known)
    }

    private static func known(_ id: String) throws -> ChosenCrystal {
        guard let known = KnownCrystal.named(id) else {
            throw StepRefusal("there is no crystal \(id)")
        }
        let name = known.landmark?.name ?? known.crystal.composition.reducedFormula
        return ChosenCrystal(
            name, known.crystal, Verdict(status: "accepted", sentences: []), known)
    }

    private static func pasted(_ text: String) throws -> ChosenCrystal {
        let examiner = CrystalExaminer(maximumSites: maximumSites)
        let inputs = CrystalInputs(
            bytes: Array(text.utf8), named: "the pasted text", examiner: examiner)
        // A file may hold several; the first that can be used counts.
        var refusals: [String] = []
        for input in inputs {
            let sentences = input.verdict.findings.map(\.message)
            guard let record = input.verdict.record else {
                refusals += sentences
                continue
            }
            let verdict = Verdict(status: input.verdict.status, sentences: sentences)
            return ChosenCrystal(record.name, record.crystal, verdict)
        }
        throw StepRefusal(refusals.isEmpty ? ["the text holds no crystal"] : refusals)
    }

    var formula: String { crystal.composition.reducedFormula }
}

extension Crystal {
    /// With every position in the cell.
    var wrapped: Crystal {
        Crystal(lattice: lattice, sites: sites.map { Site($0.species, at: $0.position.wrapped) })
    }
}

extension Species {
    /// "Ti", or "Al/Ti" of a mixture.
    var label: String { components.map(\.element.symbol).joined(separator: "/") }
}

/// Every frame about one crystal says which.
struct CrystalHeading: Encodable {
    var name: String
    var formula: String
    var verdict: ChosenCrystal.Verdict
    var picture: CrystalPicture

    init(_ chosen: ChosenCrystal) {
        (name, formula, verdict) = (chosen.name, chosen.formula, chosen.verdict)
        picture = CrystalPicture(chosen.crystal)
    }

    /// The heading's members beside those of another content.
    func with(_ content: some Encodable) -> some Encodable { Joined(heading: self, rest: content) }

    private struct Joined<Rest: Encodable>: Encodable {
        var heading: CrystalHeading
        var rest: Rest

        func encode(to encoder: any Encoder) throws {
            try heading.encode(to: encoder)
            try rest.encode(to: encoder)
        }
    }
}
