/// What the networks are worth: parity plots with errors, and the known crystals.
struct ReportModels {
    let content: ReportContent

    var html: String { [parity, landmarks].filter { !$0.isEmpty }.joined(separator: "\n") }

    private var parity: String {
        guard !content.qualities.isEmpty else { return "" }
        let cards = content.qualities.enumerated().map(card)
        return """
            <section id="models">
            <h2>How good the networks are</h2>
            <p>Each network on crystals of compositions that it never saw. The shade is the count \
            of crystals on a logarithmic scale; the dashed line is a perfect prediction.</p>
            <div class="parity">
            \(cards.joined(separator: "\n"))
            </div>
            </section>
            """
    }

    private func card(_ index: Int, _ quality: ModelQuality) -> String {
        """
        <figure>
        \(ParityPlot(quality: quality, id: "parity-\(index)").text)<figcaption>\
        <b>\(escaped(quality.title))</b> <span class="nowrap">MAE \
        \(figures(quality.meanAbsoluteError, 3))</span>, <span class="nowrap">RMSE \
        \(figures(quality.rootMeanSquareError, 3)) \(escaped(quality.unit))</span>, \
        <span class="nowrap"><i>R</i>² \(decimalPoint(quality.determination, decimals: 3))</span>\
        <br>\(grouped(quality.trainingRows)) training and \(grouped(quality.testRows)) test \
        crystals. \(escaped(quality.data))</figcaption>
        </figure>
        """
    }

    private var landmarks: String {
        let known = content.landmarks.filter {
            $0.measuredHardness != nil || $0.measuredToughness != nil
        }
        guard !known.isEmpty else { return "" }
        return """
            <section id="known">
            <h2>Known crystals</h2>
            <p>Estimated by this run’s networks and formulas, beside measured ranges. Measured \
            hardness depends on load and on the sample, toughness on the grain; metals are \
            left out, as the formulas are not made for them.</p>
            <div class="scroll"><table class="known">
            <thead><tr><th scope="col" class="word">Crystal</th>\
            <th scope="col" class="number" colspan="2"><i>H</i><sub>V</sub> \
            <span class="unit">GPa, estimated · measured</span></th>\
            <th scope="col" class="number" colspan="2"><i>K</i><sub>IC</sub> \
            <span class="unit">MPa·m<sup>½</sup>, estimated · measured</span></th></tr></thead>
            <tbody>
            \(known.map(row).joined(separator: "\n"))
            </tbody></table></div>
            </section>
            """
    }

    private func row(_ landmark: LandmarkEstimate) -> String {
        // OsB2 is B2Os by another convention; diamond is not C by any.
        let isFormula = landmark.name.sorted() == landmark.formula.sorted()
        let name =
            hypertext(formula: landmark.name)
            + (isFormula
                ? "" : " <span class=\"unit\">\(hypertext(formula: landmark.formula))</span>")
        return "<tr><td class=\"word\">\(name)</td>"
            + "<td class=\"number\">\(figures(landmark.hardness, 2))</td>"
            + "<td class=\"number measured\">\(range(landmark.measuredHardness))</td>"
            + "<td class=\"number\">\(figures(landmark.toughness, 2))</td>"
            + "<td class=\"number measured\">\(range(landmark.measuredToughness))</td></tr>"
    }

    private func range(_ range: ClosedRange<Double>?) -> String {
        guard let range else { return "–" }
        let (low, high) = (plain(range.lowerBound), plain(range.upperBound))
        return low == high ? low : "\(low)–\(high)"
    }

    /// A measured value as it is given: without zeros that nobody measured.
    private func plain(_ value: Double) -> String {
        var text = figures(value, 3)[...]
        while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
        return String(text)
    }
}
