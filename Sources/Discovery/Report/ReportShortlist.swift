internal import Crystals
internal import Foundation

/// The shortlist as a table that can be sorted, with why each crystal was kept.
struct ReportShortlist {
    let content: ReportContent

    private struct Column {
        var label: String
        var unit: String
        var name: String
        var cell: (CandidateTable.Entry) -> (text: String, sort: String)
    }

    var html: String {
        guard !content.shortlist.isEmpty else {
            let why =
                content.ladder.rungs.count == 1
                ? "The ladder ends with the networks: candidates.csv has the crystals in their order."
                : "No crystal passed the filters of every rung; the funnel below says where they stayed."
            return "<section id=\"shortlist\"><h2>Shortlist</h2><p>\(why)</p></section>"
        }
        return """
            <section id="shortlist">
            <h2>Shortlist</h2>
            <p>In the order of the ranking; any column sorts. Energies are of formation from the \
            elements: a low one does not say that no other phase is lower.\(likeness)\(bars)</p>
            <div class="scroll"><table class="sortable">
            <thead><tr>\(columns.map(heading).joined())</tr></thead>
            \(zip(content.shortlist, content.files).map(body).joined(separator: "\n"))
            </table></div>
            </section>
            """
    }

    /// What the score of synthesizability is, where there is one.
    private var likeness: String {
        let isKnown = content.shortlist.contains { $0.row.quantities[.synthesizability] != nil }
        return isKnown
            ? " Synth. says from 0 to 1 how much a crystal is like those that were made." : ""
    }

    /// What the small numbers are, where there are some.
    private var bars: String {
        let hasBars = content.shortlist.contains {
            $0.row.quantities.interval(of: .hardness) != nil
        }
        guard hasBars else { return "" }
        let basis =
            content.ladder.ranking == .lowerEnds
            ? "; a crystal’s place follows from the lower ends of those of hardness and toughness"
            : ""
        return
            " Small numbers are 90 % intervals, of hardness and toughness for the errors of the moduli "
            + "alone\(basis)."
    }

    private func heading(_ column: Column) -> String {
        let unit = column.unit.isEmpty ? "" : " <span class=\"unit\">\(column.unit)</span>"
        let kind = column.name == "formula" || column.name == "group" ? "word" : "number"
        let sorted = column.name == "rank" ? " aria-sort=\"ascending\"" : ""
        return "<th scope=\"col\" class=\"\(kind)\"\(sorted)><button type=\"button\">"
            + "\(column.label)\(unit)</button></th>"
    }

    private func body(
        _ entry: CandidateTable.Entry, _ files: [(label: String, path: String)]
    ) -> String {
        let cells = columns.map { column -> String in
            let cell = column.cell(entry)
            let kind = column.name == "formula" || column.name == "group" ? "word" : "number"
            return "<td class=\"\(kind) \(column.name)\" data-label=\"\(escaped(plain(column)))\" "
                + "data-sort=\"\(escaped(cell.sort))\">\(cell.text)</td>"
        }
        let links = files.map { "<a href=\"\(escaped($0.path))\">\(escaped($0.label))</a>" }
        let trail = ([escaped(entry.row.id), escaped(entry.row.origin)] + links)
            .joined(separator: " · ")
        return "<tbody><tr>\(cells.joined())</tr><tr class=\"why\"><td colspan=\""
            + "\(columns.count)\"><span>\(prose(entry.reason))</span> "
            + "<span class=\"trail\">\(trail)</span></td></tr></tbody>"
    }

    /// A reason as the page writes it: units and symbols as print has them.
    private func prose(_ reason: String) -> String {
        escaped(reason).replacing("m^½", with: "m<sup>½</sup>")
            .replacing("K_IC", with: "<i>K</i><sub>IC</sub>")
    }

    /// The heading without markup, for the narrow layout.
    private func plain(_ column: Column) -> String {
        switch column.name {
        case "hardness": "H (GPa)"
        case "toughness": "K_IC (MPa·m½)"
        case "energy": "E_f (eV/atom)"
        case "theta": "θ_D (K)"
        case "bulk": "K (GPa)"
        case "shear": "G (GPa)"
        case "poisson": "ν"
        case "gap": "Gap (eV)"
        case "density": "ρ (g/cm³)"
        case "synthesizability": "Synthesizability"
        default: column.label
        }
    }

    private var columns: [Column] {
        [
            Column(label: "#", unit: "", name: "rank") {
                (String($0.placement.rank), String($0.placement.rank))
            },
            Column(label: "Crystal", unit: "", name: "formula") {
                (hypertext(formula: $0.row.formula), $0.row.formula)
            },
            Column(label: "Space group", unit: "", name: "group") { entry in
                let group = entry.row.spaceGroup
                return (
                    group.map { hypertext(spaceGroup: $0.symbol) } ?? "–",
                    group.map { String($0.number) } ?? "0"
                )
            },
            number("<i>H</i><sub>V</sub>", "GPa", "hardness", .hardness),
            number("<i>K</i><sub>IC</sub>", "MPa·m<sup>½</sup>", "toughness", .toughness),
            number("<i>K</i>", "GPa", "bulk", .bulkModulus),
            number("<i>G</i>", "GPa", "shear", .shearModulus),
            number("<i>ν</i>", "", "poisson", .poissonRatio, digits: 2),
            number("<i>E</i><sub>f</sub>", "eV/atom", "energy", .formationEnergy, decimals: 2),
            number("Gap", "eV", "gap", .bandGap, decimals: 2),
            number("<i>θ</i><sub>D</sub>", "K", "theta", .debyeTemperature),
            number("<i>ρ</i>", "g/cm³", "density", .density),
            number("Synth.", "", "synthesizability", .synthesizability, digits: 2),
        ]
    }

    /// - Parameter decimals: of quantities that may be 0, where significant digits would be noise.
    private func number(
        _ label: String, _ unit: String, _ name: String, _ quantity: Quantity, digits: Int = 3,
        decimals: Int? = nil
    ) -> Column {
        func text(_ value: Double, _ digits: Int) -> String {
            let text = decimals.map { decimalPoint(value, decimals: $0) } ?? figures(value, digits)
            return text.replacing("-", with: "−")
        }
        return Column(label: label, unit: unit, name: name) { entry in
            guard let value = entry.row.quantities[quantity] else { return ("–", "") }
            let bars = entry.row.quantities.interval(of: quantity).map { range in
                let (low, high) = (text(range.lowerBound, 2), text(range.upperBound, 2))
                let link = range.lowerBound < 0 ? " to " : "–"
                return " <span class=\"unit nowrap\">\(low)\(link)\(high)</span>"
            }
            return (text(value, digits) + (bars ?? ""), "\(value)")
        }
    }
}
