internal import Foundation

/// How many crystals came how far, and what stopped the others.
struct ReportFunnel {
    let content: ReportContent

    private struct Stage {
        var name: String
        var count: Int
        /// What happened to those that the next stage does not hold.
        var losses: [String]
    }

    var html: String {
        """
        <section id="funnel">
        <h2>The funnel</h2>
        <p>Bars are on a logarithmic scale.</p>
        <ol class="funnel">
        \(stages.map(item).joined(separator: "\n"))
        </ol>
        </section>
        """
    }

    private func item(_ stage: Stage) -> String {
        let whole = log10(Double(max(content.funnel.examined, 1)) + 1)
        let share = log10(Double(stage.count) + 1) / whole * 100
        let losses = stage.losses.map { "<li>\($0)</li>" }.joined()
        return "<li><span class=\"count\">\(grouped(stage.count))</span>"
            + "<span class=\"stage\">\(stage.name)</span>"
            + "<span class=\"track\"><span style=\"width:\(decimalPoint(share, decimals: 1))%\">"
            + "</span></span>" + (losses.isEmpty ? "" : "<ul>\(losses)</ul>") + "</li>"
    }

    private var stages: [Stage] {
        let funnel = content.funnel
        var stages = [
            Stage(name: "examined", count: funnel.examined, losses: rejections),
            Stage(name: "ranked by the networks", count: funnel.ranked, losses: filtered),
        ]
        guard content.ladder.rungs.count > 1 else { return stages }
        stages.append(
            Stage(name: "pass the filters of the second rung", count: funnel.eligible, losses: []))
        for (rung, step) in zip(content.ladder.rungs.dropFirst(), funnel.steps) {
            stages[stages.count - 1].losses += step.losses(before: rung).map {
                "\(grouped($0.count)) \(escaped($0.cause))"
            }
            stages.append(Stage(name: describe(rung), count: step.taken, losses: []))
        }
        return stages
    }

    private func describe(_ rung: Ladder.Rung) -> String {
        switch rung.kind {
        case .networks: escaped(rung.name)
        case .debye: "through the Debye model (rung “\(escaped(rung.name))”)"
        case .dftInputs: "with inputs for DFT (rung “\(escaped(rung.name))”)"
        }
    }

    private var rejections: [String] {
        content.rejections.map { "\(grouped($0.count)) rejected: \(escaped($0.category))" }
    }

    private var filtered: [String] {
        let gate = content.ladder.rungs.dropFirst().first?.filters ?? Filters()
        return Funnel.ordered(content.funnel.filtered).map { key, count in
            "\(grouped(count)) filtered out: \(escaped(gate.condition(key)))"
        }
    }
}
