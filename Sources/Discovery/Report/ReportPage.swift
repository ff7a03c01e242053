/// The report: one page that holds all it needs and asks nothing of anyone.
struct ReportPage {
    let content: ReportContent

    var html: String {
        let sections = [
            header, figure, ReportShortlist(content: content).html,
            ReportFunnel(content: content).html, ReportModels(content: content).html,
            ReportNotes(content: content).html,
        ]
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title) · Kimberlite</title>
            <style>
            \(ReportStyle.css)
            </style>
            </head>
            <body>
            <main>
            \(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
            </main>
            <script>
            \(ReportStyle.script)
            </script>
            </body>
            </html>

            """
    }

    private var title: String { "Superhard candidates among \(grouped(funnelCount)) crystals" }
    private var funnelCount: Int { content.funnel.examined }

    private var header: String {
        """
        <header>
        <p class="kicker">Kimberlite · screening report</p>
        <h1>\(title)</h1>
        <p class="lead">\(summary)</p>
        </header>
        """
    }

    /// The result in three sentences.
    private var summary: String {
        var sentences = [
            "Networks predicted \(predicted); hardness and fracture toughness "
                + "follow from the moduli by the formulas of Mazhnik and Oganov."
        ]
        if let hardest = content.hardest, let hardness = hardest.quantities[.hardness] {
            sentences.append(
                content.superhard.sentence(of: content.funnel.ranked) + "; of those that "
                    + "pass the filters the hardest is "
                    + "\(hypertext(formula: hardest.formula)) with \(figures(hardness, 3)) GPa.")
        }
        if content.ladder.rungs.count > 1 { sentences.append(outcome) }
        return sentences.joined(separator: " ")
    }

    private var outcome: String {
        let count = content.shortlist.count
        return count == 0
            ? "None passes the filters of every rung."
            : "\(count == 1 ? "One" : "\(count)") that "
                + "\(count == 1 ? "is" : "are") both hard and tough "
                + "\(count == 1 ? "is" : "are") worth a calculation from first principles."
    }

    /// "bulk modulus and shear modulus of 1,485 crystals, and band gap of the 207 of them that …": what the
    /// run's models were asked for.
    private var predicted: String {
        let given = content.record.models.map { model in
            model.predicts.split(separator: ", ").compactMap { Quantity(rawValue: String($0)) }
        }
        let first = names(given.filter { !$0.allSatisfy(ModelSet.late.contains) })
        let later = names(given.filter { $0.allSatisfy(ModelSet.late.contains) })
        let all = content.funnel.ranked
        let asked = content.funnel.passedByMechanics
        if later.isEmpty { return "\(first) of \(grouped(all)) crystals" }
        guard asked < all else { return "\(first), \(later) of \(grouped(all)) crystals" }
        return
            "\(first) of \(grouped(all)) crystals, and \(later) of the \(grouped(asked)) of them that no "
            + "filter on elements, atoms or what follows from the moduli stops"
    }

    private func names(_ models: [[Quantity]]) -> String {
        let names: [Quantity: String] = [
            .bulkModulus: "bulk modulus", .shearModulus: "shear modulus",
            .formationEnergy: "formation energy", .bandGap: "band gap",
            .predictedVolume: "volume", .synthesizability: "synthesizability",
        ]
        let known = models.joined().compactMap { names[$0] }
        guard let last = known.last, known.count > 1 else { return known.first ?? "" }
        return known.dropLast().joined(separator: ", ") + " and " + last
    }

    /// What the line of the diagram is.
    private var front: String {
        let known = content.hardest?.quantities ?? Quantities()
        return content.ladder.ranking.isLower(in: known)
            ? "The line joins the first Pareto front of the crystals that pass the filters, which goes by the "
                + "lower ends of their intervals: of what lies above it less is sure."
            : "The line is the Pareto front of the crystals that pass the filters: nothing above or to "
                + "the right of it was found."
    }

    private var figure: String {
        """
        <figure id="diagram">
        <div class="wide">
        \(content.diagram.inline(.wide, id: "ashby"))</div>
        <div class="narrow">
        \(content.diagram.inline(.narrow, id: "ashby-narrow"))</div>
        <figcaption><b>Hardness and toughness of \(grouped(content.funnel.ranked)) crystals.</b> \
        Blue: all that were ranked, as counts on a logarithmic scale. Filled circles: the \
        shortlist; open circles: the runners-up, which reached the rung before. \(front) \
        Diamonds: known crystals, placed by the same networks and formulas. The second frame enlarges the corner of the \
        shortlist.</figcaption>
        </figure>
        """
    }
}

/// A formula with its numbers lowered.
func hypertext(formula: String) -> String {
    formulaParts(formula).map { part in
        part.isNumber ? "<sub>\(escaped(part.text))</sub>" : escaped(part.text)
    }.joined()
}

/// A space-group symbol with its bars over the digits: F-43m → F4̅3m.
func hypertext(spaceGroup symbol: String) -> String {
    var result = ""
    var isBarred = false
    var isScrew = false
    for character in symbol {
        if character == "-" {
            isBarred = true
        } else if character == "_" {
            isScrew = true
        } else if isBarred {
            result += "<span class=\"bar\">\(character)</span>"
            isBarred = false
        } else if isScrew {
            result += "<sub>\(character)</sub>"
            isScrew = false
        } else {
            result += character.isLetter ? "<i>\(character)</i>" : escaped(String(character))
        }
    }
    return result
}
