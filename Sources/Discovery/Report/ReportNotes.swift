internal import Learning

/// How to read the report, what to doubt, from whom the formulas are, and how to repeat the run.
struct ReportNotes {
    let content: ReportContent

    var html: String { [reading, caveats, run, references].joined(separator: "\n") }

    private var reading: String {
        """
        <section id="reading">
        <h2>How to read it</h2>
        <p>A crystal is <em>dominated</em> if another is at least as hard and at least as tough, \
        and is more of one\(lowerEnds). Front 1 holds the crystals that nothing dominates, front 2 those that \
        only front 1 dominates, and so on. Crystals are ranked by front, within a front by \
        nearness to the ideal corner of the diagram. Those that fail a filter are ranked after all \
        that pass; of those that fail one on elements, atoms or what the moduli give, formation energy, \
        gap and synthesizability were not asked for. Every place has its reason in <a href="candidates.csv">candidates.csv</a>; \
        what could not be ranked is in <a href="rejected.csv">rejected.csv</a>.</p>
        </section>
        """
    }

    private var lowerEnds: String {
        content.ladder.ranking == .lowerEnds
            ? ", where there are error bars by the lower ends of them" : ""
    }

    private var caveats: String {
        """
        <section id="caveats">
        <h2>What to doubt</h2>
        <ul>
        <li>Moduli come from networks: see their errors above. Screening picks the extremes of \
        many predictions, and the extremes hold more than their share of the errors.</li>
        <li>Hardness and toughness formulas were fitted to brittle covalent and ionic crystals. For \
        metals the hardness is far too high (tungsten: 20 GPa against 3.4 measured), and they err for others: \
        compare the known crystals above. The intervals hold the errors of the moduli, not those of the \
        formulas.</li>
        <li>Formation energy is relative to the elements, not to competing phases, and says \
        nothing of dynamic stability.</li>
        <li>Hypothetical crystals are ideal prototypes scaled to an expected volume; relaxation \
        may move their atoms and their moduli.</li>
        </ul>
        </section>
        """
    }

    private var run: String {
        let record = content.record
        var rows: [(String, String)] = [
            ("Command", "<code>\(escaped(record.command))</code>"),
            ("Version", "Kimberlite \(escaped(record.version))"),
        ]
        if let seed = record.seed { rows.append(("Seed", "\(seed)")) }
        if let budget = record.budget {
            rows.append(("Hypothetical crystals", grouped(budget)))
        }
        for input in record.inputs {
            rows.append(
                (
                    "Input",
                    "\(escaped(input.name)) <span class=\"unit\">\(grouped(input.files)) "
                        + "file\(input.files == 1 ? "" : "s"), \(grouped(input.bytes)) bytes"
                        + "\(digest(input.digest))</span>"
                ))
        }
        for model in record.models {
            rows.append(
                (
                    "Model",
                    "\(escaped(model.predicts)) <span class=\"unit\">\(digest(model.fingerprint))"
                        + "</span>"
                ))
        }
        if let arithmetic = record.arithmetic {
            rows.append(("Computed with", escaped(arithmetic.description)))
        }
        let list = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined(separator: "\n")
        return """
            <section id="run">
            <h2>The run</h2>
            <dl>
            \(list)
            </dl>
            <details><summary>The ladder</summary><pre>\(escaped(record.ladder))</pre></details>
            </section>
            """
    }

    private func digest(_ digest: String) -> String {
        digest.isEmpty ? "" : " SHA-256 <code>\(escaped(digest.prefix(16)))…</code>"
    }

    private var references: String {
        """
        <section id="references">
        <h2>References</h2>
        <ol class="references">
        <li>E. Mazhnik, A. R. Oganov, A model of hardness and fracture toughness of solids, \
        <i>J. Appl. Phys.</i> <b>126</b>, 125109 (2019).</li>
        <li>E. Mazhnik, A. R. Oganov, Application of machine learning methods for predicting new \
        superhard materials, <i>J. Appl. Phys.</i> <b>128</b>, 075102 (2020).</li>
        <li>T. Xie, J. C. Grossman, Crystal graph convolutional neural networks for an accurate and \
        interpretable prediction of material properties, <i>Phys. Rev. Lett.</i> <b>120</b>, \
        145301 (2018).</li>
        <li>X.-Q. Chen, H. Niu, D. Li, Y. Li, Modeling hardness of polycrystalline materials and \
        bulk metallic glasses, <i>Intermetallics</i> <b>19</b>, 1275 (2011).</li>
        <li>Y. Tian, B. Xu, Z. Zhao, Microscopic theory of hardness and design of novel superhard \
        crystals, <i>Int. J. Refract. Met. Hard Mater.</i> <b>33</b>, 93 (2012).</li>
        <li>H. Niu, S. Niu, A. R. Oganov, Simple and accurate model of fracture toughness of \
        solids, <i>J. Appl. Phys.</i> <b>125</b>, 065105 (2019).</li>
        </ol>
        </section>
        """
    }
}
