import Foundation
import FoundationXML
import Testing

@testable import Discovery

@Suite("Charts beside each other")
struct ChartRowTests {
    private static func chart(_ scale: Chart.Axis.Scale, _ name: String) -> Chart {
        let points = [(10.0, 1.0), (100, 0.1), (1000, 0.01)].map {
            Chart.Point($0.0, $0.1, range: ($0.1 * 0.9)...($0.1 * 1.1))
        }
        return Chart(
            title: name, x: .init("Labels", scale: scale), y: .init(name, scale: scale),
            series: [.init("a way", points, style: .lineAndMarks)])
    }

    /// The corners of the first line of a picture, in its units.
    private static func corners(_ text: String) throws -> [(x: Double, y: Double)] {
        let line = try #require(text.firstMatch(of: /<path class="l0" d="M([^"]*)"/))
        return line.1.split(separator: "L").compactMap { corner in
            let parts = corner.split(separator: ",").compactMap { Double($0) }
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    @Test("decades are as far apart as each other on logarithmic axes, a power law is straight")
    func logarithmic() throws {
        let places = try Self.corners(Self.chart(.logarithmic, "error").file)
        try #require(places.count == 3)
        #expect(abs((places[1].x - places[0].x) - (places[2].x - places[1].x)) < 0.2)
        #expect(abs((places[1].y - places[0].y) - (places[2].y - places[1].y)) < 0.2)
        #expect(places[1].x - places[0].x > 50 && places[1].y - places[0].y > 50)
        let linear = try Self.corners(Self.chart(.linear, "error").file)
        #expect(linear[2].x - linear[1].x > 5 * (linear[1].x - linear[0].x), "control")
    }

    @Test("each chart has its place and its own style, in one picture that is XML")
    func row() throws {
        let names = ["error of K", "error of <G>"]
        let file = ChartRow(names.map { Self.chart(.logarithmic, $0) }).file
        let parser = XMLParser(data: Data(file.utf8))
        #expect(parser.parse())
        #expect(file.contains("viewBox=\"0 0 960 340\""))
        #expect(file.contains("#chart0 .l0{") && file.contains("#chart1 .l0{"))
        #expect(file.contains("x=\"480"))
        // Bars with both ends for three points of each.
        #expect(file.components(separatedBy: "class=\"e0\"").count - 1 == 18)
    }
}
