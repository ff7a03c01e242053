internal import Crystals
internal import Discovery
internal import Foundation

/// What a discovery says at its end.
struct DiscoverySummary {
    let summary: ScreeningReport.Summary
    let folder: String
    let ladder: Ladder

    func show(isJSON: Bool, isQuiet: Bool) {
        if isJSON { return Console.line(json) }
        if isQuiet { return Console.line(folder + "/report.html") }
        for line in funnel + [""] + table + [""] + files { Console.line(line) }
    }

    /// The counts; each indented line is a part of the one above it.
    private var funnel: [String] {
        let counts = summary.funnel
        var rows: [(Int, String)] = [(counts.examined, "examined")]
        rows += summary.rejections.map { ($0.count, "  rejected: \($0.category)") }
        rows.append((counts.ranked, "  ranked by the networks"))
        let gate = ladder.rungs.dropFirst().first?.filters ?? Filters()
        rows += Funnel.ordered(counts.filtered).map { key, count in
            (count, "    filtered out: \(gate.condition(key))")
        }
        if ladder.rungs.count > 1 { rows.append((counts.eligible, "    pass these filters")) }
        var indent = "      "
        for (rung, step) in zip(ladder.rungs.dropFirst(), counts.steps) {
            rows += step.losses(before: rung).map { ($0.count, indent + $0.cause) }
            rows.append((step.taken, "\(indent)on rung \(rung.name)"))
            indent += "  "
        }
        let width = rows.map { grouped($0.0).count }.max() ?? 0
        return rows.map { count, text in
            let number = grouped(count)
            return String(repeating: " ", count: width - number.count) + "\(number)  \(text)"
        }
    }

    private var table: [String] {
        var table = Table([
            .number("rank"), .words("formula"), .words("space group"), .number("H (GPa)"),
            .number("K_IC (MPa·m^½)"), .number("E_f (eV/atom)"), .words("status"), .words("id"),
        ])
        for (rank, best) in summary.top.enumerated() {
            let known = best.crystal.quantities
            func text(_ quantity: Quantity, _ digits: Int) -> String {
                known[quantity].map { figures($0, digits) } ?? "–"
            }
            func bar(_ quantity: Quantity) -> String {
                let value = text(quantity, 3)
                guard let range = known.interval(of: quantity) else { return value }
                return "\(value) (\(figures(range.lowerBound, 2))–\(figures(range.upperBound, 2)))"
            }
            table.append([
                "\(rank + 1)", best.crystal.formula, best.crystal.spaceGroup?.symbol ?? "–",
                bar(.hardness), bar(.toughness), text(.formationEnergy, 2), best.status,
                best.crystal.id,
            ])
        }
        return table.lines
    }

    private var files: [String] {
        [
            "\(summary.shortlisted) on the shortlist; "
                + summary.superhard.sentence(of: summary.funnel.ranked),
            "report   \(folder)/report.html",
            "tables   \(folder)/candidates.csv, shortlist.csv, rejected.csv",
        ]
            + (summary.shortlisted == 0 ? [] : ["crystals \(folder)/cif\(calculations)"])
    }

    /// A ladder may have no rung that writes them.
    private var calculations: String {
        let path = "\(folder)/quantum-espresso"
        return FileManager.default.fileExists(atPath: path) ? ", with inputs in \(path)" : ""
    }

    private var json: String {
        let counts = summary.funnel
        let object: [String: Any] = [
            "examined": counts.examined, "rejected": counts.rejected, "ranked": counts.ranked,
            "eligible": counts.eligible, "superhard": summary.superhard.crystals,
            "superhardDifferent": summary.superhard.different,
            "shortlisted": summary.shortlisted, "report": folder + "/report.html",
            "rejections": Dictionary(
                uniqueKeysWithValues: summary.rejections.map { ($0.category, $0.count) }),
            "filtered": Dictionary(
                uniqueKeysWithValues: counts.filtered.map { ($0.key.rawValue, $0.value) }),
            "rungs": zip(ladder.rungs.dropFirst(), counts.reached).map {
                ["name": $0.name, "crystals": $1] as [String: Any]
            },
            "top": summary.top.map { best in
                [
                    "id": best.crystal.id, "formula": best.crystal.formula, "status": best.status,
                    "hardness": NSDecimalNumber(
                        string: figures(best.crystal.quantities[.hardness] ?? 0, 4)),
                    "toughness": NSDecimalNumber(
                        string: figures(best.crystal.quantities[.toughness] ?? 0, 4)),
                ] as [String: Any]
            },
        ]
        let data = try? JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
