import Crystals
import Foundation
import TestKit
import Testing

@testable import Discovery

@Suite("Charts")
struct ChartTests {
    @Test("marks stand where the axes say, and what is outside of them is not drawn")
    func places() throws {
        var chart = Chart(
            title: "t", x: .init("x", range: 0...10),
            y: .init("y", scale: .logarithmic, range: 1...100))
        chart.series = [
            .init("", [.init(5, 10), .init(11, 10), .init(5, .nan)], style: .marks)
        ]
        let drawing = ChartDrawing(chart, theme: .paper, id: "c")
        #expect(drawing.x(0) < drawing.x(5) && drawing.y(1) > drawing.y(100))
        #expect(abs(drawing.x(5) - (drawing.x(0) + drawing.x(10)) / 2) < 1e-9)
        #expect(abs(drawing.y(10) - (drawing.y(1) + drawing.y(100)) / 2) < 1e-9)
        #expect(drawing.text.components(separatedBy: "class=\"m0\"").count == 2)
    }

    @Test("bars begin at zero, and an axis holds its error bars")
    func bars() {
        let chart = Chart(
            title: "t", x: .init("x", places: ["a", "b"]), y: .init("y"),
            series: [
                .init(
                    "", [.init(0, 5, range: 4...6), .init(1, 6, range: 5...9)], style: .bars(0.7))
            ])
        #expect(chart.ranges.y.lowerBound == 0 && chart.ranges.y.upperBound >= 9)
        #expect(chart.ranges.x == -0.5...1.5)
    }

    @Test("small numbers have powers of ten, round ones no zeros at their end")
    func numbers() {
        #expect(PlotAxis.scientific(2.04e-6) == "2·10⁻⁶")
        #expect(PlotAxis.scientific(-9.97e-12) == "−1·10⁻¹¹")
        #expect(PlotAxis.scientific(3.14e5) == "3.1·10⁵")
        #expect(brief(0.5) == "0.5" && brief(0.01) == "0.01" && brief(-2) == "−2")
        #expect(brief(0.1) == "0.1" && measured(.nan) == "–")
    }

    @Test("a histogram counts every number once, zero in its middle bin")
    func histogram() {
        let values = (-100...100).map { Double($0) / 100 } + [50, .infinity].filter(\.isFinite)
        let histogram = Histogram(values)
        let counted = histogram.bins.reduce(0) { $0 + $1.count }
        #expect(counted + histogram.outside == values.count)
        #expect(histogram.outside >= 1 && histogram.bins.count == 41)
        #expect(histogram.bins[20].middle == 0 && histogram.bins[20].count > 3)
        #expect(abs(histogram.half - 0.5) < 0.02)
        #expect(Histogram([]).bins.allSatisfy { $0.count == 0 })
    }

    @Test("every element has a cell of its own, by period and group, the f block below")
    func table() throws {
        let places = Element.all.map { PeriodicTableFigure.place(of: $0) }
        #expect(Set(places.map { $0.row * 100 + $0.column }).count == Element.all.count)
        #expect(places.allSatisfy { (0...8).contains($0.row) && (0...17).contains($0.column) })
        let expected = [
            ("H", 0, 0), ("He", 0, 17), ("Fe", 3, 7), ("La", 7, 2), ("Lu", 7, 16), ("U", 8, 5),
        ]
        for (symbol, row, column) in expected {
            let place = PeriodicTableFigure.place(of: try #require(Element(symbol)))
            #expect(place == (row, column), "\(symbol): \(place)")
        }
    }

    @Test("shades rise with the value, and an element without one is empty")
    func shades() throws {
        let symbols = ["C", "N", "O", "F", "Na"]
        let cells = symbols.enumerated().map {
            (Element($1), PeriodicTableFigure.Cell(value: pow(2, Double($0)) / 100, count: $0 + 7))
        }
        let figure = PeriodicTableFigure(
            title: "t", scale: "s",
            cells: Dictionary(
                uniqueKeysWithValues: cells.compactMap { key, cell in key.map { ($0, cell) } }))
        let text = figure.file
        let content = try XMLContent(text)
        #expect(content.text.contains("0.16") && content.text.contains("11"))
        let empty = text.components(separatedBy: "class=\"empty\"").count - 1
        #expect(empty == Element.all.count - 5)
        for level in [0, 6] { #expect(text.contains("class=\"d\(level)\"")) }
    }
}
