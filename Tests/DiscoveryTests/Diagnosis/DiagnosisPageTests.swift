import Crystals
import Foundation
import TestKit
import Testing

@testable import Discovery
@testable import Learning

@Suite("The page of a diagnosis")
struct DiagnosisPageTests {
    private static let diagnosis = SampleDiagnosis.whole
    private static let sections = diagnosis.sections
    private static let page = DiagnosisPage(diagnosis, sections: sections).html

    @Test("has every part, and a part that nothing is known of is absent")
    func parts() {
        let all = [
            "fit", "errors", "calibration", "elements", "stability", "oversmoothing", "depth",
        ]
        #expect(Self.sections.map(\.id) == all)
        var bare = ModelDiagnosis(
            SampleDiagnosis.card,
            crystals: SampleDiagnosis.crystals(50, side: nil, scale: 0.1), judgesAll: true)
        #expect(bare.sections.map(\.id) == ["errors", "calibration", "elements"])
        bare.card.calibration = nil
        let figures = bare.sections[1].figures.map(\.name)
        #expect(figures == ["reliability-metal__x_", "roc-metal__x_"])
    }

    @Test(
        "is one file: no address but that of the SVG standard, no script, and its text is escaped")
    func selfContained() {
        let addresses = Set(Self.page.matches(of: /[a-z]+:\/\/[^"\s<]*/).map { String($0.output) })
        #expect(addresses == ["http://www.w3.org/2000/svg"])
        #expect(!Self.page.contains("<script") && !Self.page.contains("@import"))
        #expect(Self.page.contains("A note with &lt;brackets&gt; &amp; more."))
        #expect(!Self.page.contains("<x>") && Self.page.contains("metal &lt;x&gt;"))
        #expect(Self.page.contains("prefers-color-scheme:dark"))
        // Colours of the page are variables, so that it turns dark as a whole.
        let figures = Self.page.components(separatedBy: "<svg").dropFirst()
        #expect(figures.count == Self.sections.flatMap(\.figures).count && figures.count > 20)
        #expect(!figures.contains { $0.contains("fill:#") })
    }

    @Test("figures are well-formed, named apart, and point at tables that are there")
    func figures() throws {
        let figures = Self.sections.flatMap(\.figures)
        #expect(Set(figures.map(\.name)).count == figures.count)
        let tables = Set(
            Self.diagnosis.tables.map(\.name) + figures.filter { $0.csv != nil }.map(\.name))
        for figure in figures {
            let content = try XMLContent(figure.file)
            #expect(content.elements["svg"] == 1, "\(figure.name)")
            let drawn = ["rect", "path", "line"].reduce(0) { $0 + (content.elements[$1] ?? 0) }
            #expect(drawn > 6, "\(figure.name): \(drawn)")
            #expect(!figure.file.contains("nan"), "\(figure.name)")
            switch figure.numbers {
            case .own(let csv): #expect(csv.split(separator: "\n").count > 1, "\(figure.name)")
            case .table(let name): #expect(tables.contains(name), "\(figure.name): \(name)")
            }
        }
    }

    @Test("tables have a row for each crystal, target and depth, of the width of their head")
    func tables() throws {
        let rows = ["predictions": 401, "errors": 3, "stability": 21, "depth": 9, "fit": 3]
        #expect(
            Dictionary(uniqueKeysWithValues: Self.diagnosis.tables).keys.sorted()
                == rows.keys.sorted())
        for (name, csv) in Self.diagnosis.tables {
            let lines = csv.split(separator: "\n")
            #expect(lines.count == rows[name], "\(name)")
            let widths = Set(lines.map { $0.count { $0 == "," } })
            #expect(widths.count == 1, "\(name)")
        }
    }

    @Test("what it says are the numbers: errors, coverage, verdicts")
    func numbers() throws {
        let judged = SampleDiagnosis.crystals(400, side: .test, scale: 0.1)
        let error = judged.reduce(0) { $0 + abs($1.error(0)) } / 400
        #expect(abs(Self.diagnosis.metrics(0).meanAbsoluteError - error) < 1e-12 && error > 0.08)
        let inside = judged.count { abs($0.error(0)) <= 0.23 }
        #expect(abs(Self.diagnosis.covered(0) - Double(inside) / 400) < 1e-12)
        #expect(Self.diagnosis.covered(1).isNaN)
        let lines = Self.diagnosis.lines.joined(separator: "\n")
        #expect(lines.contains("K overfits"))
        #expect(lines.contains("K: MAE \(measured(error)) log₁₀ GPa"))
        #expect(lines.contains("hold \(rounded(Double(inside) / 4)) % of 400 labels"))
        #expect(lines.contains("least with 8 convolutions, 0.0125"))
        let json = try Self.diagnosis.json.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        try #require(json.count == 2)
        #expect(json[0]?["verdict"] as? String == "overfits" && json[0]?["judgedBy"] as? Int == 400)
        #expect(json[1]?["calibrationError"] as? Double != nil && json[1]?["covered"] == nil)
    }
}
